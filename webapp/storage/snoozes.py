"""Snoozes: occurrences that come back of another one, and wait for their time."""

from datetime import datetime

from sqlalchemy import delete, select

from webapp.domain.reminders import OccurrenceKind
from webapp.storage.db import db, insert
from webapp.storage.occurrences import Occurrence


def find_waiting_until(occurrence_id: int) -> datetime | None:
    """Until when a snooze of this occurrence waits, if one does."""
    return db.session.scalar(
        select(Occurrence.due_at)
        .where(Occurrence.of_id == occurrence_id, Occurrence.claimed_at.is_(None))
        .order_by(Occurrence.due_at.desc())
        .limit(1)
    )


def forget_waiting(occurrence_id: int) -> None:
    """Forget the snooze of this occurrence that still waits for its time."""
    db.session.execute(
        delete(Occurrence).where(Occurrence.of_id == occurrence_id, Occurrence.claimed_at.is_(None))
    )


def keep_snooze(occurrence: Occurrence, due_at: datetime, expires_at: datetime) -> None:
    """Let an occurrence come back; one due to the person at the very same instant is enough."""
    row = insert(Occurrence).values(
        person_id=occurrence.person_id,
        kind=OccurrenceKind.SNOOZED,
        of_id=occurrence.id,
        due_at=due_at,
        expires_at=expires_at,
        routine=occurrence.routine,
    )
    db.session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "kind", "due_at"]))
