"""What a push service's answer means for us."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

MAX_WAIT_SECONDS = 86_400  # no reminder is still wanted a day later


class Outcome(StrEnum):
    """What to do with a delivery after it was tried."""

    ACCEPTED = "accepted"
    GONE = "gone"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """How one message fared; detail is our own words and never the push service's."""

    outcome: Outcome
    status: int | None = None
    retry_after_seconds: int | None = None
    detail: str = ""


def outcome_of(status: int) -> Outcome:
    """Sort an HTTP status: what is neither taken, gone nor passing is our own fault."""
    if 200 <= status <= 204:
        return Outcome.ACCEPTED
    if status in (404, 410):
        return Outcome.GONE
    if status in (406, 408, 429) or 500 <= status <= 599:  # 406: throttled, at Windows
        return Outcome.LATER
    return Outcome.REFUSED


def answered(status: int, retry_after: str | None, now: datetime) -> Result:
    """Answer the result of a response with this status and this Retry-After header."""
    outcome = outcome_of(status)
    wait = seconds_to_wait(retry_after, now) if outcome is Outcome.LATER else None
    return Result(outcome, status, wait, f"HTTP {status}")


def seconds_to_wait(retry_after: str | None, now: datetime) -> int | None:
    """Read Retry-After, seconds or an HTTP date (RFC 9110); None where there is none to read."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdecimal():
        return min(int(text[:9]), MAX_WAIT_SECONDS)
    until = _instant(text)
    if until is None:
        return None
    return max(0, min(round((until - now).total_seconds()), MAX_WAIT_SECONDS))


def _instant(text: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a year or an offset beyond every calendar
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
