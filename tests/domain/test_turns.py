"""The turns of a plan, and what becomes of it when nobody looked in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracle import instants_due
from tests.domain.plan_examples import a_plan, a_version, every_day, plans_with_moments
from webapp.domain.plans import Plan, next_due
from webapp.domain.turns import USEFUL_FOR, Course, course_of, next_turn_at, snoozed_turn

TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # on Berlin's wall, a Monday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CHRISTMAS = date(2026, 12, 25)
CHRISTMAS_TEN = datetime(2026, 12, 25, 9, 0, tzinfo=UTC)

outages = st.one_of(
    st.integers(0, 3600), st.integers(0, 4 * 86_400), st.integers(0, 40 * 86_400)
).map(lambda seconds: timedelta(seconds=seconds))


def instants(course: Course) -> list[datetime]:
    return [turn.at for turn in course.turns]


def test_on_time_there_is_one_turn_and_the_plan_moves_to_the_next() -> None:
    course = course_of(a_plan(), TEN, TEN)

    assert instants(course) == [TEN]
    assert course.next_at == TEN + HOUR


def test_a_turn_says_what_the_plan_asks_for_at_that_instant() -> None:
    plan = a_plan(routine_by_time=((600, "wind_down_breathing"),))

    [turn] = course_of(plan, TEN, TEN).turns

    assert (turn.day, turn.routine, turn.holiday) == (
        date(2026, 11, 23),
        "wind_down_breathing",
        None,
    )
    assert turn.version == plan.versions[0]
    assert turn.expires_at == TEN + USEFUL_FOR


def test_what_is_still_useful_after_an_outage_comes_and_the_first_that_was_missed_is_told() -> None:
    course = course_of(a_plan(), TEN, TEN + HOUR + 14 * MINUTE)

    assert instants(course) == [TEN, TEN + HOUR]
    assert course.next_at == TEN + 2 * HOUR


@pytest.mark.parametrize("outage", [20 * MINUTE, 2.4 * DAY, 31.02 * DAY])
def test_after_an_outage_of_any_length_a_plan_jumps_to_its_next_instant(outage: timedelta) -> None:
    course = course_of(a_plan(), TEN, TEN + outage)

    assert instants(course) == [TEN]
    assert course.next_at == next_due(a_plan(), TEN + outage)


def test_of_two_times_close_together_the_second_takes_the_place_of_the_first() -> None:
    plan = a_plan(times=(600, 605), weekdays=every_day("09:00", "12:00"))

    course = course_of(plan, TEN, TEN + 6 * MINUTE)

    assert instants(course) == [TEN, TEN + 5 * MINUTE]
    assert [turn.expires_at for turn in course.turns] == [TEN + 5 * MINUTE, TEN + 20 * MINUTE]


def test_a_public_holiday_is_a_turn_that_names_it() -> None:
    plan = a_plan(holidays="DE-BE")

    [turn] = course_of(plan, CHRISTMAS_TEN, CHRISTMAS_TEN).turns

    assert (turn.day, turn.holiday) == (CHRISTMAS, "Christmas Day")
    assert next_turn_at(plan, CHRISTMAS_TEN - HOUR) == CHRISTMAS_TEN
    assert next_due(plan, CHRISTMAS_TEN - HOUR) > CHRISTMAS_TEN


def test_an_instant_the_plan_no_longer_has_is_no_turn() -> None:
    course = course_of(a_plan(), TEN + MINUTE, TEN + MINUTE)

    assert course == Course((), TEN + HOUR)


def test_a_plan_that_is_off_has_no_turns() -> None:
    off = Plan(enabled=False, versions=a_plan().versions)

    assert course_of(off, TEN, TEN) == Course((), None)


def test_a_snooze_is_a_turn_whatever_the_plan_says_of_its_instant() -> None:
    at = TEN + timedelta(hours=11, seconds=17)

    turn = snoozed_turn(a_plan(), at, "micro_break")

    assert (turn.at, turn.routine, turn.holiday) == (at, "micro_break", None)
    assert turn.expires_at == at + USEFUL_FOR


def test_a_snooze_gives_way_to_the_next_planned_one() -> None:
    turn = snoozed_turn(a_plan(), TEN - 4 * MINUTE, "micro_break")

    assert turn.expires_at == TEN


def test_a_snooze_older_than_the_plan_goes_by_the_first_version() -> None:
    plan = Plan(True, (a_version(valid_from=date(2026, 12, 1)),))

    assert snoozed_turn(plan, TEN, "micro_break").version == plan.versions[0]


@given(plans_with_moments(), outages)
def test_a_course_writes_down_all_that_is_useful_and_misses_nothing_after_now(
    drawn: tuple[Plan, datetime], outage: timedelta
) -> None:
    plan, after = drawn
    due_at = next_turn_at(plan, after)
    assert due_at is not None
    now = due_at + outage

    course = course_of(plan, due_at, now)

    everyday = Plan(True, tuple(_without_holidays(version) for version in plan.versions))
    useful = instants_due(everyday, max(due_at, now - USEFUL_FOR), now)
    assert instants(course) == [due_at, *useful[-1:]]
    assert course.next_at == next_due(everyday, now)
    assert sum(now < turn.expires_at for turn in course.turns) <= 1


def _without_holidays(version):
    return a_version(
        **{
            name: getattr(version, name)
            for name in ("valid_from", "time_zone", "weekdays", "every_minutes", "times")
        }
    )
