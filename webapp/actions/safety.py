"""Keeping what a safety check left, when the person agreed to that."""

from collections.abc import Sequence
from datetime import datetime

from webapp.actions.transaction import transaction
from webapp.domain.safety import Effect, is_silenced
from webapp.storage.db import db
from webapp.storage.deliveries import cancel_waiting_for_person
from webapp.storage.people import hold_person
from webapp.storage.safety import SafetyCheck, replace_effects


def keep_check(
    person_id: int, effects: Sequence[Effect] | None, catalogue_version: int, now: datetime
) -> None:
    """Keep a check's effects; None means the person keeps them on the device only."""
    with transaction():
        hold_person(person_id)
        db.session.merge(
            SafetyCheck(
                person_id=person_id,
                consent=effects is not None,
                catalogue_version=catalogue_version,
                checked_at=now,
            )
        )
        replace_effects(person_id, effects or ())
        if is_silenced([effect.id for effect in effects or ()]):
            cancel_waiting_for_person(person_id, now)
