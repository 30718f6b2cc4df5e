"""What is due to a person, how long it is worth sending, and why it may not be sent."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from webapp.domain.back_off import Heed, is_held_back
from webapp.domain.plans import PlanVersion
from webapp.domain.safety import is_silenced
from webapp.domain.turns import Turn


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
    """Why an occurrence is not sent, the weightiest reason first."""

    OUTAGE = "outage"
    LATE = "late"
    STOPPED_FOR_SAFETY = "stopped_for_safety"
    PAUSED = "paused"
    DONE = "done"
    HOLIDAY = "holiday"
    MAX_PER_DAY = "max_per_day"
    QUIET = "quiet"
    BACK_OFF = "back_off"
    CAP = "cap"
    NO_DEVICE = "no_device"
    NO_PLAN = "no_plan"
    KEPT = "kept"


class Moment(NamedTuple):
    """What is known about a person when a turn of their plan, or a snooze, comes up.

    `during_outage`: nobody looked when it was due. `offered` is what may be offered within the
    catalogue's caps, None when that is nothing. `is_kept`: the day is practised or marked.
    """

    turn: Turn
    kind: OccurrenceKind
    now: datetime
    during_outage: bool
    effects: frozenset[str]
    silent_until: datetime | None
    sent_today: int
    last_session_ended_at: datetime | None
    heed: Heed
    offered: str | None
    rings: bool
    is_kept: bool = False


def reason_not_to_send(moment: Moment) -> Unsent | None:
    """Answer why this turn must not be sent now, the weightiest reason first, or None.

    A snoozed one was asked for by hand: neither a holiday, the daily maximum, the quiet after a
    session nor ignored ones hold it back. The last reminder of a day comes only while the day is
    open; a summary is no call to practise.
    """
    for reason, holds in _CHECKS[moment.kind]:
        if holds(moment):
            return reason
    return None


def is_paused(version: PlanVersion, day: date) -> bool:
    """Answer whether the plan is paused on a day; the date it is paused until rings again."""
    return version.paused_until is not None and day < version.paused_until


def is_out_of_the_question(turn: Turn, silent_until: datetime | None) -> bool:
    """Answer whether a planned turn cannot be sent, whatever else is known about its person."""
    is_over = turn.holiday is not None or _is_silent(turn, silent_until)
    return is_over or is_paused(turn.version, turn.day)


def has_had_enough(version: PlanVersion, sent_today: int) -> bool:
    """Answer whether the plan lets no more come on a day on which so many were sent."""
    return version.max_per_day is not None and sent_today >= version.max_per_day


def _is_late(moment: Moment) -> bool:
    return moment.now >= moment.turn.expires_at


def _was_missed(moment: Moment) -> bool:
    return moment.during_outage and _is_late(moment)


def _is_stopped(moment: Moment) -> bool:
    return is_silenced(moment.effects)


def _is_paused(moment: Moment) -> bool:
    return is_paused(moment.turn.version, moment.turn.day)


def _is_done(moment: Moment) -> bool:
    return _is_silent(moment.turn, moment.silent_until)


def _is_silent(turn: Turn, until: datetime | None) -> bool:
    return until is not None and turn.at < until


def _is_kept(moment: Moment) -> bool:
    return moment.is_kept


def _is_holiday(moment: Moment) -> bool:
    return moment.turn.holiday is not None


def _has_had_enough(moment: Moment) -> bool:
    return has_had_enough(moment.turn.version, moment.sent_today)


def _is_quiet(moment: Moment) -> bool:
    ended = moment.last_session_ended_at
    if ended is None:
        return False
    quiet = timedelta(minutes=moment.turn.version.quiet_after_session_minutes)
    return moment.now < ended + quiet


def _is_ignored(moment: Moment) -> bool:
    return is_held_back(moment.heed)


def _has_reached_a_cap(moment: Moment) -> bool:
    return moment.offered is None


def _rings_nowhere(moment: Moment) -> bool:
    return not moment.rings


_FOR_PLANNED: tuple[tuple[Unsent, Callable[[Moment], bool]], ...] = (
    (Unsent.OUTAGE, _was_missed),
    (Unsent.LATE, _is_late),
    (Unsent.STOPPED_FOR_SAFETY, _is_stopped),
    (Unsent.PAUSED, _is_paused),
    (Unsent.DONE, _is_done),
    (Unsent.HOLIDAY, _is_holiday),
    (Unsent.MAX_PER_DAY, _has_had_enough),
    (Unsent.QUIET, _is_quiet),
    (Unsent.BACK_OFF, _is_ignored),
    (Unsent.CAP, _has_reached_a_cap),
    (Unsent.NO_DEVICE, _rings_nowhere),
)
_NOT_FOR_SNOOZED = {Unsent.HOLIDAY, Unsent.MAX_PER_DAY, Unsent.QUIET, Unsent.BACK_OFF}
_FOR_SNOOZED = tuple(check for check in _FOR_PLANNED if check[0] not in _NOT_FOR_SNOOZED)
_FOR_SAVER = ((Unsent.KEPT, _is_kept), *_FOR_SNOOZED)
_FOR_SUMMARY = tuple(
    check
    for check in _FOR_PLANNED
    if check[0] in (Unsent.OUTAGE, Unsent.LATE, Unsent.STOPPED_FOR_SAFETY, Unsent.NO_DEVICE)
)
_CHECKS = {
    OccurrenceKind.PLANNED: _FOR_PLANNED,
    OccurrenceKind.SNOOZED: _FOR_SNOOZED,
    OccurrenceKind.SAVER: _FOR_SAVER,
    OccurrenceKind.SUMMARY: _FOR_SUMMARY,
}
