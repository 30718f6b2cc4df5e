"""When something happened on a device whose clock may be wrong."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import at
from webapp.domain.receipts import Bounds, Told, true_instant

SENT = at("2026-11-23 10:00:02")
NOW = at("2026-11-23 12:00")
BOUNDS = Bounds(SENT, NOW)
TAPPED = at("2026-11-23 10:03")
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
YEARS = 8000 * 365 * 24 * 3600
MOMENTS = st.integers(0, YEARS).map(lambda seconds: at("1970-01-02 00:00") + seconds * SECOND)


def test_a_right_clock_is_believed_however_long_the_word_waited():
    assert true_instant(Told(TAPPED, NOW - SECOND), BOUNDS) == TAPPED


def test_a_device_that_does_not_say_when_it_sent_is_believed_within_the_bounds():
    assert true_instant(Told(TAPPED), BOUNDS) == TAPPED


@pytest.mark.parametrize("wrong_by", [-30 * HOUR, -HOUR, -6 * SECOND, 6 * SECOND, HOUR, 999 * HOUR])
def test_of_a_wrong_clock_only_how_long_the_word_waited_counts(wrong_by):
    told = Told(TAPPED + wrong_by, NOW + wrong_by)

    assert true_instant(told, BOUNDS) == TAPPED


def test_nothing_happened_before_the_message_was_made_nor_after_it_was_heard_of():
    assert true_instant(Told(SENT - HOUR), BOUNDS) == SENT
    assert true_instant(Told(NOW + HOUR), BOUNDS) == NOW
    assert true_instant(Told(NOW - 5 * HOUR, NOW), BOUNDS) == SENT


def test_a_clock_set_back_while_the_word_waited_counts_as_no_wait():
    assert true_instant(Told(NOW + 2 * HOUR, NOW + HOUR), BOUNDS) == NOW


@given(told_at=MOMENTS, sent_at=st.none() | MOMENTS, earliest=MOMENTS, now=MOMENTS)
def test_whatever_a_device_says_the_answer_is_within_the_bounds(told_at, sent_at, earliest, now):
    found = true_instant(Told(told_at, sent_at), Bounds(earliest, now))

    assert min(earliest, now) <= found <= now
