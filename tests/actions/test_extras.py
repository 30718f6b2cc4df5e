"""The last reminder of an open day and the weekly summary, through the tick to the message."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.actions.lives import TEN, checked, guest, office_of, phone, with_plan
from tests.conftest import at
from tests.domain.session_examples import a_session
from webapp.actions.day_marks import mark_day
from webapp.actions.deliveries import take_waiting
from webapp.actions.due import find_due
from webapp.actions.extras import save_wishes
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.domain.day_marks import Mark
from webapp.domain.extras import Wishes
from webapp.domain.reminders import OccurrenceKind
from webapp.storage.db import db
from webapp.storage.occurrences import Occurrence

MONDAY_END = at("2026-11-23 17:00", "Europe/Berlin")
SAVER = Wishes(saver=True)
SUMMARY = Wishes(summary_weekday=0, summary_minute=17 * 60 + 10)
SUMMED = at("2026-11-23 17:10", "Europe/Berlin")


@pytest.fixture
def mina(context):
    """Somebody with a phone and a plan of one reminder at noon."""
    person = guest()
    phone(person)
    with_plan(person, times=(720,))
    checked(person)
    return person


def extras() -> list[Occurrence]:
    """What came or waits beside the plan, by its time."""
    query = select(Occurrence).where(Occurrence.kind.in_(["saver", "summary"]))
    return list(db.session.scalars(query.order_by(Occurrence.due_at)))


def practise(person, now) -> None:
    """Two minutes at ten."""
    ended = TEN + timedelta(minutes=2)
    record(person, a_session(id=uuid4(), started_at=TEN, finished_at=ended), now)


def told(app, now) -> list[dict]:
    """The notifications that are sent now."""
    batch = take_waiting(office_of(app), now)
    return [json.loads(one.parcel.message.payload)["notification"] for one in batch]


def test_an_open_day_is_called_once_more_before_its_hours_end(context, mina):
    save_wishes(mina, SAVER, TEN)
    tick(MONDAY_END - timedelta(seconds=1))
    assert [one.claimed_at for one in extras()] == [None]

    tick(MONDAY_END)

    came, waits = extras()
    assert (came.kind, came.due_at, came.reason) == ("saver", MONDAY_END, None)
    assert waits.due_at == MONDAY_END + timedelta(days=1)
    assert "still open" in told(context, MONDAY_END)[0]["body"]


def test_a_day_that_is_done_is_left_alone(mina):
    save_wishes(mina, SAVER, TEN)
    practise(mina, MONDAY_END)

    tick(MONDAY_END)

    assert [one.reason for one in extras()] == ["kept", None]


def test_a_marked_day_is_left_alone(mina):
    save_wishes(mina, SAVER, TEN)
    mark_day(mina, TEN.date(), Mark.ILL, TEN)

    tick(MONDAY_END)

    assert extras()[0].reason == "kept"


def test_switched_off_nothing_waits_any_more(mina):
    save_wishes(mina, Wishes(True, 0, 60), TEN)
    save_wishes(mina, Wishes(), TEN)

    assert extras() == []


def test_a_changed_plan_moves_what_waits(mina):
    save_wishes(mina, SAVER, TEN)

    with_plan(mina, TEN, time_zone="Europe/Lisbon", times=(720,))

    assert [one.due_at for one in extras()] == [at("2026-11-23 17:00", "Europe/Lisbon")]


def test_a_summary_says_what_the_week_came_to_and_leads_to_its_page(context, mina):
    save_wishes(mina, SUMMARY, TEN)
    practise(mina, SUMMED)

    tick(SUMMED)

    message = told(context, SUMMED)[0]
    assert message["body"].startswith("1 day practised")
    assert message["navigate"].endswith("/progress/week")
    assert extras()[-1].due_at == SUMMED + timedelta(days=7)


def test_a_summary_is_no_call_to_practise(context, mina):
    save_wishes(mina, SUMMARY, TEN)
    tick(SUMMED)

    assert find_due(mina.id, SUMMED) is None
    assert "quiet one" in told(context, SUMMED)[0]["body"]


def test_stopped_for_safety_neither_comes(mina):
    save_wishes(mina, Wishes(True, 0, 17 * 60 + 10), TEN)
    checked(mina, "stop_all")

    tick(MONDAY_END)
    tick(SUMMED)

    came = [one for one in extras() if one.claimed_at is not None]
    assert {one.reason for one in came} == {"stopped_for_safety"}
    assert {one.kind for one in came} == {OccurrenceKind.SAVER, OccurrenceKind.SUMMARY}
