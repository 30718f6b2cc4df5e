"""Levels over weeks of sessions: offered, taken, lost, regained; and the hands-on rule."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.actions.lives import checked, guest
from tests.conftest import at
from tests.domain.session_examples import a_session
from webapp.actions.levels import (
    NotOffered,
    go_lower,
    levels_of,
    put_off,
    resume_after_advice,
    reviews_of,
    start_again,
    take_step,
)
from webapp.actions.safety import keep_check
from webapp.actions.sessions import record
from webapp.domain.offers import Condition
from webapp.domain.progression import Why
from webapp.domain.sessions import Rating
from webapp.storage.people import Person
from webapp.storage.safety import known_safety

START = at("2026-11-02 09:00")
DAY = timedelta(days=1)
ROUTINE = "neck_shoulder_holds"  # acupressure and nothing else


@pytest.fixture
def mina(any_app) -> Person:
    person = guest(START)
    checked(person, now=START)
    return person


def practise(person: Person, *days: int, routine: str = ROUTINE, **more: object) -> list[object]:
    made = []
    for day in days:
        began = START + day * DAY
        session = a_session(
            id=uuid4(),
            routine=routine,
            started_at=began,
            finished_at=began + timedelta(seconds=100),
            **more,
        )
        record(person, session, began + timedelta(minutes=3))
        made.append(session)
    return made


def level(person: Person, day: int, kind: str = "acupressure") -> tuple[int, int, Why]:
    found = levels_of(person, START + day * DAY)[kind]
    return found.level, found.effort, found.why


TWO_WEEKS = (0, 2, 4, 7, 9, 11, 13)


def test_two_weeks_of_three_good_sessions_bring_one_step_and_only_by_consent(mina):
    practise(mina, *TWO_WEEKS)
    now = START + 13 * DAY

    assert reviews_of(mina, now)["acupressure"].is_offered
    assert level(mina, 13) == (1, 1, Why.START)

    take_step(mina, "acupressure", now)

    assert level(mina, 13) == (2, 1, Why.TIME)
    assert not reviews_of(mina, now)["acupressure"].is_open


def test_a_step_that_is_not_offered_cannot_be_taken(mina):
    practise(mina, 0, 1, 2)

    with pytest.raises(NotOffered) as refused:
        take_step(mina, "acupressure", START + 2 * DAY)

    assert not refused.value.review.conditions[Condition.OFTEN]
    assert level(mina, 2) == (1, 1, Why.START)


@pytest.fixture
def raised(mina) -> Person:
    practise(mina, *TWO_WEEKS)
    take_step(mina, "acupressure", START + 13 * DAY)
    return mina


def test_effort_follows_a_week_later(raised):
    practise(raised, 15, 17, 19, 20)

    take_step(raised, "acupressure", START + 20 * DAY)

    assert level(raised, 20) == (2, 2, Why.EFFORT)


@pytest.mark.parametrize("how", [{"rating": Rating.WORSE}, {"next_morning": Rating.WORSE}])
def test_a_session_rated_worse_costs_a_level_for_a_week(raised, how):
    practise(raised, 15, **how)
    assert level(raised, 15) == (1, 1, Why.WORSE)

    practise(raised, 18, 22)
    assert reviews_of(raised, START + 22 * DAY)["acupressure"].step is Why.REGAINED
    take_step(raised, "acupressure", START + 22 * DAY)

    assert level(raised, 22) == (2, 1, Why.REGAINED)


def test_worse_the_next_morning_counts_when_it_is_said_and_once(raised):
    (session,) = practise(raised, 15)
    worse = a_session(
        **{
            "id": session.id,
            "routine": ROUTINE,
            "started_at": session.started_at,
            "finished_at": session.finished_at,
            "next_morning": Rating.WORSE,
        }
    )
    for _ in range(2):
        record(raised, worse, START + 16 * DAY)

    assert level(raised, 16) == (1, 1, Why.WORSE)


def test_a_break_costs_a_level_and_three_weeks_cost_all(raised):
    assert level(raised, 20)[0] == 2
    assert level(raised, 21) == (1, 1, Why.BREAK)
    assert level(raised, 35) == (1, 1, Why.LONG_BREAK)

    practise(raised, 22)

    assert level(raised, 23) == (1, 1, Why.BREAK)


def test_a_flare_sets_everything_back(raised):
    start_again(raised, START + 14 * DAY)

    assert level(raised, 14) == (1, 1, Why.FLARE)


def test_going_lower_and_not_now_are_the_person_s_own(raised):
    put_off(raised, "strength", START + 13 * DAY)
    go_lower(raised, "acupressure", 1, START + 14 * DAY)

    assert level(raised, 14) == (1, 1, Why.OWN_WISH)
    assert level(raised, 14, "strength") == (1, 1, Why.START)
    assert reviews_of(raised, START + 14 * DAY)["strength"].is_put_off


def test_three_hands_on_sessions_that_felt_the_same_pause_hands_on_routines(mina):
    practise(mina, 0, 1, tension_before=4, rating=Rating.SAME)
    assert known_safety(mina.id, START + DAY).paused is None

    practise(mina, 2, tension_before=4, rating=Rating.SAME)

    known = known_safety(mina.id, START + 2 * DAY)
    assert known.paused == "same"
    assert known.effects == {"no_massage", "no_acupressure"}


def test_after_advice_hands_on_routines_go_on_from_level_1_and_old_sessions_are_forgotten(raised):
    practise(raised, 14, 15, 16, tension_before=5, rating=Rating.SAME)
    assert known_safety(raised.id, START + 16 * DAY).paused == "same"

    resume_after_advice(raised, START + 17 * DAY)
    practise(raised, 18, tension_before=5, rating=Rating.SAME)

    assert known_safety(raised.id, START + 18 * DAY).paused is None
    assert level(raised, 18) == (1, 1, Why.ADVICE)


def test_a_pause_holds_where_effects_stay_on_the_device_too(any_app):
    jun = guest(START)
    keep_check(jun.id, None, 1, START)
    practise(jun, 0, 1, 2, tension_before=4, rating=Rating.SAME)

    assert known_safety(jun.id, START + 2 * DAY).own_effects == {"no_massage", "no_acupressure"}


def test_levels_are_each_person_s_own(raised):
    jun = guest(START)

    assert level(jun, 14) == (1, 1, Why.START)
    assert reviews_of(jun, START + 14 * DAY)["acupressure"].weeks == (0, 0)
