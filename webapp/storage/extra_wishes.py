"""Who wants the last reminder of an open day, and the weekly summary; and what waits for them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, and_, delete, false, func, not_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.extras import Wishes
from webapp.domain.reminders import OccurrenceKind
from webapp.storage.db import Base, db, insert, table_of
from webapp.storage.many import among
from webapp.storage.occurrences import Occurrence
from webapp.storage.sessions import StoredSession

EXTRAS = (OccurrenceKind.SAVER, OccurrenceKind.SUMMARY)
SESSIONS = table_of(StoredSession)


class ExtraWishes(Base):
    """One person's wishes beside the plan."""

    __tablename__ = "extra_wishes"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    saver: Mapped[bool]
    summary_weekday: Mapped[int | None]
    summary_minute: Mapped[int]

    def as_wishes(self) -> Wishes:
        """The wishes as the domain knows them."""
        return Wishes(self.saver, self.summary_weekday, self.summary_minute)


WISHES = table_of(ExtraWishes)


class Coming(NamedTuple):
    """An extra reminder that is to wait for its time."""

    person_id: int
    kind: OccurrenceKind
    due_at: datetime
    routine: str


class Week(NamedTuple):
    """What a week came to: days practised and seconds played."""

    days: int
    seconds: int


def wishes_of(people: Collection[int]) -> Mapping[int, Wishes]:
    """The wishes of those people who have any."""
    rows = db.session.scalars(select(ExtraWishes).where(among(WISHES.c.person_id, people)))
    return {row.person_id: row.as_wishes() for row in rows}


def keep_wishes(person_id: int, wishes: Wishes) -> None:
    """Keep a person's wishes in the place of any others."""
    db.session.merge(
        ExtraWishes(
            person_id=person_id,
            saver=wishes.saver,
            summary_weekday=wishes.summary_weekday,
            summary_minute=wishes.summary_minute,
        )
    )


def drop_coming(person_id: int, staying: Sequence[Coming]) -> None:
    """Let no extra reminder wait for a person but those that stay."""
    stays = [
        and_(
            Occurrence.kind == one.kind,
            Occurrence.due_at == one.due_at,
            Occurrence.routine == one.routine,
        )
        for one in staying
    ]
    db.session.execute(
        delete(Occurrence).where(
            Occurrence.person_id == person_id,
            Occurrence.kind.in_(EXTRAS),
            Occurrence.claimed_at.is_(None),
            not_(or_(false(), *stays)),
        )
    )


def put_coming(rows: Sequence[Coming]) -> None:
    """Let extra reminders wait for their time; one that is there already stays."""
    if rows:
        values = [row._asdict() | {"expires_at": row.due_at} for row in rows]
        db.session.execute(insert(Occurrence).values(values).on_conflict_do_nothing())


def weeks_of(people: Collection[int], first: date) -> Mapping[int, Week]:
    """What the days from one on came to for those people who did anything."""
    seconds = func.coalesce(SESSIONS.c.corrected_seconds, SESSIONS.c.played_seconds)
    rows = db.session.execute(
        select(
            SESSIONS.c.person_id,
            func.count(SESSIONS.c.day.distinct()),
            func.sum(seconds),
        )
        .where(among(SESSIONS.c.person_id, people), SESSIONS.c.day >= first, SESSIONS.c.practised)
        .group_by(SESSIONS.c.person_id)
    )
    return {person_id: Week(days, played) for person_id, days, played in rows.all()}
