"""People, the browsers signed in as them, and the codes that join another browser."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db


class Person(Base):
    """Who uses Unhunch; starts as a guest without a name."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    day_start_minutes: Mapped[int] = mapped_column(default=180)
    discreet: Mapped[bool] = mapped_column(default=False)
    break_minutes: Mapped[int | None]


class SignIn(Base):
    """One browser signed in; only the hash of its token is kept."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class LinkCode(Base):
    """A single-use code that joins one more browser to a person."""

    __tablename__ = "link_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def find_sign_in(token_hash: bytes) -> SignIn | None:
    """Find the sign-in a browser's token stands for."""
    return db.session.scalar(select(SignIn).where(SignIn.token_hash == token_hash))


def find_link_code(code_hash: bytes) -> LinkCode | None:
    """Find a link code by its hash, used or expired ones included."""
    return db.session.scalar(select(LinkCode).where(LinkCode.code_hash == code_hash))


def find_link(person_id: int, link_id: int) -> LinkCode | None:
    """Find a person's own link; another person's is not found."""
    return db.session.scalar(
        select(LinkCode).where(LinkCode.id == link_id, LinkCode.person_id == person_id)
    )


def forget_unused_links(person_id: int) -> None:
    """Forget the links of a person that nobody used; what used ones led to stays known."""
    db.session.execute(
        delete(LinkCode).where(LinkCode.person_id == person_id, LinkCode.used_at.is_(None))
    )


def take_open_links(person_id: int, now: datetime) -> Collection[int]:
    """Use up every open link of a person in one statement, answering their ids.

    Of two that use the same link at the same moment only one is answered it.
    """
    return db.session.scalars(
        update(LinkCode)
        .where(
            LinkCode.person_id == person_id, LinkCode.used_at.is_(None), LinkCode.expires_at > now
        )
        .values(used_at=now)
        .returning(LinkCode.id)
    ).all()


def get_person(person_id: int) -> Person:
    """Get a person who is known to exist; LookupError otherwise."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise LookupError(f"no person {person_id}")
    return person


def hold_person(person_id: int) -> None:
    """Let what writes about one person wait in turn, until this transaction ends.

    SQLite has one writer at a time anyway. The key stays shared, so that rows which refer to the
    person can be added meanwhile: the tick would otherwise deadlock with a change of the plan.
    """
    db.session.execute(
        select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)
    )


def is_anybody_there() -> bool:
    """Whether there is any person at all."""
    return db.session.scalar(select(Person.id).limit(1)) is not None


def find_person(person_id: int) -> Person | None:
    """Find a person by id."""
    return db.session.get(Person, person_id)
