"""What a person's safety check left behind: effects, never answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.referral import PAUSED_EFFECTS, Referral
from webapp.domain.safety import NO_CHECK, Effect, in_force, is_outdated
from webapp.storage.db import Base, db

DISTINCT = 4096


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
    """What the server knows: whether a check was done, may be used here, and what it blocks.

    `outdated`: the check must be repeated. `paused`: why hands-on routines pause, if they do.
    """

    checked: bool
    consent: bool
    effects: frozenset[str]
    outdated: bool = False
    paused: Referral | None = None

    @property
    def own_effects(self) -> frozenset[str]:
        """What holds whatever a device says of its own check."""
        return PAUSED_EFFECTS if self.paused else frozenset()


def known_safety(person_id: int, now: datetime) -> KnownSafety:
    """What is known of a person's safety now; without a kept check only calm breathing is open."""
    check = db.session.get(SafetyCheck, person_id)
    if check is None:
        return KnownSafety(False, False, NO_CHECK)
    outdated = is_outdated(check.checked_at, now)
    paused = Referral(check.hands_on_paused) if check.hands_on_paused else None
    if not check.consent:
        return KnownSafety(True, False, NO_CHECK, outdated, paused)
    effects = in_force(kept_effects(person_id), now)
    return KnownSafety(True, True, held(effects, outdated, paused), outdated, paused)


@lru_cache(maxsize=DISTINCT)
def held(effects: frozenset[str], outdated: bool, paused: str | None) -> frozenset[str]:
    """A check's effects, and what an old check and a pause of hands-on routines add to them."""
    more = (NO_CHECK if outdated else frozenset()) | (PAUSED_EFFECTS if paused else frozenset())
    return effects | more


def find_check(person_id: int) -> SafetyCheck | None:
    """Find what is kept of a person's check."""
    return db.session.get(SafetyCheck, person_id)


def pause_hands_on(person_id: int, why: Referral) -> None:
    """Let hands-on routines pause, until somebody qualified was asked."""
    check = find_check(person_id)
    if check is not None:
        check.hands_on_paused = why


def resume_hands_on(person_id: int, now: datetime) -> None:
    """Let hands-on routines go on; what was felt before no longer speaks against it."""
    check = find_check(person_id)
    if check is not None and check.hands_on_paused:
        check.hands_on_paused, check.hands_on_since = None, now


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
