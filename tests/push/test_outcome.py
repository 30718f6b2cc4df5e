"""Every answer of a push service has one meaning."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.push.conftest import NOW
from webapp.push.outcome import MAX_WAIT_SECONDS, Outcome, answered, outcome_of, seconds_to_wait


@pytest.mark.parametrize(
    ("outcome", "statuses"),
    [
        (Outcome.ACCEPTED, [200, 201, 202, 204]),
        (Outcome.GONE, [404, 410]),
        (Outcome.LATER, [406, 408, 429, 500, 502, 503, 504, 599]),
        (Outcome.REFUSED, [400, 401, 403, 413, 405, 301, 302, 307, 308, 304, 418, 600]),
    ],
)
def test_a_status_has_one_outcome(outcome: Outcome, statuses: list[int]) -> None:
    assert {outcome_of(status) for status in statuses} == {outcome}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), 0),
        ("9" * 400, MAX_WAIT_SECONDS),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("Wed, 21 Oct 99999999999999999999 07:28:00 GMT", None),
        ("Wed, 21 Oct 2026 07:28:00 +99999999999999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: int | None) -> None:
    assert seconds_to_wait(header, NOW) == seconds


@given(
    st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,4} [A-Z][a-z]{2} \d{1,6} [\d:]{0,9} [-+]?\d*")
)
def test_no_header_makes_us_wait_longer_than_a_day_or_fail(header: str) -> None:
    wait = seconds_to_wait(header, NOW)

    assert wait is None or 0 <= wait <= MAX_WAIT_SECONDS


def test_only_a_delivery_to_be_tried_again_has_a_wait() -> None:
    assert answered(429, "30", NOW).retry_after_seconds == 30
    assert answered(410, "30", NOW).retry_after_seconds is None
    assert answered(201, "30", NOW).retry_after_seconds is None
