"""Walking along the days, from the first one practised or from what was summed up before."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.consistency import DAYS_A_WEEK
from webapp.domain.days import Day, DayKind, LivedDays, day_without_freezes
from webapp.domain.plans import Plan, version_on
from webapp.domain.tallies import Tally

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a walk begins, and what the days before it amount to."""

    day: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Walk:
    """The days walked along, oldest first, and what all up to the last amount to."""

    days: tuple[Day, ...]
    tally: Tally


def walk(lived: LivedDays, start: Start | None = None, last: date | None = None) -> Walk:
    """Walk up to today, or to an earlier last day, earning freezes and spending them.

    Every 7th practised day earns a freeze, at most 2 are held, and a missed day spends one by
    itself. A day practised after today (a device in a zone ahead) ends the walk instead. Without
    a start it begins with the first practised day.
    """
    if start is None and not lived.practised:
        return Walk((), Tally())
    tally = copy(start.tally) if start else Tally()
    first = start.day if start else min(lived.practised)
    days = []
    for date_ in dates(first, last or max(lived.today, max(lived.practised, default=first))):
        day = tally.resolved(day_without_freezes(lived, date_))
        tally.take(day, days_a_week(lived.plan, date_))
        days.append(day)
    return Walk(tuple(days), tally)


def day_outside(lived: LivedDays, day: date) -> Day:
    """Answer what a day is that no walk reaches: before the first one practised, or to come."""
    if day < lived.today:
        return Day(day, DayKind.REST, "before")
    return day_without_freezes(lived, day)


def days_a_week(plan: Plan | None, day: date) -> int:
    """Answer how many days a week were working days at that time; all of them without a plan."""
    version = version_on(plan, day) if plan else None
    return sum(1 for hours in version.weekdays if hours) or DAYS_A_WEEK if version else DAYS_A_WEEK


def dates(first: date, last: date) -> Iterator[date]:
    """Yield every date from the first to the last, both included."""
    for count in range((last - first).days + 1):
        yield first + count * _DAY
