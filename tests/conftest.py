"""What every test may ask for: an application on a real database, Mina, and Jun."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.visitor import CheckedClient, Visitor
from webapp.application import create_app
from webapp.keys import with_keys
from webapp.settings import Settings
from webapp.storage.db import db
from webapp.storage.migrate import upgrade
from webapp.web.limits import limiter

pytest_plugins = ["tests.lab.fixtures"]

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis_settings.register_profile(
    "ci", max_examples=100, deadline=None, suppress_health_check=SLOW
)
hypothesis_settings.register_profile(
    "soak", max_examples=20_000, deadline=None, suppress_health_check=SLOW
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def at(text: str, zone: str = "UTC") -> datetime:
    """The instant of "2026-03-02 10:00" on the wall clock of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings for a data folder, with keys."""
    environ = {"UNHUNCH_DATA_DIR": str(folder)} | {f"UNHUNCH_{k}": v for k, v in more.items()}
    folder.mkdir(parents=True, exist_ok=True)
    return with_keys(Settings.from_env(environ))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file without a row, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "unhunch.db"
    upgrade(f"sqlite:///{path}", path.parent / "backups", at("2026-01-01 00:00"))
    return path


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    """The settings of the application under test."""
    made = settings_in(tmp_path / "instance")
    shutil.copy(empty_database, made.data_dir / "unhunch.db")
    return made


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application under test, on a real SQLite file of its own."""
    app = create_app(settings)
    app.test_client_class = CheckedClient
    limiter.reset()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """The application with its context open, for tests below the web."""
    with app.app_context():
        yield app


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """A browser nobody is signed in on."""
    return Visitor(app.test_client())


@pytest.fixture
def mina(app: Flask) -> Visitor:
    """Mina, whose things these are."""
    return Visitor(app.test_client()).join()


@pytest.fixture
def jun(app: Flask) -> Visitor:
    """Jun, who must see and change nothing of Mina's."""
    return Visitor(app.test_client()).join()
