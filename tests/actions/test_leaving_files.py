"""Whoever left is not in the database's files either: neither in freed pages nor in the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from jobs.daily import once_a_day
from tests.actions.lives import MONDAY, SERVER_KEY, guest
from tests.actions.test_leaving import OF_NOBODY, lives_a_day
from tests.actions.whole_database import spelled, traces_in
from tests.conftest import settings_in
from webapp.actions import people
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade
from webapp.storage.own_exercises import Photo

LARGE = bytes(range(1, 251)) * 2_000  # takes pages of its own
ENOUGH = 12


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    settings = settings_in(tmp_path / "instance")
    upgrade(settings.database_url, tmp_path / "backups", MONDAY)
    made = create_app(settings)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def bytes_on_disk() -> bytes:
    """The database, its log and whatever else lies beside them."""
    database = Path(str(db.engine.url.database))
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")))


def traces_of(app: Flask) -> set[bytes]:
    """What of the rows can be found in the files as it stands."""
    found = traces_in(app, frozenset(OF_NOBODY)) - {spelled(SERVER_KEY)}
    db.session.rollback()
    on_disk = bytes_on_disk()
    spellings = {trace.encode() for trace in found} | {
        bytes.fromhex(trace) for trace in found if _is_hex(trace)
    }
    return {spelling for spelling in spellings if spelling in on_disk}


def _is_hex(trace: str) -> bool:
    return len(trace) % 2 == 0 and not set(trace) - set("0123456789abcdef")


def test_nothing_in_the_files_speaks_of_whoever_left(app):
    mina = lives_a_day(app)
    keep_a_large_photo()
    traces = traces_of(app)
    assert len(traces) >= ENOUGH

    people.leave(mina.id)

    left = bytes_on_disk()
    assert [trace for trace in traces | {LARGE[:200]} if trace in left] == []


def test_who_reads_meanwhile_is_waited_for_and_what_then_remains_goes_within_the_hour(app):
    mina = lives_a_day(app)
    traces = traces_of(app)
    with closing(sqlite3.connect(str(db.engine.url.database))) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchall()
        people.leave(mina.id)  # is done all the same
        assert people.find_person(mina.id) is None
        db.session.rollback()

    once_a_day(app)

    left = bytes_on_disk()
    assert [trace for trace in traces if trace in left] == []


def test_those_who_stay_are_served_as_before(app):
    jun, mina = guest(), lives_a_day(app)

    people.leave(mina.id)

    assert people.find_person(jun.id) is not None
    assert db.session.scalar(text("PRAGMA busy_timeout")) == 20_000


def keep_a_large_photo() -> None:
    photo = db.session.query(Photo).one()
    photo.image = LARGE
    db.session.commit()
