"""The demo person lived three months through the same actions as everybody."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.actions.lives import MONDAY
from tests.conftest import settings_in
from tests.rows import count_rows
from webapp.actions import people
from webapp.actions.days import streak_today
from webapp.actions.demo import make_demo_person
from webapp.application import create_app
from webapp.domain.catalogue import load_catalogue
from webapp.storage.db import db
from webapp.storage.devices import devices_of, ringing_devices
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.sessions import StoredSession


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Flask]:
    """An application in which Mina lived first, and the demo person then; made once."""
    settings = settings_in(tmp_path_factory.mktemp("demo"))
    shutil.copy(empty_database, settings.data_dir / "unhunch.db")
    app = create_app(settings)
    with app.app_context():
        people.join("Europe/Berlin", "en", MONDAY - timedelta(days=100))
        app.config["CODE"] = make_demo_person(load_catalogue(), MONDAY)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def demo(lived: Flask) -> Person:
    """The demo person, by the link that the command prints."""
    return people.use_link_code(lived.config["CODE"], MONDAY).person


def test_there_are_three_months_of_reminders_and_sessions_and_a_streak(demo):
    first, last = db.session.execute(
        select(func.min(StoredSession.started_at), func.max(StoredSession.started_at))
    ).one()

    assert first < MONDAY - timedelta(days=85)
    assert MONDAY - timedelta(days=7) < last <= MONDAY
    assert streak_today(demo, MONDAY).days > 5
    assert streak_today(demo, MONDAY).best >= streak_today(demo, MONDAY).days


def test_some_reminders_were_answered_and_some_were_not(demo):
    sent = db.session.scalar(select(func.count(Occurrence.id)).where(Occurrence.reason.is_(None)))
    practised = db.session.scalar(select(func.count(StoredSession.id)))

    assert 0.5 * sent < practised < 0.9 * sent


def test_no_device_is_left_that_could_ring(demo):
    assert (list(ringing_devices(demo.id)), list(devices_of(demo.id))) == ([], [])


def test_whoever_made_it_can_delete_it_and_everybody_else_stays(lived, demo):
    people.leave(demo.id)

    left = {name: rows for name, rows in count_rows(lived).items() if rows}
    assert left.pop("figures") > 0  # of the installation, not of a person
    assert left == {"people": 1, "sign_ins": 1, "heartbeats": 1}
