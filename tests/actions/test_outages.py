"""Outages: noted once, by the first tick after them, and what was due meanwhile says so."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.actions.at_once import at_once
from tests.actions.lives import ELEVEN, MONDAY, TEN, reminded, with_plan
from tests.conftest import at
from webapp.actions.reminders import tick
from webapp.storage.db import db
from webapp.storage.heartbeats import TICK, find_heartbeat
from webapp.storage.occurrences import Occurrence
from webapp.storage.outages import Outage, outages_since
from webapp.storage.plans import find_plan

pytestmark = pytest.mark.usefixtures("any_app")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def outages() -> list[tuple[datetime, datetime]]:
    rows = db.session.scalars(select(Outage).order_by(Outage.started_at))
    return [(row.started_at, row.ended_at) for row in rows]


def ledger() -> list[tuple[datetime, str | None]]:
    rows = db.session.scalars(select(Occurrence).order_by(Occurrence.due_at))
    return [(row.due_at, row.reason) for row in rows]


def test_the_first_tick_ever_ends_no_outage():
    tick(TEN)

    assert outages() == []


@pytest.mark.parametrize(("silence", "noted"), [(5 * MINUTE, False), (5.01 * MINUTE, True)])
def test_a_silence_of_more_than_five_minutes_is_an_outage(silence, noted):
    tick(TEN)

    tick(TEN + silence)
    tick(TEN + silence + timedelta(seconds=1))

    assert outages() == ([(TEN, TEN + silence)] if noted else [])


@pytest.mark.parametrize(
    ("down", "up", "ledger_after", "next_due"),
    [
        ("2026-11-23 09:59", "2026-11-23 10:09", [("2026-11-23 10:00", None)], "2026-11-23 11:00"),
        (
            "2026-11-23 09:59",
            "2026-11-23 11:05",
            [("2026-11-23 10:00", "outage"), ("2026-11-23 11:00", None)],
            "2026-11-23 12:00",
        ),
        (
            "2026-11-27 16:00",
            "2026-11-30 09:59",
            [("2026-11-27 16:30", "outage")],
            "2026-11-30 10:00",
        ),
        (
            "2026-11-23 09:59",
            "2026-12-24 11:00",
            [("2026-11-23 10:00", "outage"), ("2026-12-24 11:00", None)],
            "2026-12-24 12:00",
        ),
    ],
    ids=["ten minutes", "an hour", "a weekend", "a month"],
)
def test_after_an_outage_at_most_one_useful_reminder_comes_and_one_row_tells_what_was_missed(
    down, up, ledger_after, next_due
):
    down, up = at(down, "Europe/Berlin"), at(up, "Europe/Berlin")
    mina, _ = reminded(down - HOUR if down.day != 23 else MONDAY)
    tick(down)
    before = len(ledger())

    tick(up)
    tick(up + timedelta(seconds=1))

    assert ledger()[before:] == [(at(text, "Europe/Berlin"), why) for text, why in ledger_after]
    assert find_plan(mina.id).next_due_at == at(next_due, "Europe/Berlin")
    assert outages() == [(down, up)]


def test_a_clock_set_back_makes_no_outage_and_rings_nothing_twice():
    reminded()
    tick(TEN)
    tick(TEN + MINUTE)

    for minute in range(-60, 62):
        tick(TEN + minute * MINUTE)

    assert ledger() == [(TEN, None), (ELEVEN, None)]
    assert outages() == []
    assert find_heartbeat(TICK) == TEN + 61 * MINUTE


def test_a_plan_saved_again_after_the_clock_was_set_back_rings_no_instant_twice():
    mina, _ = reminded()
    tick(TEN)

    with_plan(mina, TEN - MINUTE)

    tick(TEN - MINUTE)
    tick(TEN)

    assert ledger() == [(TEN, None)]
    assert find_plan(mina.id).next_due_at == ELEVEN


def test_a_clock_that_jumps_ahead_for_an_hour_and_back_loses_only_that_hour():
    reminded()
    tick(TEN - MINUTE)

    tick(TEN + HOUR - MINUTE)  # wrong by an hour
    for minute in range(0, 121, 4):
        tick(TEN + minute * MINUTE)

    assert ledger() == [(TEN, "outage"), (ELEVEN, None), (ELEVEN + HOUR, None)]
    assert outages() == [(TEN - MINUTE, TEN + HOUR - MINUTE)]


def test_of_many_schedulers_that_come_back_together_one_notes_the_outage(any_app):
    for _ in range(6):
        reminded()
    tick(MONDAY)

    claimed = at_once(any_app, *[lambda: tick(TEN)] * 4)

    assert sum(claimed) == 6
    assert outages() == [(MONDAY, TEN)]
    assert ledger() == [(TEN, None)] * 6


def test_outages_are_found_by_when_they_ended():
    tick(MONDAY)
    tick(TEN)
    tick(TEN + DAY)

    assert [o.started_at for o in outages_since(TEN)] == [TEN]
    assert [o.started_at for o in outages_since(TEN - MINUTE)] == [MONDAY, TEN]
