"""Two processes write to one database at once: nothing is lost and nothing is locked."""

from collections import Counter

from sqlalchemy import func, select

from tests.actions.lives import reminded
from tests.conftest import at
from tests.storage.racing import environ_of, race
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence
from webapp.storage.sessions import StoredSession

TIMES = 100  # sessions, and as many ticks, in each of the two
START = at("2026-11-23 08:00")


def test_two_processes_that_record_and_tick_at_once_lose_no_write(any_app, any_settings):
    """A locked database, or any other error, ends the process and fails the race."""
    times = TIMES if any_settings.is_sqlite else TIMES // 2
    people = [reminded(START, every_minutes=30)[0] for _ in range(2)]
    arguments = [(str(person.id), str(times), str(run)) for run, person in enumerate(people)]

    said = race("tests.storage.programs.writing", environ_of(any_settings), *arguments)

    claimed = sum(int(lines[-1]) for lines in said)
    db.session.rollback()
    of_each = Counter(db.session.scalars(select(StoredSession.person_id)))
    assert of_each == {person.id: times for person in people}
    assert count_of(Occurrence.id) == claimed > times / 4
    assert count_of(Delivery.id) == count_of(Occurrence.id, Occurrence.reason.is_(None)) > 0


def count_of(column, *where) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count(column)).where(*where))
