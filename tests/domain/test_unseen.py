"""A device that nobody opens is asked about by day, and given up a month later."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import at
from webapp.domain.unseen import (
    GIVEN_UP_AFTER,
    TO_ANSWER_IN,
    WARNED_AFTER,
    Step,
    asking_hours,
    step_for,
)
from webapp.domain.wall_clock import wall_of, zone_named, zone_names

NOW = at("2026-11-23 10:00")
DAY = timedelta(days=1)


def days_ago(days: int):
    return NOW - days * DAY


@pytest.mark.parametrize(
    ("heard", "warned", "step"),
    [
        (1, None, None),
        (239, None, None),
        (240, None, Step.WARN),
        (269, 29, None),
        (270, 30, Step.GIVE_UP),
        (1000, None, Step.WARN),
        (1000, 29, None),
        (1000, 30, Step.GIVE_UP),
        (240, 300, Step.WARN),
        (10, 30, None),
    ],
)
def test_a_device_is_warned_after_240_days_and_given_up_a_month_after_that(heard, warned, step):
    warned_at = None if warned is None else days_ago(warned)

    assert step_for(days_ago(heard), warned_at, NOW) is step


@given(heard=st.integers(0, 2000), warned=st.none() | st.integers(0, 2000))
def test_nothing_is_given_up_without_270_days_of_silence_and_a_month_to_answer(heard, warned):
    warned_at = None if warned is None else days_ago(warned)

    if step_for(days_ago(heard), warned_at, NOW) is Step.GIVE_UP:
        assert heard * DAY >= WARNED_AFTER
        assert warned is not None
        assert warned * DAY >= TO_ANSWER_IN
        assert heard * DAY >= TO_ANSWER_IN
        assert heard >= warned


def test_the_month_is_what_lies_between_warning_and_giving_up():
    assert timedelta(days=30) == GIVEN_UP_AFTER - WARNED_AFTER


@given(minutes=st.integers(0, 60 * 24 * 366), zone=st.sampled_from(sorted(zone_names())))
def test_a_person_is_asked_by_day_and_soon(minutes, zone):
    now = at("2026-01-01 00:00") + timedelta(minutes=minutes)

    start, end = asking_hours(now, zone)

    assert now <= start < end
    assert end - now <= timedelta(hours=36)
    assert 10 <= wall_of(start, zone_named(zone)).hour < 18
