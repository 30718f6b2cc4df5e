"""Correcting the history of sessions by hand: add, change the minutes, delete, bring back."""

from datetime import datetime, timedelta
from uuid import UUID

from webapp.actions.sessions import NotYours, record
from webapp.actions.transaction import transaction
from webapp.domain.corrections import Noted, check_minutes, session_of
from webapp.domain.sessions import is_practised
from webapp.storage.db import db
from webapp.storage.month_summaries import forget_months
from webapp.storage.occurrences import find_occurrence
from webapp.storage.people import Person, hold_person
from webapp.storage.removed_sessions import (
    RemovedSession,
    empty_removed,
    find_removed,
    forget_removed,
)
from webapp.storage.rows_as_json import columns_from, row_as_json
from webapp.storage.sessions import StoredSession, find_session

COMES_BACK_FOR = timedelta(days=30)
REFUSED_FOR = timedelta(days=90)  # longer than a phone may take to send one again


def add_by_hand(person: Person, noted: Noted, session_id: UUID, now: datetime) -> StoredSession:
    """Keep a session that a person writes down, marked as such; SessionProblem."""
    session = session_of(noted, session_id, person.time_zone)
    record(person, session, now)
    with transaction():
        stored = get_own(person, session_id)
        stored.by_hand, stored.late = True, False
    return stored


def change_minutes(person: Person, session_id: UUID, minutes: int | None) -> StoredSession:
    """Let a session have been so long, or as long as was played; SessionProblem, NotYours."""
    if minutes is not None:
        check_minutes(minutes)
    with transaction():
        hold_person(person.id)
        stored = get_own(person, session_id)
        stored.corrected_seconds = None if minutes is None else minutes * 60
        stored.practised = is_practised(stored.as_session(), stored.corrected_seconds)
        forget_months(person.id, stored.day)
    return stored


def remove(person: Person, session_id: UUID, now: datetime) -> None:
    """Delete a session; it can be brought back for thirty days. NotYours."""
    with transaction():
        hold_person(person.id)
        stored = get_own(person, session_id)
        body = row_as_json(stored)
        db.session.add(
            RemovedSession(
                id=stored.id, person_id=person.id, day=stored.day, removed_at=now, body=body
            )
        )
        db.session.delete(stored)
        forget_months(person.id, stored.day)


def bring_back(person: Person, session_id: UUID) -> StoredSession:
    """Bring a deleted session back as it was; NotYours where there is none (any more)."""
    with transaction():
        hold_person(person.id)
        removed = find_removed(session_id)
        if removed is None or removed.person_id != person.id or not removed.body:
            raise NotYours
        values = columns_from(StoredSession, removed.body)
        occurrence = values["occurrence_id"]
        found = find_occurrence(occurrence) if occurrence is not None else None
        if found is None or found.person_id != person.id:
            values["occurrence_id"] = None
        stored = StoredSession(**values | {"person_id": person.id, "id": removed.id})
        db.session.delete(removed)
        db.session.add(stored)
        forget_months(person.id, stored.day)
    return stored


def get_own(person: Person, session_id: UUID) -> StoredSession:
    """Get a session of this person's; NotYours where it is not theirs."""
    stored = find_session(session_id)
    if stored is None or stored.person_id != person.id:
        raise NotYours
    return stored


def forget_deleted(now: datetime) -> None:
    """Let what was deleted long ago be gone for good."""
    with transaction():
        empty_removed(now - COMES_BACK_FOR)
        forget_removed(now - REFUSED_FOR)
