"""What a person's safety check left behind: effects, never answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.safety import NO_CHECK, Effect, in_force
from webapp.storage.db import Base, db


class SafetyCheck(Base):
    """That a check was done, when, and whether its effects may be kept here."""

    __tablename__ = "safety_checks"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    consent: Mapped[bool]
    catalogue_version: Mapped[int]
    checked_at: Mapped[datetime]
    hands_on_paused: Mapped[str | None] = mapped_column(String(8))  # why, while it is
    hands_on_since: Mapped[datetime | None]  # sessions before it no longer speak for a pause


class SafetyEffect(Base):
    """One effect of the check that a person agreed to keep here."""

    __tablename__ = "safety_effects"
    __table_args__ = (UniqueConstraint("person_id", "effect"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    effect: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime | None]
    clearable: Mapped[str] = mapped_column(String(16))


@dataclass(frozen=True, slots=True)
class KnownSafety:
    """What the server knows: whether a check was done, may be used here, and what it blocks."""

    checked: bool
    consent: bool
    effects: frozenset[str]


def known_safety(person_id: int, now: datetime) -> KnownSafety:
    """What is known of a person's safety now; without a kept check only calm breathing is open."""
    check = db.session.get(SafetyCheck, person_id)
    if check is None or not check.consent:
        return KnownSafety(check is not None, False, NO_CHECK)
    return KnownSafety(True, True, in_force(kept_effects(person_id), now))


def kept_effects(person_id: int) -> list[Effect]:
    """The effects kept for a person, lapsed ones included, by id."""
    rows = db.session.scalars(
        select(SafetyEffect)
        .where(SafetyEffect.person_id == person_id)
        .order_by(SafetyEffect.effect)
    )
    return [Effect(row.effect, row.until, row.clearable) for row in rows]


def lock_until_checked(person_id: int, stopped_at: datetime, effect: str) -> bool:
    """Add an effect until the check is repeated, where effects are kept here; answer whether so.

    A check made after the stop has answered it already.
    """
    check = db.session.get(SafetyCheck, person_id)
    kept = {effect.id: effect for effect in kept_effects(person_id)}
    if check is None or not check.consent or check.checked_at >= stopped_at:
        return False
    lock = Effect(effect, None, "none")
    replace_effects(person_id, (kept | {lock.id: lock}).values())
    return True


def replace_effects(person_id: int, effects: Iterable[Effect]) -> None:
    """Put these effects in the place of those kept so far."""
    db.session.execute(delete(SafetyEffect).where(SafetyEffect.person_id == person_id))
    db.session.add_all(
        SafetyEffect(person_id=person_id, effect=e.id, until=e.until, clearable=e.clearable)
        for e in effects
    )
