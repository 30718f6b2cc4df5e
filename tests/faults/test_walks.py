"""Days walked through tick by tick, with gaps, moves and odd clocks: the ledger is what was due."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.actions.lives import guest, phone, with_plan
from tests.domain.oracle_by_segments import instants_by_segments
from tests.domain.plan_examples import every_day
from tests.domain.zone_file import edges
from tests.soak import SOAK
from webapp.actions.reminders import tick
from webapp.domain.turns import USEFUL_FOR
from webapp.storage.db import db
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import find_plan

AROUND = timedelta(hours=14)
LITTLE, IDLE = timedelta(seconds=3), timedelta(minutes=97)
YEARS = range(2026, 2036) if SOAK else [2026]
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/Nuuk")
MOVES = (
    ("Europe/Berlin", "America/New_York"),
    ("Pacific/Kiritimati", "Pacific/Honolulu"),  # a day back at the same time of day
    ("Pacific/Honolulu", "Pacific/Kiritimati"),  # a day that is lived by nobody
    ("Australia/Lord_Howe", "Asia/Kathmandu"),
)


def walked(person: int, start: datetime, until: datetime) -> list[datetime]:
    """Tick on the way from one instant to another, little after each that is due."""
    ticks = [start]
    while ticks[-1] < until:
        tick(ticks[-1])
        due = find_plan(person).next_due_at
        assert due is None or due > ticks[-1] - USEFUL_FOR
        ticks.append(min(max(due, ticks[-1]) + LITTLE, ticks[-1] + IDLE))
    return ticks


def claimed(person: int) -> dict[datetime, str | None]:
    """What the ledger has of a person, with the reasons."""
    rows = select(Occurrence.due_at, Occurrence.reason).where(Occurrence.person_id == person)
    found = db.session.execute(rows).all()
    known = {row.due_at: row.reason for row in found}
    assert len(known) == len(found)
    return known


def reminded_in(zone: str, now: datetime) -> int:
    """Somebody who is reminded all day and all night, every three quarters of an hour."""
    person = guest(now, zone)
    phone(person, now)
    week = every_day("00:05", "23:55")
    with_plan(person, now, time_zone=zone, weekdays=week, every_minutes=45)
    return person.id


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.usefixtures("context")
def test_across_clock_changes_everything_due_is_claimed_once(zone, year):
    for edge in [edge for edge, _, _ in edges(zone, year, year)][:2]:
        start, until = edge - AROUND, edge + AROUND
        person = reminded_in(zone, start)

        walked(person, start, until)

        due = instants_by_segments(find_plan(person).as_plan(), start, until - IDLE)
        assert set(due) <= set(claimed(person))
        assert set(claimed(person).values()) == {None}


@pytest.mark.parametrize(("before", "after"), MOVES)
@pytest.mark.parametrize("hour", range(0, 24, 2) if SOAK else [18])
@pytest.mark.usefixtures("context")
def test_whoever_moves_gets_each_once_and_misses_none(before, after, hour):
    start = datetime(2026, 10, 23, hour, 20, tzinfo=UTC)
    moved, until = start + timedelta(hours=30), start + timedelta(hours=80)
    person = guest(start, before)
    phone(person, start)
    week = every_day("08:00", "22:00")
    with_plan(person, start, time_zone=before, weekdays=week, every_minutes=50)
    at_first = find_plan(person.id).as_plan()

    walked(person.id, start, moved)
    with_plan(person, moved, time_zone=after, weekdays=week, every_minutes=50)
    walked(person.id, moved, until)

    by_then = find_plan(person.id).as_plan()
    expected = {
        *instants_by_segments(at_first, start, moved - LITTLE),
        *instants_by_segments(by_then, moved, until),
    }
    assert {due for due in expected if due <= until - IDLE} <= set(claimed(person.id)) <= expected


@pytest.mark.parametrize("hours", [1, 5, 64])
@pytest.mark.usefixtures("any_app")
def test_what_was_due_in_an_outage_is_explained_or_lies_in_the_gap(hours):
    start = datetime(2026, 11, 20, 15, 2, tzinfo=UTC)
    person = reminded_in("Europe/Berlin", start)

    last = walked(person, start, start + timedelta(hours=3))[-2]
    first = last + timedelta(hours=hours)
    end = walked(person, first, first + timedelta(hours=3))[-2]

    known = claimed(person)
    for due in instants_by_segments(find_plan(person).as_plan(), start, end):
        if last < due <= first - USEFUL_FOR:
            assert known.get(due, "outage") == "outage"
        else:
            assert known[due] is None
    assert find_plan(person).next_due_at > end
