"""The secret addresses by which calendars read a person's breaks; only hashes are kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db


class CalendarFeed(Base):
    """One person's feed; a new one takes the place of the old, whose address is dead then."""

    __tablename__ = "calendar_feeds"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime]


def find_feed(person_id: int) -> CalendarFeed | None:
    """Find a person's feed."""
    return db.session.get(CalendarFeed, person_id)


def find_feed_owner(token_hash: bytes) -> int | None:
    """Find whose feed an address is."""
    return db.session.scalar(
        select(CalendarFeed.person_id).where(CalendarFeed.token_hash == token_hash)
    )


def put_feed(person_id: int, token_hash: bytes, now: datetime) -> None:
    """Keep a person's feed in the place of any other."""
    drop_feed(person_id)
    db.session.add(CalendarFeed(person_id=person_id, token_hash=token_hash, made_at=now))


def drop_feed(person_id: int) -> None:
    """Let the address of a person's feed be dead."""
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
