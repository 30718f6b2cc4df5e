"""A second oracle for what is due: arithmetic between clock changes instead of walking."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

import holidays

from tests.domain.zone_file import Change, changes_of
from webapp.domain.plans import Plan, PlanVersion

_DAY = timedelta(days=1)
_END = 1 << 62
_FAR = 3 * 86_400  # no wall is further from UTC, nor jumps further


def instants_by_segments(plan: Plan, after: datetime, until: datetime) -> list[datetime]:
    """Answer every instant with after < instant <= until at which some version reminds."""
    found = {
        instant
        for index in range(len(plan.versions))
        for instant in _of_version(plan, index, after, until)
        if after < instant <= until
    }
    return sorted(found) if plan.enabled else []


def reached(zone: str, wall: int) -> int:
    """Answer the second since 1970 at which the wall first shows `wall`, or has passed it unseen.

    `wall` are seconds since 1970 as the wall counts them.
    """
    changes, begins = _stretches(zone)
    first = max(bisect_right(begins, wall - _FAR) - 1, 0)
    near = changes[first : bisect_right(begins, wall + _FAR) + 1]
    for change, following in pairwise(near):
        if change.at <= wall - change.offset < following.at:
            return wall - change.offset
    gaps = pairwise(near)
    return next(b.at for a, b in gaps if b.at + a.offset <= wall < b.at + b.offset)


@cache
def _stretches(zone: str) -> tuple[tuple[Change, ...], tuple[int, ...]]:
    changes = (*changes_of(zone), Change(_END, 0))
    return changes, tuple(change.at for change in changes)


def _of_version(plan: Plan, index: int, after: datetime, until: datetime) -> Iterator[datetime]:
    version = plan.versions[index]
    day, last = after.date() - 3 * _DAY, until.date() + _DAY
    if index + 1 < len(plan.versions):
        last = min(last, plan.versions[index + 1].valid_from - _DAY)
    day = max(day, version.valid_from)
    while day <= last:
        if not _is_holiday(version, day):
            midnight = (day - date(1970, 1, 1)).days * 86_400
            for minute in _minutes(version, day.weekday()):
                at = reached(version.time_zone, midnight + minute * 60)
                yield datetime.fromtimestamp(at, UTC)
        day += _DAY


def _minutes(version: PlanVersion, weekday: int) -> Iterator[int]:
    for hours in version.weekdays[weekday]:
        if version.every_minutes:
            minute = hours.start + version.every_minutes
            while minute < hours.end:
                yield minute
                minute += version.every_minutes
        for time in version.times:
            yield from (m for m in (time, time + 1440) if hours.start <= m < hours.end)


def _is_holiday(version: PlanVersion, day: date) -> bool:
    return version.holidays is not None and day in _calendar(version.holidays)


@cache
def _calendar(name: str) -> holidays.HolidayBase:
    country, *parts = name.split("-", 1)
    return holidays.country_holidays(country, subdiv=parts[0] if parts else None)
