"""When the last reminder of an open day comes, and the weekly summary."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import at
from tests.domain.plan_examples import OFFICE_WEEK, a_plan, every_day
from webapp.domain.extras import SHORTEST, Wishes, WishProblem, next_saver, next_summary
from webapp.domain.plans import HourRange, Plan
from webapp.domain.turns import USEFUL_FOR
from webapp.domain.wall_clock import wall_of, zone_named

BERLIN = "Europe/Berlin"
PLAN = a_plan(weekdays=OFFICE_WEEK)
FRIDAY = at("2026-11-27 12:00", BERLIN)


def test_it_comes_half_an_hour_before_the_last_hours_end() -> None:
    assert next_saver(PLAN, FRIDAY) == at("2026-11-27 17:00", BERLIN)


def test_it_comes_on_working_days_only() -> None:
    assert next_saver(PLAN, at("2026-11-27 17:00", BERLIN)) == at("2026-11-30 17:00", BERLIN)
    thanksgiving = a_plan(weekdays=OFFICE_WEEK, holidays="US")
    eve = at("2026-11-25 17:00", BERLIN)
    assert next_saver(thanksgiving, eve) == at("2026-11-27 17:00", BERLIN)


def test_where_the_last_hours_are_shorter_it_comes_as_they_begin() -> None:
    short = ((HourRange(540, 600), HourRange(900, 915)),) * 7
    brief = a_plan(weekdays=short, times=(550,))

    assert next_saver(brief, FRIDAY) == at("2026-11-27 15:00", BERLIN)


def test_hours_too_short_for_a_message_that_is_late_have_none() -> None:
    tail = ((HourRange(540, 600), HourRange(900, 914)),) * 7
    nothing_else = ((HourRange(900, 914),),) * 7

    assert next_saver(a_plan(weekdays=tail, times=(550,)), FRIDAY) == at("2026-11-28 09:30", BERLIN)
    assert next_saver(a_plan(weekdays=nothing_else, times=(905,)), FRIDAY) is None


def test_none_comes_in_an_hour_that_the_clock_skips() -> None:
    early = a_plan(weekdays=every_day("02:00", "03:00"), times=(130,))

    assert next_saver(early, at("2026-03-29 00:00", BERLIN)) == at("2026-03-30 02:30", BERLIN)


def test_a_night_shift_is_reminded_before_its_own_end() -> None:
    night = a_plan(weekdays=every_day("22:00", "06:00"))

    assert next_saver(night, FRIDAY) == at("2026-11-28 05:30", BERLIN)


def test_nothing_comes_while_reminders_are_off() -> None:
    assert next_saver(Plan(False, PLAN.versions), FRIDAY) is None


HOURS = st.tuples(st.integers(0, 1439), st.integers(1, 900)).map(
    lambda drawn: HourRange(drawn[0], min(drawn[0] + drawn[1], 1440))
)


@given(st.integers(0, 365 * 24 * 4), st.lists(HOURS, min_size=1, max_size=1) | st.none())
def test_it_never_lies_outside_the_hours_of_the_plan(
    quarters: int, drawn: list[HourRange] | None
) -> None:
    """Nor does a message that takes as long as it is useful."""
    after = at("2026-01-01 00:00") + quarters * timedelta(minutes=15)
    week = OFFICE_WEEK if drawn is None else (tuple(drawn),) * 7
    plan = a_plan(weekdays=week, times=(week[0][0].start,))

    found = next_saver(plan, after)

    if found is None:
        assert all(h.end - h.start < SHORTEST for day in week for h in day)
        return
    wall = wall_of(found, zone_named(BERLIN))
    minute = wall.hour * 60 + wall.minute
    latest = minute + USEFUL_FOR.total_seconds() / 60
    assert found > after
    assert any(h.start <= minute and latest <= h.end for h in week[wall.weekday()])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-11-27 12:00", "2026-11-27 17:00"),
        ("2026-11-27 17:00", "2026-12-04 17:00"),
        ("2026-11-28 00:00", "2026-12-04 17:00"),
    ],
)
def test_a_summary_comes_on_its_day_and_hour(after: str, expected: str) -> None:
    fridays = Wishes(summary_weekday=4, summary_minute=17 * 60)

    assert next_summary(fridays, PLAN, at(after, BERLIN)) == at(expected, BERLIN)


def test_nobody_who_asked_for_none_gets_one() -> None:
    assert next_summary(Wishes(), PLAN, FRIDAY) is None


@pytest.mark.parametrize("wrong", [{"summary_weekday": 7}, {"summary_minute": 1440}])
def test_a_day_or_an_hour_that_is_none_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(WishProblem):
        Wishes(**wrong)
    assert date(2026, 11, 27).weekday() == 4
