"""What is due, held to the oracle that walks through every minute."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.oracle import instants_due
from tests.domain.plan_examples import plans_with_moments, small_hours_with_moments
from webapp.domain.plans import Plan, due_between, next_due

WINDOW = timedelta(hours=54)

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(plans_with_moments(), st.integers(0, 59))
def test_everything_due_is_what_a_watcher_of_the_wall_clock_finds(
    drawn: tuple[Plan, datetime], second: int
) -> None:
    plan, after = drawn[0], drawn[1] + timedelta(seconds=second)

    due = list(due_between(plan, after, after + WINDOW))

    assert due == instants_due(plan, after, after + WINDOW)


@unhurried
@given(small_hours_with_moments())
def test_around_a_clock_change_a_night_of_reminders_is_what_a_watcher_finds(
    drawn: tuple[Plan, datetime],
) -> None:
    plan, after = drawn

    due = list(due_between(plan, after, after + WINDOW))

    assert due == instants_due(plan, after, after + WINDOW)


@unhurried
@given(plans_with_moments(), st.integers(0, 59))
def test_the_next_due_is_the_first_of_everything_due(
    drawn: tuple[Plan, datetime], second: int
) -> None:
    plan, after = drawn[0], drawn[1] + timedelta(seconds=second)
    first = next(due_between(plan, after, after + WINDOW), None)

    due = next_due(plan, after)

    assert (due == first) if first else (due is None or due > after + WINDOW)
