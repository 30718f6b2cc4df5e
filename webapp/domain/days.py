"""Days as a person lived them: which date an instant belongs to, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from webapp.domain.plans import Plan, is_working_day, version_on
from webapp.domain.wall_clock import instant_of, wall_of, zone_named

DAY_START_MINUTES = 180
PRACTISED_PER_FREEZE = 7
MOST_FREEZES = 2

_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is for a streak."""

    PRACTISED = "practised"
    PROTECTED = "protected"
    REST = "rest"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Day:
    """A lived day and why it is what it is.

    `why` is "practised", "freeze", "day off", "holiday", "missed", "open", or "before" for
    days that were over when the person first practised.
    """

    date: date
    kind: DayKind
    why: str


@dataclass(frozen=True, slots=True)
class LivedDays:
    """What the kinds of days are computed from; all dates are the person's own."""

    practised: frozenset[date]
    plan: Plan | None
    today: date


@dataclass(frozen=True, slots=True)
class Course:
    """The days from the first one practised to today, and the freezes held at their end."""

    days: tuple[Day, ...]
    freezes_held: int


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


def day_bounds(
    day: date, time_zone: str, day_start_minutes: int = DAY_START_MINUTES
) -> tuple[datetime, datetime]:
    """Answer the instants (UTC) at which a person's day begins and the next one does."""
    zone = zone_named(time_zone)
    start = datetime.combine(day, time()) + timedelta(minutes=day_start_minutes)
    return instant_of(start, zone), instant_of(start + timedelta(days=1), zone)


def days_between(lived: LivedDays, first: date, last: date) -> tuple[Day, ...]:
    """Answer every day from `first` to `last`, both included, also those still to come."""
    known = {day.date: day for day in course_of(lived).days}
    return tuple(known.get(day) or _outside(lived, day) for day in _dates(first, last))


def course_of(lived: LivedDays) -> Course:
    """Walk from the first practised day to today, earning freezes and spending them.

    Every 7th practised day earns a freeze, at most 2 are held, and a missed day spends one by
    itself. A day practised after today (a device in a zone ahead) ends the walk instead.
    """
    if not lived.practised:
        return Course((), 0)
    days: list[Day] = []
    practised = held = 0
    for date_ in _dates(min(lived.practised), max(lived.today, max(lived.practised))):
        day = _without_freezes(lived, date_)
        if day.kind is DayKind.PRACTISED:
            practised += 1
            held = min(MOST_FREEZES, held + (practised % PRACTISED_PER_FREEZE == 0))
        elif day.kind is DayKind.MISSED and held:
            day, held = Day(date_, DayKind.PROTECTED, "freeze"), held - 1
        days.append(day)
    return Course(tuple(days), held)


def rest_reason(plan: Plan | None, day: date) -> str | None:
    """Answer why nothing is expected of a day ("day off" or "holiday"), or None if it is."""
    if plan is None or is_working_day(plan, day):
        return None
    version = version_on(plan, day)
    has_hours = version is not None and version.weekdays[day.weekday()]
    return "holiday" if has_hours else "day off"


def _without_freezes(lived: LivedDays, day: date) -> Day:
    if day in lived.practised:
        return Day(day, DayKind.PRACTISED, "practised")
    reason = rest_reason(lived.plan, day)
    if reason:
        return Day(day, DayKind.REST, reason)
    if day < lived.today:
        return Day(day, DayKind.MISSED, "missed")
    return Day(day, DayKind.OPEN, "open")


def _outside(lived: LivedDays, day: date) -> Day:
    if day < lived.today:
        return Day(day, DayKind.REST, "before")
    return _without_freezes(lived, day)


def _dates(first: date, last: date) -> Iterator[date]:
    for count in range((last - first).days + 1):
        yield first + count * _DAY
