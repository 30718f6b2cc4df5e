"""What people said of single days, and which news of their days they have read."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.day_marks import Mark
from webapp.storage.db import Base, db, insert


class DayMark(Base):
    """One day of a person that counts otherwise, and since when it is marked."""

    __tablename__ = "day_marks"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(16))
    marked_at: Mapped[datetime]


class DayTelling(Base):
    """That a person has read a piece of news about one of their days."""

    __tablename__ = "day_tellings"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    news: Mapped[str] = mapped_column(String(16), primary_key=True)
    told_at: Mapped[datetime]


def marks_since(person_id: int, day: date | None) -> Mapping[date, Mark]:
    """A person's marks from a day on, or all of them."""
    query = select(DayMark.day, DayMark.mark).where(DayMark.person_id == person_id)
    rows = db.session.execute(query.where(DayMark.day >= day) if day else query)
    return {row.day: Mark(row.mark) for row in rows}


def put_mark(person_id: int, day: date, mark: Mark | None, now: datetime) -> None:
    """Keep the mark of a day in the place of any other; None takes it away."""
    if mark is None:
        of_day = (DayMark.person_id == person_id, DayMark.day == day)
        db.session.execute(delete(DayMark).where(*of_day))
        return
    row = insert(DayMark).values(person_id=person_id, day=day, mark=mark, marked_at=now)
    changed = {"mark": row.excluded.mark, "marked_at": row.excluded.marked_at}
    db.session.execute(row.on_conflict_do_update(index_elements=["person_id", "day"], set_=changed))


def news_read_since(person_id: int, day: date) -> frozenset[tuple[date, str]]:
    """The news about days from one on that a person has read."""
    rows = db.session.execute(
        select(DayTelling.day, DayTelling.news).where(
            DayTelling.person_id == person_id, DayTelling.day >= day
        )
    )
    return frozenset((row.day, row.news) for row in rows)


def keep_read(person_id: int, day: date, news: str, now: datetime) -> None:
    """Note that a person has read a piece of news."""
    row = insert(DayTelling).values(person_id=person_id, day=day, news=news, told_at=now)
    db.session.execute(row.on_conflict_do_nothing())
