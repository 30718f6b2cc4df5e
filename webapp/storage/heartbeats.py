"""Heartbeats: when each kind of process last showed that it lives."""

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db, insert

TICK = "tick"


class Heartbeat(Base):
    """The last instant at which one kind of process was alive."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


def find_heartbeat(name: str) -> datetime | None:
    """When this kind of process was last alive, if ever."""
    return db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))


def hold_heartbeat(name: str) -> datetime | None:
    """Find a heartbeat, and let nobody else change it until this transaction ends."""
    return db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name).with_for_update())


def beat(name: str, now: datetime) -> None:
    """Write down that this kind of process is alive; a clock set back takes nothing back."""
    row = insert(Heartbeat).values(name=name, at=now)
    # One statement, so that two processes may show their first sign of life together.
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["name"], set_={"at": now}, where=Heartbeat.at < row.excluded.at
        )
    )
