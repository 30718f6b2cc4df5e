"""Recording sessions: the same report twice changes nothing, a later one may only add."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from webapp.actions.after_sessions import note_session
from webapp.actions.days import streak_today
from webapp.actions.levels import felt
from webapp.actions.transaction import transaction
from webapp.domain.days import local_day
from webapp.domain.safety import BREATHING_ONLY, is_silenced
from webapp.domain.sessions import Session, SessionState, checked, is_practised, merged
from webapp.domain.streaks import Streak
from webapp.storage.db import db
from webapp.storage.deliveries import cancel_waiting_for_person
from webapp.storage.people import Person, hold_person
from webapp.storage.plans import heed
from webapp.storage.removed_sessions import find_removed
from webapp.storage.safety import lock_until_checked
from webapp.storage.sessions import StoredSession, find_session, find_session_of


class NotYours(Exception):
    """A session with this id belongs to somebody else."""


class Removed(Exception):
    """The person deleted this session; sent again it does not come back."""


class AnsweredAlready(Exception):
    """Another session was recorded for this occurrence, and its token speaks for one only."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded session: its day, whether it ticks that day, and the streak that follows.

    `late` when it healed a day that was over already.
    """

    day: date
    practised: bool
    late: bool
    streak: Streak
    created: bool


def record(person: Person, session: Session, now: datetime, lock: str = BREATHING_ONLY) -> Recorded:
    """Record a session; SessionProblem, SessionConflict or NotYours when it cannot be.

    `lock` is the effect that a stop for safety has until the check is repeated.
    """
    session = checked(session, now)
    with transaction():
        hold_person(person.id)
        stored, created = _kept(person, session, now)
        _apply_stop(person, session, now, lock)
        heed(person.id, now)
    return _recorded(person, stored, created, now)


def record_once(
    person: Person, session: Session, now: datetime, lock: str = BREATHING_ONLY
) -> Recorded:
    """Record a session for whoever holds its occurrence's token, as `record`; AnsweredAlready.

    Whoever holds the token is not known to be the person, so it is good for one session only.
    """
    session = checked(session, now)
    with transaction():
        hold_person(person.id)
        other = find_session_of(session.occurrence_id) if session.occurrence_id else None
        if other is not None and other.id != session.id:
            raise AnsweredAlready
        stored, created = _kept(person, session, now)
        _apply_stop(person, session, now, lock)
        heed(person.id, now)
    return _recorded(person, stored, created, now)


def _recorded(person: Person, stored: StoredSession, created: bool, now: datetime) -> Recorded:
    streak = streak_today(person, now)
    return Recorded(stored.day, stored.practised, stored.late, streak, created)


def _kept(person: Person, session: Session, now: datetime) -> tuple[StoredSession, bool]:
    stored = find_session(session.id)
    if stored is None:
        _refuse_removed(person, session)
        stored = StoredSession(id=session.id, person_id=person.id, received_at=now)
        db.session.add(stored)
        _write(stored, session, person)
        stored.late = stored.practised and _is_over(stored, person, now)
        note_session(person, None, stored)
        return stored, True
    if stored.person_id != person.id:
        raise NotYours
    before, counted = felt(stored), stored.practised
    _write(stored, merged(stored.as_session(), session), person)
    note_session(person, before, stored)
    if stored.practised and not counted:
        stored.late = _is_over(stored, person, now)
    return stored, False


def _write(stored: StoredSession, session: Session, person: Person) -> None:
    for field, value in asdict(session).items():
        setattr(stored, field, value)
    if session.state is SessionState.STARTED or stored.day is None:
        stored.day = local_day(session.started_at, session.time_zone, person.day_start_minutes)
    stored.practised = is_practised(session, stored.corrected_seconds)


def _refuse_removed(person: Person, session: Session) -> None:
    removed = find_removed(session.id)
    if removed is not None:
        raise Removed if removed.person_id == person.id else NotYours


def _is_over(stored: StoredSession, person: Person, now: datetime) -> bool:
    return stored.day < local_day(now, stored.time_zone, person.day_start_minutes)


def _apply_stop(person: Person, session: Session, now: datetime, lock: str) -> None:
    if session.state is not SessionState.STOPPED_FOR_SAFETY:
        return
    if lock_until_checked(person.id, session.started_at, lock) and is_silenced([lock]):
        cancel_waiting_for_person(person.id, now)
