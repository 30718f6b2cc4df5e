"""The consistency score, held to the figures of Loop Habit Tracker."""

import pytest

from webapp.domain.consistency import done_in, next_score


def after(days: str, a_week: int = 7) -> float:
    """The score in percent after a story of one letter a day."""
    score = 0.0
    for count in range(1, len(days) + 1):
        if days[count - 1] in "P-":
            score = next_score(score, done_in(days[:count], a_week), a_week)
    return round(100 * score, 1)


@pytest.mark.parametrize(("days", "percent"), [(13, 50.0), (30, 79.8), (60, 95.9)])
def test_perfect_days_of_a_daily_habit(days: int, percent: float) -> None:
    assert after("P" * days) == percent


@pytest.mark.parametrize(("a_week", "percent"), [(5, 74.1), (1, 45.4)])
def test_thirty_perfect_days_of_a_rarer_habit(a_week: int, percent: float) -> None:
    score = 0.0
    for _ in range(30):
        score = next_score(score, 1.0, a_week)
    assert round(100 * score, 1) == percent


def test_one_miss_costs_a_twentieth() -> None:
    assert round(100 * next_score(1.0, 0.0, 7), 1) == 94.8


def test_excused_days_leave_it_untouched() -> None:
    assert after("PPPPsssss") == after("PPPP")


def test_it_does_not_matter_which_days_of_the_week_they_were() -> None:
    weeks = "PPPPP--" * 8

    assert after(weeks, 5) > after("PPPP---" * 8, 5)
    assert after("--PPPPP" * 8, 5) > 75


def test_excused_working_days_are_not_wanted_within_the_two_weeks() -> None:
    assert done_in("PPPss--PPPPP--"[:14], 5) == 1.0
    assert done_in("PPP----PPPPP--"[:14], 5) == 0.8
