"""Sessions: runs through a timeline, as they were reported."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, func, select, true
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.sessions import Rating, Session, SessionState
from webapp.storage.db import Base, db


class StoredSession(Base):
    """One session with the day it counts for, stamped when it arrived.

    `late` says that it first counted when that day was over already, `by_hand` that the person
    wrote it down, and `corrected_seconds` is how long it was in their own words.
    """

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_person_day", "person_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    day: Mapped[date]
    practised: Mapped[bool]
    late: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_hand: Mapped[bool] = mapped_column(default=False, server_default=false())
    corrected_seconds: Mapped[int | None]
    received_at: Mapped[datetime]
    routine: Mapped[str] = mapped_column(String(64))
    level: Mapped[int]
    started_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(24))
    finished_at: Mapped[datetime | None]
    played_seconds: Mapped[int]
    steps_done: Mapped[int]
    steps_total: Mapped[int]
    timeline_seconds: Mapped[int]
    timeline_digest: Mapped[str | None] = mapped_column(String(64))
    tension_before: Mapped[int | None]
    tension_after: Mapped[int | None]
    rating: Mapped[str | None] = mapped_column(String(8))
    discomfort: Mapped[int | None]
    next_morning: Mapped[str | None] = mapped_column(String(8))
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrences.id", ondelete="SET NULL")
    )

    @property
    def seconds(self) -> int:
        """How long it was: as played, or as the person corrected it."""
        return self.played_seconds if self.corrected_seconds is None else self.corrected_seconds

    def as_session(self) -> Session:
        """The session as the domain knows it."""
        return Session(
            id=self.id,
            routine=self.routine,
            level=self.level,
            started_at=self.started_at,
            time_zone=self.time_zone,
            state=SessionState(self.state),
            finished_at=self.finished_at,
            played_seconds=self.played_seconds,
            steps_done=self.steps_done,
            steps_total=self.steps_total,
            timeline_seconds=self.timeline_seconds,
            timeline_digest=self.timeline_digest,
            tension_before=self.tension_before,
            tension_after=self.tension_after,
            rating=Rating(self.rating) if self.rating else None,
            discomfort=self.discomfort,
            next_morning=Rating(self.next_morning) if self.next_morning else None,
            occurrence_id=self.occurrence_id,
        )


Index(
    "ix_sessions_occurrence",
    StoredSession.occurrence_id,
    sqlite_where=StoredSession.occurrence_id.is_not(None),
    postgresql_where=StoredSession.occurrence_id.is_not(None),
)


def find_session(session_id: UUID) -> StoredSession | None:
    """Find a session by the id its device gave it, whoever it belongs to."""
    return db.session.get(StoredSession, session_id)


def find_session_of(occurrence_id: int) -> StoredSession | None:
    """Find the first session recorded for an occurrence."""
    return db.session.scalar(
        select(StoredSession)
        .where(StoredSession.occurrence_id == occurrence_id)
        .order_by(StoredSession.received_at)
        .limit(1)
    )


Index(
    "ix_sessions_late",
    StoredSession.person_id,
    StoredSession.day,
    sqlite_where=StoredSession.late,
    postgresql_where=StoredSession.late,
)


def days_practised(person_id: int, since: date | None = None) -> frozenset[date]:
    """The days on which a person practised, from one on or all of them."""
    return frozenset(
        db.session.scalars(
            select(StoredSession.day)
            .where(
                StoredSession.person_id == person_id,
                StoredSession.day >= since if since else true(),
                StoredSession.practised,
            )
            .distinct()
        )
    )


def days_practised_late(person_id: int, since: date) -> frozenset[date]:
    """The days from one on that first counted when they were over already."""
    of_person = (StoredSession.person_id == person_id, StoredSession.day >= since)
    late = db.session.scalars(
        select(StoredSession.day).where(*of_person, StoredSession.late).distinct()
    ).all()
    in_time = select(StoredSession.day).where(
        StoredSession.person_id == person_id,
        StoredSession.day.in_(late),
        StoredSession.practised,
        ~StoredSession.late,
    )
    return frozenset(late) - frozenset(db.session.scalars(in_time) if late else ())


def find_last_session_end(person_id: int) -> datetime | None:
    """When the person's latest session that counted ended."""
    return db.session.scalar(
        select(StoredSession.finished_at)
        .where(
            StoredSession.person_id == person_id,
            StoredSession.practised,
            StoredSession.finished_at.is_not(None),
        )
        .order_by(StoredSession.finished_at.desc())
        .limit(1)
    )


def sessions_of(person_id: int, first: date, last: date) -> Sequence[StoredSession]:
    """A person's sessions from one day to another, both included, oldest first."""
    return db.session.scalars(
        select(StoredSession)
        .where(StoredSession.person_id == person_id, StoredSession.day.between(first, last))
        .order_by(StoredSession.started_at)
    ).all()


def count_ended_well(person_id: int, routines: Collection[str], most: int) -> int:
    """Count a person's whole sessions of these routines that did not feel worse, up to `most`."""
    ended_well = (
        select(StoredSession.id)
        .where(
            StoredSession.person_id == person_id,
            StoredSession.routine.in_(sorted(routines)),
            StoredSession.practised,
            StoredSession.state == SessionState.FINISHED,
            func.coalesce(StoredSession.rating, "") != Rating.WORSE,
        )
        .limit(most)
    )
    return db.session.scalar(select(func.count()).select_from(ended_well.subquery())) or 0
