"""Outages: stretches of time in which nobody looked for due reminders."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db, insert


class Outage(Base):
    """From the last sign of life of any scheduler to the first one after it."""

    __tablename__ = "outages"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(unique=True)
    ended_at: Mapped[datetime]


def keep_outage(started_at: datetime, ended_at: datetime) -> None:
    """Write an outage down; one that began at the same instant is there already."""
    row = insert(Outage).values(started_at=started_at, ended_at=ended_at)
    db.session.execute(row.on_conflict_do_nothing())


def outages_since(instant: datetime) -> Sequence[Outage]:
    """The outages that ended after an instant, oldest first."""
    return db.session.scalars(
        select(Outage).where(Outage.ended_at > instant).order_by(Outage.started_at)
    ).all()


def outages_to_weigh(since: datetime, known: int) -> Sequence[Outage]:
    """The outages that ended after an instant, and any written down since the one known last."""
    return db.session.scalars(
        select(Outage)
        .where(or_(Outage.ended_at > since, Outage.id > known))
        .order_by(Outage.started_at)
    ).all()


def last_outage_id() -> int:
    """The outage written down last; 0 when there was none."""
    return db.session.scalar(select(func.max(Outage.id))) or 0
