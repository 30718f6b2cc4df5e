"""One run through a routine's timeline: what a device may report, and what it amounts to."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from webapp.domain.wall_clock import UnknownZone, zone_named

LONGEST_AHEAD = timedelta(minutes=10)
LONGEST_BACK = timedelta(days=60)
PLAYED_SLACK = timedelta(seconds=15)  # a device's clock may be set while it plays

_BOUNDS = {
    "level": (1, 3),
    "played_seconds": (0, 86_400),
    "steps_done": (0, 10_000),
    "steps_total": (0, 10_000),
    "timeline_seconds": (0, 86_400),
    "tension_before": (0, 10),
    "tension_after": (0, 10),
    "discomfort": (0, 10),
}
_PROGRESS = ("played_seconds", "steps_done")


class SessionState(StrEnum):
    """Where a session stands; every state but STARTED is final."""

    STARTED = "started"
    FINISHED = "finished"
    STOPPED = "stopped"
    STOPPED_FOR_SAFETY = "stopped_for_safety"


class Rating(StrEnum):
    """How it felt compared with before."""

    WORSE = "worse"
    SAME = "same"
    BETTER = "better"


class SessionProblem(ValueError):
    """A session that cannot be true: which field, and what the person can do about it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class SessionConflict(Exception):
    """A later report contradicts what is stored; `field` names where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Session:
    """One session as reported; instants are aware, tensions and discomfort are 0 to 10."""

    id: UUID
    routine: str
    level: int
    started_at: datetime
    time_zone: str
    state: SessionState
    finished_at: datetime | None = None
    played_seconds: int = 0
    steps_done: int = 0
    steps_total: int = 0
    timeline_seconds: int = 0
    timeline_digest: str | None = None
    tension_before: int | None = None
    tension_after: int | None = None
    discomfort: int | None = None
    rating: Rating | None = None
    next_morning: Rating | None = None
    occurrence_id: int | None = None


def checked(session: Session, now: datetime) -> Session:
    """Answer the session if it can be true at `now`; raises SessionProblem."""
    _check_bounds(session)
    _check_zone(session.time_zone)
    _check_start(session.started_at, now)
    if session.finished_at:
        _check_finish(session.finished_at, session.started_at, now)
    _check_progress(session, now)
    return session


def merged(stored: Session, incoming: Session) -> Session:
    """Answer what is known after both reports; raises SessionConflict.

    Reports may come twice and in any order: one may fill in what another left out, and a final
    state follows STARTED with as much progress or more. Anything else is a contradiction.
    """
    if incoming == stored:
        return stored
    later = incoming if stored.state is SessionState.STARTED else stored
    earlier = stored if later is incoming else incoming
    kept = {
        field.name: _kept(field.name, earlier, later)
        for field in fields(Session)
        if field.name not in ("state", *_PROGRESS)
    }
    _check_follows(earlier, later)
    return replace(later, **kept)


def is_practised(session: Session, corrected_seconds: int | None = None) -> bool:
    """Answer whether the session ticks its day: half of the timeline played, or a safety stop.

    How long it was in the person's own words weighs more than what was played. A timeline of
    unknown length (0 seconds) proves nothing.
    """
    if session.state is SessionState.STOPPED_FOR_SAFETY:
        return True
    if session.state is SessionState.STARTED or not session.timeline_seconds:
        return False
    seconds = session.played_seconds if corrected_seconds is None else corrected_seconds
    return 2 * seconds >= session.timeline_seconds


def _check_bounds(session: Session) -> None:
    for field, (least, most) in _BOUNDS.items():
        value = getattr(session, field)
        if value is None:
            continue
        if value < least:
            raise SessionProblem(field, f"Give {least} or more.")
        if value > most:
            raise SessionProblem(field, f"Give {most} or less.")


def _check_zone(name: str) -> None:
    try:
        zone_named(name)
    except UnknownZone as error:
        raise SessionProblem("time_zone", f"{error} Give a name such as Europe/Berlin.") from error


def _check_start(started_at: datetime, now: datetime) -> None:
    _check_not_ahead("started_at", started_at, now)
    if started_at < now - LONGEST_BACK:
        raise SessionProblem(
            "started_at", f"Sessions older than {LONGEST_BACK.days} days are no longer taken."
        )


def _check_finish(finished_at: datetime, started_at: datetime, now: datetime) -> None:
    _check_not_ahead("finished_at", finished_at, now)
    if finished_at < started_at:
        raise SessionProblem("finished_at", "A session cannot finish before it started.")


def _check_not_ahead(field: str, instant: datetime, now: datetime) -> None:
    if instant.tzinfo is None:
        raise SessionProblem(field, "Give the instant with its offset from UTC.")
    if instant > now + LONGEST_AHEAD:
        raise SessionProblem(field, "This lies in the future; check the clock of this device.")


def _check_progress(session: Session, now: datetime) -> None:
    if session.steps_done > session.steps_total:
        raise SessionProblem("steps_done", "No more steps can be done than the routine has.")
    latest = session.finished_at or now + LONGEST_AHEAD
    if timedelta(seconds=session.played_seconds) > latest - session.started_at + PLAYED_SLACK:
        raise SessionProblem("played_seconds", "No more can be played than time has passed.")


def _kept(field: str, earlier: Session, later: Session) -> Any:
    first, second = getattr(earlier, field), getattr(later, field)
    if second is None:
        return first
    if first is not None and first != second:
        raise SessionConflict(field)
    return second


def _check_follows(earlier: Session, later: Session) -> None:
    may_grow = earlier.state is SessionState.STARTED and later.state is not SessionState.STARTED
    if earlier.state is not later.state and not may_grow:
        raise SessionConflict("state")
    for field in _PROGRESS:
        before, after = getattr(earlier, field), getattr(later, field)
        if after < before or (after > before and not may_grow):
            raise SessionConflict(field)
