"""Receipts: what a device says came of a reminder, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.actions.transaction import transaction
from webapp.domain.reminders import OccurrenceKind, ReceiptKind, expires_at
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.deliveries import cancel_waiting, find_delivery
from webapp.storage.occurrences import Occurrence, find_occurrence, find_same_occurrence
from webapp.storage.plans import heed
from webapp.storage.receipts import keep_receipt

ANSWERS = (ReceiptKind.OPENED, ReceiptKind.SNOOZED, ReceiptKind.SKIPPED)
CLOCKS_MAY_DIFFER = timedelta(minutes=10)
SNOOZE_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Word:
    """What a device says: the kind of receipt, when it happened, and for how long to snooze."""

    kind: ReceiptKind
    at: datetime
    minutes: int | None = None


def record_receipt(token: GoToken, word: Word, now: datetime) -> bool:
    """Record a receipt; answers False when this word was recorded before.

    LookupError when what the token stands for has been deleted.
    """
    with transaction():
        occurrence = _known_occurrence(token)
        if not keep_receipt(_receipt(token, word, now)):
            return False
        if occurrence is not None and word.kind in ANSWERS:
            cancel_waiting(occurrence.id, now)
            heed(occurrence.person_id, now)
        if occurrence is not None and word.kind is ReceiptKind.SNOOZED:
            _snooze(occurrence, word, now)
    return True


def _receipt(token: GoToken, word: Word, now: datetime) -> dict[str, object]:
    return {
        "key": f"{token.occurrence or 0}:{token.delivery or 0}:{word.kind}",
        "occurrence_id": token.occurrence,
        "delivery_id": token.delivery,
        "kind": word.kind,
        "at": min(word.at, now + CLOCKS_MAY_DIFFER),
        "received_at": now,
        "minutes": word.minutes,
    }


def _known_occurrence(token: GoToken) -> Occurrence | None:
    if token.delivery is not None and find_delivery(token.delivery) is None:
        raise LookupError("this message was deleted")
    if token.occurrence is None:
        return None
    occurrence = find_occurrence(token.occurrence)
    if occurrence is None:
        raise LookupError("this reminder was deleted")
    return occurrence


def _snooze(occurrence: Occurrence, word: Word, now: datetime) -> None:
    minutes = word.minutes or SNOOZE_MINUTES
    due_at = (min(word.at, now) + timedelta(minutes=minutes)).replace(microsecond=0)
    if find_same_occurrence(occurrence.person_id, OccurrenceKind.SNOOZED, due_at):
        return
    db.session.add(
        Occurrence(
            person_id=occurrence.person_id,
            kind=OccurrenceKind.SNOOZED,
            of_id=occurrence.id,
            due_at=due_at,
            expires_at=expires_at(due_at, None),
            routine=occurrence.routine,
        )
    )
