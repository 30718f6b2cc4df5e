"""Levels: one thing at a time upwards, at once downwards, and what breaks cost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.progression import (
    Standing,
    Why,
    after_session,
    after_worse,
    level_for,
    lowered_by_wish,
    next_step,
    raised,
    standings_of,
    to_first,
)

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def at(level: int, effort: int = 0, kind: str = "massage", **more: object) -> Standing:
    return Standing(kind, level, effort or level, practised_on=TODAY, **more)


def test_nobody_begins_above_the_first_level():
    found = standings_of([], TODAY)

    assert {kind: (s.level, s.effort) for kind, s in found.items()} == dict.fromkeys(KINDS, (1, 1))


def test_time_comes_before_effort_and_each_is_a_step_of_its_own():
    steps, standing = [], at(1)
    while (step := next_step(standing)) is not None:
        standing = raised(standing, TODAY)
        steps.append((step.value, standing.level, standing.effort))

    assert steps == [("time", 2, 1), ("effort", 2, 2), ("time", 3, 2), ("effort", 3, 3)]


def test_breathing_has_minutes_only():
    once = raised(at(1, kind="breathing"), TODAY)

    assert (once.level, once.effort, next_step(once)) == (2, 2, Why.TIME)


def test_a_session_that_felt_worse_is_a_week_one_level_lower_and_then_back():
    lower = after_worse(at(3), TODAY)

    assert (lower.level, lower.effort, lower.why, lower.regain) == (2, 2, Why.WORSE, 3)
    assert next_step(lower) is Why.REGAINED
    assert raised(lower, TODAY).level == 3


def test_the_first_level_has_nothing_below():
    for standing in (at(1), Standing("strength")):
        assert after_worse(standing, TODAY) == standing
        assert to_first(standing, TODAY, Why.FLARE) == standing


@pytest.mark.parametrize(
    ("days_without", "level", "why"),
    [(0, 3, "start"), (6, 3, "start"), (7, 2, "break"), (20, 2, "break"), (21, 1, "long_break")],
)
def test_a_break_costs_what_the_catalogue_says(days_without, level, why):
    day = TODAY + (days_without + 1) * DAY

    found = standings_of([at(3)], day)["massage"]
    after = after_session(at(3), day)

    assert (found.level, found.why) == (level, why)
    assert (after.level, after.why, after.practised_on) == (level, why, day)


def test_one_break_costs_one_level_however_often_it_is_looked_at():
    day = TODAY + 9 * DAY
    seen = standings_of([at(3)], day)["massage"]

    assert standings_of([seen], day + DAY)["massage"].level == 2
    assert after_session(seen, day + DAY).level == 2
    assert standings_of([seen], TODAY + 22 * DAY)["massage"].level == 1


def test_a_session_that_arrives_late_changes_no_later_day():
    standing = at(2)

    assert after_session(standing, TODAY - 3 * DAY) == standing


def test_routines_of_several_kinds_are_played_at_the_lowest_level_of_them():
    standings = standings_of([at(3, kind="mobility"), at(2, kind="strength")], TODAY)

    assert level_for(("mobility",), standings) == 3
    assert level_for(("mobility", "strength"), standings) == 2
    assert level_for(("mobility", "strength", "breathing"), standings) == 1


def test_going_lower_by_wish_needs_no_reason_and_going_higher_is_none():
    assert lowered_by_wish(at(3), 1, TODAY).level == 1
    assert lowered_by_wish(at(2), 3, TODAY) == at(2)


MOVES = {
    "raise": lambda standing, day: replace(raised(standing, day), practised_on=day),
    "worse": after_worse,
    "session": after_session,
    "flare": lambda standing, day: to_first(standing, day, Why.FLARE),
    "wish": lambda standing, day: lowered_by_wish(standing, 1, day),
}
LIFE = st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 30)), max_size=30)


@given(LIFE, st.sampled_from(KINDS))
def test_whatever_happens_levels_stay_in_bounds_and_effort_never_leads(life, kind):
    standing, day = Standing(kind), TODAY
    for move, later in life:
        before, day = standing, day + later * DAY
        standing = MOVES[move](before, day)
        highest = max(before.level + 1, before.regain or 0) if move == "raise" else before.level
        assert 1 <= standing.effort <= standing.level <= min(3, highest)
