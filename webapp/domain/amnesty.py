"""Days on which an outage of ours took the reminders: nobody is to lose a streak by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from webapp.domain.plan_versions import due_minutes
from webapp.domain.plans import Plan, version_on
from webapp.domain.turns import USEFUL_FOR
from webapp.domain.wall_clock import instant_of, zone_named

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time in which nobody looked for due reminders."""

    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is to be reminded; the zone is of use where there is no plan yet."""

    plan: Plan | None
    time_zone: str


def lost_days(hours: Hours, gaps: Sequence[Gap]) -> frozenset[date]:
    """Answer the local days of which the gaps took at least half of the planned reminders.

    A reminder is lost when it could not come while it was useful. A day without any is lost
    only where the gaps cover all of it. Reminders switched off count like those switched on,
    so that a switch changes no day that is over.
    """
    together = _joined(gaps)
    days = {day for gap in together for day in _touched(gap)}
    return frozenset(day for day in days if _is_lost(hours, day, together))


def _touched(gap: Gap) -> Iterator[date]:
    # Local dates lie up to a day apart from those of UTC, and hours reach into the night after.
    day = gap.started_at.date() - 2 * _DAY
    while day <= gap.ended_at.date() + _DAY:
        yield day
        day += _DAY


def _is_lost(hours: Hours, day: date, gaps: Sequence[Gap]) -> bool:
    version = version_on(hours.plan, day) if hours.plan else None
    zone = zone_named(version.time_zone if version else hours.time_zone)
    midnight = datetime.combine(day, time())
    minutes = due_minutes(version, day.weekday()) if version else ()
    if not minutes:
        start, end = instant_of(midnight, zone), instant_of(midnight + _DAY, zone)
        return any(gap.started_at <= start and end <= gap.ended_at for gap in gaps)
    due = [instant_of(midnight + minute * _MINUTE, zone) for minute in minutes]
    return 2 * sum(_took(gaps, at) for at in due) >= len(due)


def _took(gaps: Sequence[Gap], at: datetime) -> bool:
    return any(gap.started_at <= at and at + USEFUL_FOR <= gap.ended_at for gap in gaps)


def _joined(gaps: Sequence[Gap]) -> list[Gap]:
    joined: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: gap.started_at):
        if joined and gap.started_at <= joined[-1].ended_at:
            last = joined.pop()
            gap = Gap(last.started_at, max(last.ended_at, gap.ended_at))
        joined.append(gap)
    return joined
