"""Occurrences: each instant at which something was due to a person, sent or not, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.reminders import OccurrenceKind
from webapp.storage.db import Base, db


class Occurrence(Base):
    """One instant; `claimed_at` is empty only while a snooze waits for its time."""

    __tablename__ = "occurrences"
    __table_args__ = (UniqueConstraint("person_id", "kind", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    of_id: Mapped[int | None] = mapped_column(ForeignKey("occurrences.id", ondelete="SET NULL"))
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    routine: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(String(32))
    claimed_at: Mapped[datetime | None]


Index(
    "ix_occurrences_waiting",
    Occurrence.due_at,
    sqlite_where=Occurrence.claimed_at.is_(None),
    postgresql_where=Occurrence.claimed_at.is_(None),
)
# Also what deleting an occurrence looks at: without it the whole table, once for each.
Index(
    "ix_occurrences_of",
    Occurrence.of_id,
    sqlite_where=Occurrence.of_id.is_not(None),
    postgresql_where=Occurrence.of_id.is_not(None),
)


def find_occurrence(occurrence_id: int) -> Occurrence | None:
    """Find an occurrence by id, whoever it belongs to."""
    return db.session.get(Occurrence, occurrence_id)


def find_same_occurrence(
    person_id: int, kind: OccurrenceKind, due_at: datetime
) -> Occurrence | None:
    """Find the one occurrence of this kind that a person has at this instant."""
    return db.session.scalar(
        select(Occurrence).where(
            Occurrence.person_id == person_id,
            Occurrence.kind == kind,
            Occurrence.due_at == due_at,
        )
    )


def find_fresh_occurrence(person_id: int, now: datetime) -> Occurrence | None:
    """Find the latest occurrence that was due and is still useful."""
    return db.session.scalar(
        select(Occurrence)
        .where(
            Occurrence.person_id == person_id,
            Occurrence.kind != OccurrenceKind.SUMMARY,
            Occurrence.claimed_at.is_not(None),
            Occurrence.due_at <= now,
            Occurrence.expires_at > now,
        )
        .order_by(Occurrence.due_at.desc())
        .limit(1)
    )
