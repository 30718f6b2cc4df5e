"""Keeping what a safety check left, when the person agreed to that."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from webapp.actions.transaction import transaction
from webapp.domain.safety import Effect, is_silenced
from webapp.storage.db import db
from webapp.storage.deliveries import cancel_waiting_for_person
from webapp.storage.people import hold_person
from webapp.storage.safety import SafetyCheck, replace_effects


class Found(NamedTuple):
    """What a check found: its effects (None: kept on the device only), and when it was answered.

    `answered_at` is when the whole check was; the short list of the day does not renew it.
    """

    effects: Sequence[Effect] | None
    catalogue_version: int
    answered_at: datetime


def keep_check(
    person_id: int, effects: Sequence[Effect] | None, catalogue_version: int, now: datetime
) -> None:
    """Keep a whole check's effects; None means the person keeps them on the device only."""
    keep_found(person_id, Found(effects, catalogue_version, now), now)


def keep_found(person_id: int, found: Found, now: datetime) -> None:
    """Keep what a check found, whole or in short."""
    with transaction():
        hold_person(person_id)
        db.session.merge(
            SafetyCheck(
                person_id=person_id,
                consent=found.effects is not None,
                catalogue_version=found.catalogue_version,
                checked_at=min(found.answered_at, now),
            )
        )
        replace_effects(person_id, found.effects or ())
        if is_silenced([effect.id for effect in found.effects or ()]):
            cancel_waiting_for_person(person_id, now)
