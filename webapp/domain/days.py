"""Days as a person lived them: which date an instant belongs to, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from webapp.domain.day_marks import Mark
from webapp.domain.plans import Plan, is_working_day, version_on
from webapp.domain.wall_clock import instant_of, wall_of, zone_named

DAY_START_MINUTES = 180
LATEST_DAY_START = 12 * 60

_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is for a streak."""

    PRACTISED = "practised"
    PROTECTED = "protected"
    REST = "rest"
    MISSED = "missed"
    OPEN = "open"


class DayStartProblem(ValueError):
    """A day that cannot begin at this time."""


@dataclass(frozen=True, slots=True)
class Day:
    """A lived day and why it is what it is.

    `why` is "practised"; the mark ("ill", "travelling", "away"), "outage" or "freeze"; "day off"
    or "holiday"; "missed"; "open"; or "before" for days that were over when the person began.
    """

    date: date
    kind: DayKind
    why: str


@dataclass(frozen=True, slots=True)
class LivedDays:
    """What the kinds of days are computed from; all dates are the person's own.

    `marks` are what the person said of a day, `lost` the days on which an outage took the
    reminders. What lies before the days a walk begins with may be missing.
    """

    practised: frozenset[date]
    plan: Plan | None
    today: date
    marks: Mapping[date, Mark] = field(default_factory=dict)
    lost: frozenset[date] = frozenset()


def local_day(
    instant: datetime, time_zone: str, day_start_minutes: int = DAY_START_MINUTES
) -> date:
    """Answer the date an aware instant belongs to for a person whose day starts so late.

    A day begins when the wall clock first reaches its start, so a later instant never belongs
    to an earlier day. Raises UnknownZone.
    """
    zone, start = zone_named(time_zone), timedelta(minutes=day_start_minutes)
    day = (wall_of(instant, zone) - start).date()
    # Where the clock is set back over the start of a day, that day has begun all the same.
    following = datetime.combine(day + _DAY, time()) + start
    return day + _DAY if instant_of(following, zone) <= instant else day


def check_day_start(minutes: int) -> None:
    """Accept a day that begins between midnight and noon; raises DayStartProblem."""
    if not 0 <= minutes <= LATEST_DAY_START:
        raise DayStartProblem("A day begins between 00:00 and 12:00.")


def day_bounds(
    day: date, time_zone: str, day_start_minutes: int = DAY_START_MINUTES
) -> tuple[datetime, datetime]:
    """Answer the instants (UTC) at which a person's day begins and the next one does."""
    zone = zone_named(time_zone)
    start = datetime.combine(day, time()) + timedelta(minutes=day_start_minutes)
    return instant_of(start, zone), instant_of(start + timedelta(days=1), zone)


def rest_reason(plan: Plan | None, day: date) -> str | None:
    """Answer why nothing is expected of a day ("day off" or "holiday"), or None if it is."""
    if plan is None or is_working_day(plan, day):
        return None
    version = version_on(plan, day)
    has_hours = version is not None and version.weekdays[day.weekday()]
    return "holiday" if has_hours else "day off"


def day_without_freezes(lived: LivedDays, day: date) -> Day:
    """Answer what a day is if no freeze is spent on it."""
    if day in lived.practised:
        return Day(day, DayKind.PRACTISED, "practised")
    if day in lived.marks:
        return Day(day, DayKind.PROTECTED, lived.marks[day])
    reason = rest_reason(lived.plan, day)
    if day < lived.today:
        return _over(day, reason, day in lived.lost)
    return Day(day, DayKind.REST, reason) if reason else Day(day, DayKind.OPEN, "open")


def _over(day: date, reason: str | None, is_lost: bool) -> Day:
    if is_lost:
        return Day(day, DayKind.PROTECTED, "outage")
    if reason:
        return Day(day, DayKind.REST, reason)
    return Day(day, DayKind.MISSED, "missed")
