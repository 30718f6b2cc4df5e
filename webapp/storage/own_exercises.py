"""Exercises a person brought along, and the photographs that go with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.own_exercises import OwnExercise, OwnStep
from webapp.storage.db import Base, db


class StoredExercise(Base):
    """One exercise; a removed one stays for a while, so that it can come back."""

    __tablename__ = "own_exercises"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(16))
    steps: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(String(600))
    edition: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    def as_own(self) -> OwnExercise:
        """The exercise as the domain knows it."""
        steps = tuple(OwnStep(do, seconds, side) for do, seconds, side in self.steps)
        return OwnExercise(self.id, self.title, self.kind, self.place, steps, self.note)

    def take(self, own: OwnExercise, now: datetime) -> None:
        """Take over what an exercise of the domain says; that is a new edition."""
        self.title, self.kind, self.place, self.note = own.title, own.kind, own.place, own.note
        self.steps = [[step.do, step.seconds, step.side] for step in own.steps]
        self.edition = (self.edition or 0) + 1
        self.changed_at = now


class Photo(Base):
    """The photograph of an exercise, as we made it anew: nothing of the file that came is in it."""

    __tablename__ = "own_photos"

    exercise_id: Mapped[str] = mapped_column(
        ForeignKey("own_exercises.id", ondelete="CASCADE"), primary_key=True
    )
    image: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    made_at: Mapped[datetime]


def own_exercises(person_id: int, removed: bool = False) -> Sequence[StoredExercise]:
    """A person's exercises by title; with those removed of late where asked."""
    query = select(StoredExercise).where(StoredExercise.person_id == person_id)
    if not removed:
        query = query.where(StoredExercise.removed_at.is_(None))
    return db.session.scalars(
        query.order_by(func.lower(StoredExercise.title), StoredExercise.id)
    ).all()


def find_own_exercise(person_id: int, exercise_id: str) -> StoredExercise | None:
    """Find a person's own exercise, removed or not; another person's is not found."""
    return db.session.scalar(
        select(StoredExercise).where(
            StoredExercise.id == exercise_id, StoredExercise.person_id == person_id
        )
    )


def forget_removed_exercises(before: datetime) -> None:
    """Forget for good what was removed before an instant."""
    db.session.execute(delete(StoredExercise).where(StoredExercise.removed_at < before))


def find_photo(exercise_id: str) -> Photo | None:
    """Find the photograph of an exercise."""
    return db.session.get(Photo, exercise_id)


def sizes_of_photos(person_id: int) -> dict[str, tuple[int, int]]:
    """Width and height of each photograph of a person, by its exercise."""
    rows = db.session.execute(
        select(Photo.exercise_id, Photo.width, Photo.height)
        .join(StoredExercise, StoredExercise.id == Photo.exercise_id)
        .where(StoredExercise.person_id == person_id)
    )
    return {row.exercise_id: (row.width, row.height) for row in rows}
