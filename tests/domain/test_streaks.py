"""The streak: practised days in a row, and what neither breaks nor lengthens them."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.lived import days_between
from tests.domain.plan_examples import OFFICE, a_plan
from webapp.domain.days import DayKind, LivedDays
from webapp.domain.plans import Plan, is_working_day
from webapp.domain.streaks import streak_of

FIRST = date(2026, 11, 2)  # a Monday


def lived_as(story: str, plan: Plan | None = None) -> LivedDays:
    """Read one letter a day from 2 November 2026 on, P for practised; the last is today."""
    practised = frozenset(FIRST + timedelta(days=at) for at, day in enumerate(story) if day == "P")
    return LivedDays(practised, plan, FIRST + timedelta(days=len(story) - 1))


def test_practised_days_in_a_row_are_counted() -> None:
    streak = streak_of(lived_as("PPP"))

    assert (streak.days, streak.best, streak.since) == (3, 3, FIRST)
    assert streak.today_done


def test_a_first_day_is_a_streak_of_one() -> None:
    assert streak_of(lived_as("P")).days == 1


def test_nobody_begins_with_a_streak() -> None:
    streak = streak_of(lived_as("---"))

    assert (streak.days, streak.best, streak.since, streak.safe_until) == (0, 0, None, None)


def test_a_today_still_open_breaks_nothing() -> None:
    streak = streak_of(lived_as("PP-"))

    assert (streak.days, streak.today_done) == (2, False)


def test_a_missed_day_ends_the_streak_and_leaves_the_best() -> None:
    streak = streak_of(lived_as("PPP-P"))

    assert (streak.days, streak.best, streak.since) == (1, 3, FIRST + timedelta(days=4))


def test_days_off_neither_break_nor_lengthen_it() -> None:
    friday_to_monday = lived_as("PPPPP--P", a_plan())

    assert streak_of(friday_to_monday).days == 6


def test_practising_on_a_day_off_counts() -> None:
    assert streak_of(lived_as("PPPPPP-P", a_plan())).days == 7


def test_holidays_are_days_off() -> None:
    plan = a_plan(weekdays=(OFFICE,) * 7, holidays="US")
    veterans_day = "P" * 9 + "-" + "P"  # Wednesday, 11 November

    streak = streak_of(lived_as(veterans_day, plan))

    assert (streak.days, streak.freezes_held) == (10, 1)


def test_working_days_are_kept_while_reminders_are_off() -> None:
    silent = Plan(enabled=False, versions=a_plan().versions)

    assert streak_of(lived_as("PPPPP--P", silent)).days == 6


def test_every_seventh_practised_day_earns_a_freeze_and_two_are_held_at_most() -> None:
    held = [streak_of(lived_as("P" * days)).freezes_held for days in (6, 7, 13, 14, 21, 28)]

    assert held == [0, 1, 1, 2, 2, 2]


def test_a_missed_day_spends_a_freeze_and_keeps_the_streak() -> None:
    streak = streak_of(lived_as("PPPPPPP-P"))

    assert (streak.days, streak.freezes_held) == (8, 0)
    assert (streak.freezes_spent, streak.run_spent) == (1, 1)
    assert streak.last_spent == FIRST + timedelta(days=7)


def test_without_a_freeze_left_the_next_missed_day_breaks_it() -> None:
    assert streak_of(lived_as("PPPPPPP--P")).days == 1


def test_a_day_practised_today_in_a_zone_ahead_counts_already() -> None:
    tomorrow = FIRST + timedelta(days=1)
    lived = LivedDays(frozenset({FIRST, tomorrow}), None, FIRST)

    assert streak_of(lived).days == 2


def test_it_is_safe_until_the_end_of_the_next_day_one_must_practise() -> None:
    plan = a_plan()
    until = {
        story: streak_of(lived_as(story, plan)).safe_until for story in ("PPPP", "PPPPP", "PPPP-")
    }

    assert until == {
        "PPPP": date(2026, 11, 6),  # tomorrow, Friday
        "PPPPP": date(2026, 11, 9),  # over the weekend to Monday
        "PPPP-": date(2026, 11, 6),  # today, still open
    }


def test_a_freeze_held_moves_that_day_on_by_one_working_day() -> None:
    sunday = lived_as("PPPPPPP", a_plan())

    assert streak_of(sunday).safe_until == date(2026, 11, 10)


@st.composite
def lives(draw: st.DrawFn) -> LivedDays:
    """Sixty days or fewer of mostly practising, with and without days off."""
    # Of a text's letters each would be as likely as another, however often it is written.
    story = "".join(draw(st.lists(st.sampled_from("PPPPPP-"), min_size=1, max_size=60)))
    off = draw(st.sets(st.integers(0, 6), max_size=3))
    week = tuple(() if weekday in off else OFFICE for weekday in range(7))
    plan = a_plan(weekdays=week, holidays=draw(st.sampled_from([None, "US"])))
    return lived_as(story, draw(st.sampled_from([None, plan])))


def told_by_letters(lived: LivedDays) -> str:
    """Spell the days from the first practised to today: P, rest, Freeze, Missed or open."""
    spelled, day = "", min(lived.practised, default=lived.today + timedelta(days=1))
    while day <= lived.today:
        if day in lived.practised:
            spelled += "P"
        elif lived.plan and not is_working_day(lived.plan, day):
            spelled += "r"
        elif day == lived.today:
            spelled += "o"
        else:
            spelled += "F" if freezes_after(spelled) else "M"
        day += timedelta(days=1)
    return spelled


def freezes_after(spelled: str) -> int:
    """Recount from the very first day: a gain at each 7th P, a loss at each F, two at most."""
    held, seventh = 0, re.compile("P(?:[^P]*P){6}")
    gains = [match.end() for match in seventh.finditer(spelled)]
    for at, letter in enumerate(spelled, start=1):
        held = min(2, held + (at in gains)) - (letter == "F")
    return held


@given(lives())
def test_any_life_has_the_streak_that_its_letters_tell(lived: LivedDays) -> None:
    letters = told_by_letters(lived)
    runs = [run.count("P") for run in letters.split("M")]
    first = min(lived.practised, default=lived.today)

    streak = streak_of(lived)

    assert (streak.days, streak.best) == (runs[-1], max(runs))
    assert streak.freezes_held == freezes_after(letters)
    assert streak.freezes_spent == letters.count("F")
    assert streak.run_spent == letters.rpartition("M")[2].lstrip("rFo").count("F")
    last = letters.rfind("F")
    assert streak.last_spent == (first + timedelta(days=last) if last >= 0 else None)


@given(lives())
def test_any_life_is_safe_until_the_day_whose_missing_would_break_it(lived: LivedDays) -> None:
    streak = streak_of(lived)

    last = streak.safe_until

    assert (last is None) == (streak.days == 0)
    if last:
        kept = LivedDays(lived.practised, lived.plan, last)
        lost = LivedDays(lived.practised, lived.plan, last + timedelta(days=1))
        assert streak_of(kept).days == streak.days
        assert streak_of(lost).days == 0


@given(lives())
def test_every_day_between_is_told_once_and_agrees_with_the_streak(lived: LivedDays) -> None:
    days = days_between(lived, FIRST - timedelta(days=3), lived.today)

    kinds = [day.kind for day in days]

    assert [day.date for day in days] == sorted({day.date for day in days})
    assert kinds.count(DayKind.PRACTISED) == len(lived.practised)
    assert kinds.count(DayKind.PROTECTED) == streak_of(lived).freezes_spent
