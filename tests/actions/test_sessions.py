"""Recording sessions: twice the same changes nothing, later reports only add."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.actions.at_once import at_once
from tests.actions.lives import MONDAY, guest
from tests.domain.session_examples import NOW, a_session, a_started_session
from tests.rows import all_rows, count_rows
from webapp.actions.days import streak_today
from webapp.actions.sessions import NotYours, record
from webapp.domain.sessions import Rating, SessionConflict, SessionProblem, SessionState
from webapp.storage.db import db
from webapp.storage.people import get_person
from webapp.storage.sessions import StoredSession, find_session


@pytest.fixture
def mina(any_app):
    return guest(MONDAY)


def test_a_finished_session_ticks_its_day_and_starts_a_streak(mina):
    recorded = record(mina, a_session(), NOW)

    assert (recorded.day, recorded.practised, recorded.created) == (date(2026, 11, 23), True, True)
    assert (recorded.streak.days, recorded.streak.today_done) == (1, True)


def test_a_session_comes_back_as_it_was_recorded(mina):
    session = a_session(
        tension_before=6, tension_after=3, discomfort=0, rating=Rating.BETTER, timeline_digest="ab"
    )

    record(mina, session, NOW)
    db.session.expire_all()

    assert find_session(session.id).as_session() == session


def test_the_same_report_again_changes_nothing(any_app, mina):
    record(mina, a_session(), NOW)
    before = all_rows(any_app)

    again = record(mina, a_session(), NOW + timedelta(minutes=5))

    assert again.created is False
    assert again.streak.days == 1
    assert all_rows(any_app) == before


def test_the_same_report_at_the_same_moment_is_one_session(any_app, mina):
    number = mina.id

    came = at_once(any_app, *[lambda: record(get_person(number), a_session(), NOW)] * 4)

    assert sorted(one.created for one in came) == [False, False, False, True]
    assert count_rows(any_app)["sessions"] == 1


def test_a_later_report_may_only_add(mina):
    record(mina, a_started_session(), NOW)
    record(mina, a_session(), NOW)

    recorded = record(mina, a_session(tension_after=2, rating=Rating.BETTER), NOW)

    stored = find_session(a_session().id)
    assert (stored.state, stored.tension_after, stored.rating) == ("finished", 2, "better")
    assert recorded.practised is True


def test_a_report_that_lost_its_way_and_comes_after_the_finish_takes_nothing_away(mina):
    record(mina, a_session(rating=Rating.SAME), NOW)

    record(mina, a_started_session(), NOW)

    stored = find_session(a_session().id)
    assert (stored.state, stored.rating, stored.played_seconds) == ("finished", "same", 100)


@pytest.mark.parametrize(
    ("field", "value"),
    [("rating", Rating.WORSE), ("state", SessionState.STOPPED), ("routine", "micro_break")],
)
def test_a_report_that_contradicts_is_refused_and_what_was_recorded_stays(
    any_app, mina, field, value
):
    record(mina, a_session(rating=Rating.BETTER), NOW)
    before = all_rows(any_app)

    with pytest.raises(SessionConflict) as refused:
        record(mina, replace(a_session(rating=Rating.BETTER), **{field: value}), NOW)

    assert refused.value.field == field
    assert all_rows(any_app) == before


def test_nobody_writes_into_another_person_s_session(any_app, mina):
    jun = guest(MONDAY)
    record(mina, a_started_session(), NOW)
    before = all_rows(any_app)

    with pytest.raises(NotYours):
        record(jun, a_session(), NOW)

    assert all_rows(any_app) == before


def test_a_session_that_cannot_be_true_is_not_stored(any_app, mina):
    with pytest.raises(SessionProblem):
        record(mina, a_session(started_at=NOW + timedelta(days=1), finished_at=None), NOW)

    assert count_rows(any_app)["sessions"] == 0


def test_a_session_stopped_early_is_kept_and_does_not_tick_the_day(mina):
    stopped = a_session(state=SessionState.STOPPED, played_seconds=49, steps_done=3)

    recorded = record(mina, stopped, NOW)

    assert (recorded.practised, recorded.streak.days) == (False, 0)
    assert find_session(stopped.id) is not None


def test_a_stop_for_safety_ticks_the_day(mina):
    stopped = a_session(state=SessionState.STOPPED_FOR_SAFETY, played_seconds=5, steps_done=0)

    assert record(mina, stopped, NOW).practised is True


def test_the_day_is_that_of_the_zone_the_device_was_in(mina):
    """Eight in the evening in Honolulu is the next morning in Berlin."""
    evening = NOW.replace(hour=6) - timedelta(seconds=120)
    session = a_session(
        started_at=evening,
        finished_at=evening + timedelta(seconds=100),
        time_zone="Pacific/Honolulu",
    )

    assert record(mina, session, NOW).day == date(2026, 11, 22)


def test_days_in_a_row_make_a_streak_in_whatever_order_they_arrive(mina):
    for days_ago in (1, 3, 0, 2):
        shift = timedelta(days=days_ago)
        session = a_session(
            id=uuid4(), started_at=NOW - shift - timedelta(seconds=120), finished_at=NOW - shift
        )
        record(mina, session, NOW)

    assert streak_today(mina, NOW).days == 4
    assert len(set(db.session.scalars(select(StoredSession.day)))) == 4
