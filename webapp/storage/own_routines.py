"""A person's own routines, and the links they are handed on by."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.own_routines import OwnItem, OwnRoutine
from webapp.storage.db import Base, db
from webapp.storage.own_exercises import StoredExercise


class StoredRoutine(Base):
    """One routine; a removed one stays for a while, so that it can come back."""

    __tablename__ = "own_routines"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    items: Mapped[list[Any]]
    based_on: Mapped[str | None] = mapped_column(String(64))
    edition: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    def as_own(self) -> OwnRoutine:
        """The routine as the domain knows it."""
        items = tuple(OwnItem(exercise, level, seconds) for exercise, level, seconds in self.items)
        return OwnRoutine(self.id, self.title, items, self.based_on)

    def take(self, own: OwnRoutine, now: datetime) -> None:
        """Take over what a routine of the domain says; that is a new edition."""
        self.title, self.based_on = own.title, own.based_on
        self.items = [[item.exercise, item.level, item.seconds] for item in own.items]
        self.edition = (self.edition or 0) + 1
        self.changed_at = now


class RoutineLink(Base):
    """A link by which a routine is handed on: a copy of it as it was, for a while."""

    __tablename__ = "routine_links"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    routine_id: Mapped[str] = mapped_column(
        ForeignKey("own_routines.id", ondelete="CASCADE"), index=True
    )
    file: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


def own_routines(person_id: int, removed: bool = False) -> Sequence[StoredRoutine]:
    """A person's routines by title; with those removed of late where asked."""
    query = select(StoredRoutine).where(StoredRoutine.person_id == person_id)
    if not removed:
        query = query.where(StoredRoutine.removed_at.is_(None))
    return db.session.scalars(
        query.order_by(func.lower(StoredRoutine.title), StoredRoutine.id)
    ).all()


def find_own_routine(person_id: int, routine_id: str) -> StoredRoutine | None:
    """Find a person's own routine, removed or not; another person's is not found."""
    return db.session.scalar(
        select(StoredRoutine).where(
            StoredRoutine.id == routine_id, StoredRoutine.person_id == person_id
        )
    )


def find_routine_link(code_hash: bytes, now: datetime) -> RoutineLink | None:
    """Find a link that still holds."""
    return db.session.scalar(
        select(RoutineLink).where(RoutineLink.code_hash == code_hash, RoutineLink.expires_at > now)
    )


def count_routine_links(routine_id: str, now: datetime) -> int:
    """How many links hand on a routine at the moment."""
    query = select(func.count()).where(
        RoutineLink.routine_id == routine_id, RoutineLink.expires_at > now
    )
    return db.session.scalar(query) or 0


def forget_routine_links(routine_id: str) -> None:
    """Take back every link of a routine."""
    db.session.execute(delete(RoutineLink).where(RoutineLink.routine_id == routine_id))


def forget_removed_routines(before: datetime) -> None:
    """Forget for good what was removed before an instant."""
    db.session.execute(delete(StoredRoutine).where(StoredRoutine.removed_at < before))


def present_routines(ids: Collection[str]) -> frozenset[str]:
    """Those of these routines that are there and not removed."""
    query = select(StoredRoutine.id).where(
        StoredRoutine.id.in_(list(ids)), StoredRoutine.removed_at.is_(None)
    )
    return frozenset(db.session.scalars(query).all())


def people_of_routines(ids: Collection[str]) -> Collection[int]:
    """Whose routines these are, or exercises that can be played alone."""
    routines, exercises = (
        select(each.person_id).where(each.id.in_(list(ids)))
        for each in (StoredRoutine, StoredExercise)
    )
    return db.session.scalars(routines.union(exercises)).all()
