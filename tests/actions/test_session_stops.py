"""A session stopped for safety closes what it must, until the check is repeated."""

from datetime import timedelta

import pytest

from tests.actions.lives import MONDAY, TEN, checked, guest, reminded
from tests.domain.session_examples import NOW, a_session
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.domain.sessions import Session, SessionState
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.safety import known_safety

pytestmark = pytest.mark.usefixtures("any_app")


def stopped(**changes: object) -> Session:
    values = {"state": SessionState.STOPPED_FOR_SAFETY, "played_seconds": 5, "steps_done": 0}
    return a_session(**values | changes)


def test_a_sign_to_rest_leaves_calm_breathing_beside_what_was_closed_before():
    mina = guest(MONDAY)
    checked(mina, "no_massage")

    record(mina, stopped(), NOW)

    assert known_safety(mina.id, NOW).effects == {"no_massage", "breathing_only"}


def test_an_urgent_sign_closes_everything_and_takes_back_what_was_not_yet_sent():
    mina, _ = reminded()
    checked(mina)
    tick(TEN)

    record(mina, stopped(), NOW, "stop_all")

    assert known_safety(mina.id, NOW).effects == {"stop_all"}
    assert db.session.query(Delivery).one().state == "cancelled"


def test_the_same_report_again_after_a_new_check_closes_nothing_any_more():
    mina = guest(MONDAY)
    checked(mina)
    record(mina, stopped(), NOW, "stop_all")
    checked(mina, now=NOW + timedelta(minutes=1))

    record(mina, stopped(), NOW + timedelta(minutes=2), "stop_all")

    assert known_safety(mina.id, NOW).effects == frozenset()
