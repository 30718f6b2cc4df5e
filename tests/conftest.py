"""What every test may ask for: an application on a real database, Mina, and Jun."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.compiled import Compiled
from tests.lab.postgres import PostgresServer
from tests.visitor import CheckedClient, Visitor
from webapp import clock
from webapp.application import create_app
from webapp.keys import new_secret_key, new_vapid_private_key, with_keys
from webapp.settings import Settings
from webapp.storage.db import db
from webapp.storage.migrate import upgrade
from webapp.storage.tables import metadata as tables_metadata
from webapp.web.limits import limiter

pytest_plugins = ["tests.lab.fixtures", "tests.browser.player_phone", "tests.browser.offline_phone"]

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis_settings.register_profile(
    "ci", max_examples=100, deadline=None, suppress_health_check=SLOW
)
hypothesis_settings.register_profile(
    "quick", max_examples=10, deadline=None, suppress_health_check=SLOW
)
hypothesis_settings.register_profile(
    "soak", max_examples=2_000, deadline=None, suppress_health_check=SLOW
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

QUEUE_TABLES = ("procrastinate.procrastinate_jobs", "procrastinate.procrastinate_workers")


@pytest.fixture(autouse=True, scope="session")
def compiled_templates() -> Iterator[None]:
    """Compile each template once for all the applications a run of the tests makes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": Compiled()})
        yield


ON_BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


def at(text: str, zone: str = "UTC") -> datetime:
    """The instant of "2026-03-02 10:00" on the wall clock of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings for a data folder, with keys."""
    environ = {"UNHUNCH_DATA_DIR": str(folder)} | {f"UNHUNCH_{k}": v for k, v in more.items()}
    folder.mkdir(parents=True, exist_ok=True)
    return with_keys(Settings.from_env(environ))


def on_postgres(url: str) -> dict[str, str]:
    """What must be given with PostgreSQL, for `settings_in`."""
    keys = {"SECRET_KEY": new_secret_key(), "VAPID_PRIVATE_KEY": new_vapid_private_key()}
    return {"DATABASE_URL": url, **keys}


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


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, emptied after each test that writes to it."""
    with postgres_server.database("migrated") as url:
        upgrade(url, Path(), at("2026-01-01 00:00"))
        yield url


@pytest.fixture(params=ON_BOTH)
def any_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings for a migrated database without a row: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("settings")
        return
    url = request.getfixturevalue("migrated_postgres")
    yield settings_in(tmp_path / "instance", **on_postgres(url))
    _empty(url)


@pytest.fixture
def any_app(any_settings: Settings) -> Iterator[Flask]:
    """An application on SQLite, then on PostgreSQL, with its context open."""
    app = create_app(any_settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set what the one place that reads the clock answers."""
    return lambda instant: monkeypatch.setattr(clock, "now", lambda: instant)


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


def _empty(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        tables = ", ".join([*tables_metadata.tables, *QUEUE_TABLES])
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
