"""Correcting the history by hand, and taking each correction back."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from tests.actions.lives import TEN, guest
from tests.domain.session_examples import a_session
from tests.rows import all_rows
from webapp.actions.corrections import (
    add_by_hand,
    bring_back,
    change_minutes,
    forget_deleted,
    remove,
)
from webapp.actions.days import streak_today
from webapp.actions.sessions import NotYours, Removed, record
from webapp.domain.corrections import Noted
from webapp.domain.sessions import SessionProblem
from webapp.storage.sessions import find_session

DAY = timedelta(days=1)
DONE = TEN + timedelta(seconds=100)
WALK = Noted(date(2026, 11, 22), time(18, 30), "desk_minute", 12)


def played(person, **changes):
    session = a_session(id=uuid4(), started_at=TEN, finished_at=DONE, **changes)
    record(person, session, DONE)
    return session


def test_what_was_added_by_hand_counts_and_is_marked_as_such(any_app):
    mina = guest()

    stored = add_by_hand(mina, WALK, uuid4(), TEN)

    assert (stored.day, stored.practised, stored.by_hand, stored.late) == (
        WALK.day,
        True,
        True,
        False,
    )
    assert stored.seconds == 720
    assert streak_today(mina, TEN).days == 1


@pytest.mark.parametrize(
    "noted",
    [
        Noted(WALK.day, WALK.at, WALK.routine, 0),
        Noted(WALK.day, WALK.at, WALK.routine, 181),
        Noted(WALK.day + 2 * DAY, WALK.at, WALK.routine, 5),
        Noted(WALK.day - 90 * DAY, WALK.at, WALK.routine, 5),
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_kept(context, noted):
    mina = guest()
    before = all_rows(context)

    with pytest.raises(SessionProblem):
        add_by_hand(mina, noted, uuid4(), TEN)

    assert all_rows(context) == before


def test_corrected_minutes_decide_whether_it_counts_and_can_be_undone(any_app):
    mina = guest()
    session = played(mina, played_seconds=20, timeline_seconds=100)

    assert not find_session(session.id).practised
    assert change_minutes(mina, session.id, 1).practised
    assert streak_today(mina, DONE).days == 1
    assert not change_minutes(mina, session.id, None).practised


def test_the_same_report_again_leaves_a_correction_as_it_is(context):
    mina = guest()
    session = played(mina, played_seconds=20, timeline_seconds=100)
    change_minutes(mina, session.id, 3)

    record(mina, session, DONE)

    assert find_session(session.id).seconds == 180
    assert find_session(session.id).practised


def test_a_deleted_session_is_gone_from_the_days_and_comes_back_as_it_was(any_app):
    mina = guest()
    session = played(mina)
    before = all_rows(any_app)["sessions"]

    remove(mina, session.id, DONE)
    assert streak_today(mina, DONE).days == 0
    bring_back(mina, session.id)

    assert all_rows(any_app)["sessions"] == before
    assert all_rows(any_app)["removed_sessions"] == []


def test_a_phone_that_sends_a_deleted_session_again_does_not_bring_it_back(context):
    mina = guest()
    session = played(mina)
    remove(mina, session.id, DONE)

    with pytest.raises(Removed):
        record(mina, session, DONE)
    forget_deleted(DONE + 31 * DAY)
    with pytest.raises(Removed):
        record(mina, session, DONE + 31 * DAY)
    with pytest.raises(NotYours):
        bring_back(mina, session.id)


def test_after_three_months_nothing_of_it_is_left(context):
    mina = guest()
    remove(mina, played(mina).id, DONE)

    forget_deleted(DONE + 91 * DAY)

    assert all_rows(context)["removed_sessions"] == []


def test_jun_corrects_deletes_and_brings_back_nothing_of_mina_s(context):
    mina, jun = guest(), guest()
    session, other = played(mina), played(mina)
    remove(mina, other.id, DONE)
    before = all_rows(context)

    for act in (
        lambda: change_minutes(jun, session.id, 5),
        lambda: remove(jun, session.id, DONE),
        lambda: bring_back(jun, other.id),
        lambda: record(jun, other, DONE),
    ):
        with pytest.raises(NotYours):
            act()

    assert all_rows(context) == before
