"""Where people stand with each kind of exercise, once that is anything but the first level."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.progression import Standing, Why
from webapp.storage.db import Base, db, table_of
from webapp.storage.many import among
from webapp.storage.people import Person


class StoredStanding(Base):
    """Where a person stands with one kind, as of its last change."""

    __tablename__ = "levels"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    level: Mapped[int]
    effort: Mapped[int]
    why: Mapped[str] = mapped_column(String(16))
    changed_on: Mapped[date | None]
    raised_on: Mapped[date | None]
    practised_on: Mapped[date | None]
    regain: Mapped[int | None]
    put_off_on: Mapped[date | None]

    def as_standing(self) -> Standing:
        """The standing as the domain knows it."""
        return Standing(
            kind=self.kind,
            level=self.level,
            effort=self.effort,
            why=Why(self.why),
            changed_on=self.changed_on,
            raised_on=self.raised_on,
            practised_on=self.practised_on,
            regain=self.regain,
            put_off_on=self.put_off_on,
        )


LEVELS = table_of(StoredStanding)


def stored_standings(person_id: int) -> list[Standing]:
    """The standings kept of a person; a kind without one is at the first level."""
    return [row.as_standing() for row in _rows(person_id)]


class Kept(NamedTuple):
    """What is kept of a person's levels, and the clock by which their days begin."""

    time_zone: str
    day_start_minutes: int
    standings: list[Standing]


def standings_among(people: Collection[int]) -> Mapping[int, Kept]:
    """The standings kept of these people, of those who have any."""
    rows = db.session.execute(
        select(StoredStanding, Person.time_zone, Person.day_start_minutes)
        .join(Person, Person.id == StoredStanding.person_id)
        .where(among(LEVELS.c.person_id, people))
    )
    found: dict[int, Kept] = {}
    for row, time_zone, day_start in rows.all():
        kept = found.setdefault(row.person_id, Kept(time_zone, day_start, []))
        kept.standings.append(row.as_standing())
    return found


def keep_standings(person_id: int, standings: Iterable[Standing]) -> None:
    """Put these standings in the place of those kept of the same kinds."""
    kept = {row.kind: row for row in _rows(person_id)}
    for standing in standings:
        row = kept.get(standing.kind)
        if row is None:
            row = StoredStanding(person_id=person_id)
            db.session.add(row)
        for name, value in asdict(standing).items():
            setattr(row, name, value)


def _rows(person_id: int) -> list[StoredStanding]:
    return list(
        db.session.scalars(select(StoredStanding).where(StoredStanding.person_id == person_id))
    )
