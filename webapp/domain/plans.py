"""When a person wants to be reminded: a plan, its versions, and the next instant due."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from webapp.domain.plan_versions import (
    PlanVersion,
    due_minutes,
    has_night,
    holiday_name,
    routine_at,
)
from webapp.domain.wall_clock import instant_of, wall_of, zone_named
from webapp.domain.working_hours import HourRange, PlanProblem

__all__ = [
    "Due",
    "HourRange",
    "Plan",
    "PlanProblem",
    "PlanVersion",
    "due_between",
    "find_due",
    "find_planned",
    "holiday_name",
    "is_working_day",
    "next_due",
    "routine_at",
    "version_at",
    "version_on",
]

LOOK_AHEAD = timedelta(days=400)

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The versions of a plan, ascending by the local date each is valid from."""

    enabled: bool
    versions: tuple[PlanVersion, ...]

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.versions):
            if later.valid_from <= earlier.valid_from:
                raise PlanProblem(
                    "valid_from", "Each version begins on a later date than the last."
                )


@dataclass(frozen=True, slots=True)
class Due:
    """One instant (UTC) at which a plan reminds, and the working day it belongs to."""

    at: datetime
    day: date
    version: PlanVersion


def next_due(plan: Plan, after: datetime) -> datetime | None:
    """Answer the first instant (UTC) strictly after `after` at which the plan reminds.

    None when the plan is not enabled or is silent for the next 400 days.
    """
    due = find_due(plan, after, after + LOOK_AHEAD)
    return due.at if due else None


def due_between(plan: Plan, after: datetime, until: datetime) -> Iterator[datetime]:
    """Yield every instant (UTC) with after < instant <= until at which the plan reminds."""
    due = find_due(plan, after, until)
    while due:
        yield due.at
        due = find_due(plan, due.at, until)


def find_due(plan: Plan, after: datetime, until: datetime) -> Due | None:
    """Answer the first time due with after < instant <= until, if the plan is enabled."""
    return _find(plan, after, until, on_holidays=False)


def find_planned(plan: Plan, after: datetime, until: datetime) -> Due | None:
    """Answer as find_due does, with public holidays counted as working days."""
    return _find(plan, after, until, on_holidays=True)


def version_on(plan: Plan, day: date) -> PlanVersion | None:
    """Answer the version that governs a local date, or None before the first."""
    index = bisect_right(plan.versions, day, key=lambda version: version.valid_from)
    return plan.versions[index - 1] if index else None


def version_at(plan: Plan, instant: datetime) -> PlanVersion | None:
    """Answer the newest version whose own local date has begun at an instant, or None."""
    for version in reversed(plan.versions):
        if version.valid_from <= wall_of(instant, zone_named(version.time_zone)).date():
            return version
    return None


def is_working_day(plan: Plan, day: date) -> bool:
    """Answer whether a local date has hours and is no public holiday, reminders on or off.

    Before the first version every day is a working day, as it is without a plan.
    """
    version = version_on(plan, day)
    if version is None:
        return True
    return bool(version.weekdays[day.weekday()]) and holiday_name(version, day) is None


@dataclass(frozen=True, slots=True)
class _Span:
    """A version, the last local date it governs, and whether public holidays count."""

    version: PlanVersion
    last: date
    on_holidays: bool


def _find(plan: Plan, after: datetime, until: datetime, on_holidays: bool) -> Due | None:
    if not plan.enabled:
        return None
    spans = _spans(plan, after, on_holidays)
    found = [due for span in spans if (due := _first_in(span, after, until))]
    # Where a change of zone makes two versions meet in one instant, the newer one speaks.
    first = min(reversed(found), key=lambda due: due.at, default=None)
    return first if first and first.at <= until else None


def _spans(plan: Plan, after: datetime, on_holidays: bool) -> Iterator[_Span]:
    # Local dates differ by up to two days between far zones, and hours reach into the next day.
    earliest = after.date() - 3 * _DAY
    for version, following in pairwise(plan.versions):
        if following.valid_from > earliest:
            yield _Span(version, following.valid_from - _DAY, on_holidays)
    for version in plan.versions[-1:]:
        yield _Span(version, date.max, on_holidays)


def _first_in(span: _Span, after: datetime, until: datetime) -> Due | None:
    version, zone = span.version, zone_named(span.version.time_zone)
    day = max(version.valid_from, wall_of(after, zone).date() - _DAY)
    last = min(span.last, wall_of(until, zone).date() + _DAY)
    while day <= last:
        found = _first_of_day(span, day, after)
        if found and day < last and has_night(version, day.weekday()):
            following = _first_of_day(span, day + _DAY, after)
            return min(found, following or found, key=lambda due: due.at)
        if found:
            return found
        day += _DAY
    return None


def _first_of_day(span: _Span, day: date, after: datetime) -> Due | None:
    version = span.version
    minutes = due_minutes(version, day.weekday())
    if not minutes or (not span.on_holidays and holiday_name(version, day)):
        return None
    zone, midnight = zone_named(version.time_zone), datetime.combine(day, time())
    # What the wall clock has reached has been due. The rest may have been as well, where the
    # clock was set back in between: only its instant tells.
    reached = bisect_right(minutes, (wall_of(after, zone) - midnight) // _MINUTE)
    for minute in minutes[reached:]:
        at = instant_of(midnight + minute * _MINUTE, zone)
        if at > after:
            return Due(at, day, version)
    return None
