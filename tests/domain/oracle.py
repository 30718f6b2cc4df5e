"""The same answers found the slow way: minute by minute and day by day, sharing no code."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from webapp.domain.plans import Plan, PlanVersion

MINUTE = timedelta(minutes=1)
WARM_UP = timedelta(hours=30)  # longer than any clock was set back since 2000


def instants_due(plan: Plan, after: datetime, until: datetime) -> list[datetime]:
    """Walk through every minute and collect those at which some version reminds."""
    found = {
        instant
        for index in range(len(plan.versions))
        for wall, instant in first_appearances(plan.versions[index].time_zone, after, until)
        if after < instant <= until and _reminds_at(plan.versions, index, wall)
    }
    return sorted(found) if plan.enabled else []


def first_appearances(
    zone: str, after: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield each wall minute with the instant a watcher first sees it, or sees it passed."""
    seen: set[datetime] = set()
    instant = (after - WARM_UP).replace(second=0, microsecond=0)
    expected = shown = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    while instant <= until:
        shown = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        while expected < shown:  # the clock was set forward: these minutes never came
            if expected not in seen:
                seen.add(expected)
                yield expected, instant
            expected += MINUTE
        if shown not in seen:
            seen.add(shown)
            yield shown, instant
        expected = shown + MINUTE
        instant += MINUTE


@cache
def clock_changes(zone: str, year: int) -> tuple[datetime, ...]:
    """Answer the instants of a year, to the minute, at which the zone's offset changes."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=day) for day in range(367)]
    return tuple(
        next(
            day + minute * MINUTE
            for minute in range(1441)
            if _offset(zone, day + minute * MINUTE) != _offset(zone, day)
        )
        for day in days
        if _offset(zone, day) != _offset(zone, day + timedelta(days=1))
    )


def _reminds_at(versions: Sequence[PlanVersion], index: int, wall: datetime) -> bool:
    minute = wall.hour * 60 + wall.minute
    today, yesterday = wall.date(), wall.date() - timedelta(days=1)
    return (_governs(versions, index, today) and _asks_for(versions[index], today, minute)) or (
        _governs(versions, index, yesterday)
        and _asks_for(versions[index], yesterday, minute + 1440)
    )


def _governs(versions: Sequence[PlanVersion], index: int, day: date) -> bool:
    begun = [position for position, version in enumerate(versions) if version.valid_from <= day]
    return begun[-1:] == [index]


def _asks_for(version: PlanVersion, day: date, minute: int) -> bool:
    if version.holidays and day in _calendar(version.holidays):
        return False
    for hours in version.weekdays[day.weekday()]:
        if not hours.start <= minute < hours.end:
            continue
        since = minute - hours.start
        if version.every_minutes and since > 0 and since % version.every_minutes == 0:
            return True
        if minute % 1440 in version.times:
            return True
    return False


@cache
def _calendar(name: str) -> holidays.HolidayBase:
    country, *parts = name.split("-", 1)
    return holidays.country_holidays(country, subdiv=parts[0] if parts else None)


@cache
def _offset(zone: str, instant: datetime) -> timedelta | None:
    return instant.astimezone(ZoneInfo(zone)).utcoffset()
