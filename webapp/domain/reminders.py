"""What is due to a person, how long it is worth sending, and why it may not be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.plans import PlanVersion
from webapp.domain.safety import is_silenced
from webapp.domain.wall_clock import wall_of, zone_named

USEFUL_FOR = timedelta(minutes=15)


class OccurrenceKind(StrEnum):
    """Where an occurrence comes from."""

    PLANNED = "planned"
    SNOOZED = "snoozed"
    SAVER = "saver"
    SUMMARY = "summary"


class DeliveryState(StrEnum):
    """What became of one occurrence on its way to one device."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    GONE = "gone"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class ReceiptKind(StrEnum):
    """What a device told us back."""

    SHOWN = "shown"
    OPENED = "opened"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    DISMISSED = "dismissed"


class Unsent(StrEnum):
    """Why an occurrence is not sent."""

    LATE = "late"
    STOPPED_FOR_SAFETY = "stopped_for_safety"
    PAUSED = "paused"
    MAX_PER_DAY = "max_per_day"
    QUIET = "quiet"
    NO_DEVICE = "no_device"
    DONE = "done"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known about a person when an occurrence comes up; instants are aware."""

    due_at: datetime
    now: datetime
    next_due_at: datetime | None
    kind: OccurrenceKind
    effects: frozenset[str]
    version: PlanVersion
    sent_today: int
    last_session_ended_at: datetime | None
    devices: int


def reason_not_to_send(moment: Moment) -> Unsent | None:
    """Answer why this occurrence must not be sent now, the weightiest reason first, or None.

    A snoozed one was asked for by hand: neither the daily maximum nor the quiet after a session
    holds it back.
    """
    reasons = (
        (Unsent.LATE, moment.now >= expires_at(moment.due_at, moment.next_due_at)),
        (Unsent.STOPPED_FOR_SAFETY, is_silenced(moment.effects)),
        (Unsent.PAUSED, is_paused(moment.version, moment.due_at)),
        (Unsent.MAX_PER_DAY, _is_unasked(moment) and _has_had_enough(moment)),
        (Unsent.QUIET, _is_unasked(moment) and _is_quiet(moment)),
        (Unsent.NO_DEVICE, moment.devices == 0),
    )
    return next((reason for reason, holds in reasons if holds), None)


def expires_at(due_at: datetime, next_due_at: datetime | None) -> datetime:
    """Answer when an occurrence stops being useful: after 15 minutes, or when the next is due."""
    latest = due_at + USEFUL_FOR
    return min(latest, next_due_at) if next_due_at else latest


def is_paused(version: PlanVersion, instant: datetime) -> bool:
    """Answer whether the plan is paused at an instant; the date it is paused until rings again."""
    if version.paused_until is None:
        return False
    return wall_of(instant, zone_named(version.time_zone)).date() < version.paused_until


def _is_unasked(moment: Moment) -> bool:
    return moment.kind is not OccurrenceKind.SNOOZED


def _has_had_enough(moment: Moment) -> bool:
    most = moment.version.max_per_day
    return most is not None and moment.sent_today >= most


def _is_quiet(moment: Moment) -> bool:
    if moment.last_session_ended_at is None:
        return False
    quiet = timedelta(minutes=moment.version.quiet_after_session_minutes)
    return moment.now < moment.last_session_ended_at + quiet
