"""What a person may write down or change of their sessions by hand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from webapp.domain.sessions import Session, SessionProblem, SessionState
from webapp.domain.wall_clock import instant_of, zone_named

MOST_MINUTES = 180


@dataclass(frozen=True, slots=True)
class Noted:
    """A session as a person writes it down: when on their wall clock, what, and how long."""

    day: date
    at: time
    routine: str
    minutes: int


def session_of(noted: Noted, session_id: UUID, time_zone: str) -> Session:
    """Answer the session that was written down; raises SessionProblem."""
    check_minutes(noted.minutes)
    started_at = instant_of(datetime.combine(noted.day, noted.at), zone_named(time_zone))
    seconds = noted.minutes * 60
    return Session(
        id=session_id,
        routine=noted.routine,
        level=1,
        started_at=started_at,
        time_zone=time_zone,
        state=SessionState.FINISHED,
        finished_at=started_at + timedelta(seconds=seconds),
        played_seconds=seconds,
        timeline_seconds=seconds,
    )


def check_minutes(minutes: int) -> None:
    """Accept one minute to three hours; raises SessionProblem."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise SessionProblem("minutes", f"Give 1 to {MOST_MINUTES} minutes.")
