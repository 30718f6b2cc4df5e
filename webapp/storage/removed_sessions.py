"""Sessions that people deleted: kept for a while, so that they can come back.

The id stays longer than the rest, so that a phone which sends one again does not bring it back.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db


class RemovedSession(Base):
    """One deleted session, whole as it was; without a body it is gone for good."""

    __tablename__ = "removed_sessions"
    __table_args__ = (Index("ix_removed_sessions_person_id_removed_at", "person_id", "removed_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    day: Mapped[date]
    removed_at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


def find_removed(session_id: UUID) -> RemovedSession | None:
    """Find a deleted session, whoever it belonged to."""
    return db.session.get(RemovedSession, session_id)


def removed_since(person_id: int, since: datetime) -> Sequence[RemovedSession]:
    """What a person deleted since an instant and can bring back, the latest first."""
    return db.session.scalars(
        select(RemovedSession)
        .where(RemovedSession.person_id == person_id, RemovedSession.removed_at >= since)
        .order_by(RemovedSession.removed_at.desc())
    ).all()


def empty_removed(before: datetime) -> None:
    """Let what was deleted before an instant be gone for good; the ids stay."""
    old = RemovedSession.removed_at < before
    db.session.execute(update(RemovedSession).where(old).values(body={}))


def forget_removed(before: datetime) -> None:
    """Forget the ids of what was deleted before an instant."""
    db.session.execute(delete(RemovedSession).where(RemovedSession.removed_at < before))
