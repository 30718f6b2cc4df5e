"""The turns of a plan: every instant at which the tick stops at it, public holidays included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.domain.plans import (
    LOOK_AHEAD,
    Due,
    Plan,
    PlanVersion,
    find_planned,
    holiday_name,
    routine_at,
    version_at,
)
from webapp.domain.wall_clock import wall_of, zone_named

USEFUL_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Turn:
    """One instant and what the plan says of it; the same for all who share the plan.

    `day` is the working day it belongs to and `holiday` the name of that day's public holiday.
    From `expires_at` on it is of no use any more.
    """

    at: datetime
    day: date
    version: PlanVersion
    routine: str
    holiday: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """What to do with a plan that was due: the turns to write down, and when it is due next."""

    turns: tuple[Turn, ...]
    next_at: datetime | None


def next_turn_at(plan: Plan, after: datetime) -> datetime | None:
    """Answer the first instant (UTC) strictly after `after` at which the plan has a turn."""
    due = find_planned(plan, after, after + LOOK_AHEAD)
    return due.at if due else None


def turns_between(plan: Plan, after: datetime, until: datetime) -> Iterator[Turn]:
    """Yield every turn with after < instant <= until."""
    due = find_planned(plan, after, until)
    while due is not None:
        following = find_planned(plan, due.at, due.at + LOOK_AHEAD)
        yield _turn(due, following.at if following else None)
        due = following if following and following.at <= until else None


def course_of(plan: Plan, due_at: datetime, now: datetime) -> Course:
    """Answer what becomes of a plan due at an instant, however long ago that was.

    It moves to its next instant after now at once. Of what it passes over, the turn it was due at
    and the last one that is still useful are written down.
    """
    following = next_turn_at(plan, due_at)
    turns = [_find_turn(plan, due_at, following)]
    if following is not None and following <= now:
        last = due_at
        following = next_turn_at(plan, max(due_at, now - USEFUL_FOR))
        while following is not None and following <= now:
            last, following = following, next_turn_at(plan, following)
        turns.append(_find_turn(plan, last, following) if last > due_at else None)
    return Course(tuple(turn for turn in turns if turn is not None), following)


def snoozed_turn(plan: Plan, at: datetime, routine: str) -> Turn:
    """Answer the turn of a snooze: it comes at its own instant, whatever the plan says of it."""
    version = version_at(plan, at) or plan.versions[0]
    day = wall_of(at, zone_named(version.time_zone)).date()
    return Turn(at, day, version, routine, None, expires_at(at, next_turn_at(plan, at)))


def expires_at(due_at: datetime, next_at: datetime | None) -> datetime:
    """Answer when an instant stops being useful: after 15 minutes, or when the next is due."""
    latest = due_at + USEFUL_FOR
    return min(latest, next_at) if next_at else latest


def _find_turn(plan: Plan, at: datetime, following: datetime | None) -> Turn | None:
    due = find_planned(plan, at - timedelta.resolution, at)
    # The rules of its zone may have changed since this instant was computed.
    return _turn(due, following) if due else None


def _turn(due: Due, following: datetime | None) -> Turn:
    return Turn(
        at=due.at,
        day=due.day,
        version=due.version,
        routine=routine_at(due.version, due.at),
        holiday=holiday_name(due.version, due.day),
        expires_at=expires_at(due.at, following),
    )
