"""Receipts: what a device says came of a reminder, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.actions.figures import count_receipt
from webapp.actions.transaction import transaction
from webapp.domain.receipts import Bounds, Told, true_instant
from webapp.domain.reminders import ReceiptKind
from webapp.domain.turns import expires_at
from webapp.push.go_token import GoToken
from webapp.storage.deliveries import cancel_waiting
from webapp.storage.occurrences import Occurrence, find_occurrence
from webapp.storage.people import hold_person
from webapp.storage.plans import heed
from webapp.storage.receipts import hold_delivery, hold_occurrence, keep_receipt
from webapp.storage.snoozes import find_waiting_until, forget_waiting, keep_snooze

ANSWERS = (ReceiptKind.OPENED, ReceiptKind.SNOOZED, ReceiptKind.SKIPPED)
SNOOZE_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Word:
    """What a device says: the kind of receipt, when it happened, and for how long to snooze.

    `at` and `sent_at` are by the device's own clock; the second is when it told us.
    """

    kind: ReceiptKind
    at: datetime
    minutes: int | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a token stands for, as long as it is there, and since when."""

    occurrence: Occurrence | None
    since: datetime


def record_receipt(token: GoToken, word: Word, now: datetime) -> bool:
    """Record a receipt; answers False when this word was recorded before.

    LookupError when what the token stands for has been deleted.
    """
    with transaction():
        subject = _held(token)
        at = true_instant(Told(word.at, word.sent_at), Bounds(subject.since, now))
        if not keep_receipt(_receipt(token, word, at, now)):
            return False
        occurrence = subject.occurrence
        if occurrence is not None and word.kind in ANSWERS:
            cancel_waiting(occurrence.id, now)
            heed(occurrence.person_id, now)
        if occurrence is not None and word.kind is ReceiptKind.SNOOZED:
            _snooze(occurrence, at, word.minutes or SNOOZE_MINUTES)
        count_receipt(word.kind)
    return True


def _receipt(token: GoToken, word: Word, at: datetime, now: datetime) -> dict[str, object]:
    return {
        "key": f"{token.occurrence or 0}:{token.delivery or 0}:{word.kind}",
        "occurrence_id": token.occurrence,
        "delivery_id": token.delivery,
        "kind": word.kind,
        "at": at,
        "received_at": now,
        "minutes": word.minutes,
    }


def _held(token: GoToken) -> _Subject:
    occurrence = _held_occurrence(token.occurrence) if token.occurrence is not None else None
    if token.delivery is not None:
        delivery = hold_delivery(token.delivery)
        if delivery is None:
            raise LookupError("this message was deleted")
        return _Subject(occurrence, delivery.created_at)
    assert occurrence is not None
    return _Subject(occurrence, occurrence.due_at)


def _held_occurrence(occurrence_id: int) -> Occurrence:
    found = find_occurrence(occurrence_id)
    if found is not None:
        # What is said of one person's reminders waits in turn: two devices that answer at once
        # would cancel each other's deliveries crosswise, and a person may just be leaving.
        hold_person(found.person_id)
        found = hold_occurrence(occurrence_id)
    if found is None:
        raise LookupError("this reminder was deleted")
    return found


def _snooze(occurrence: Occurrence, at: datetime, minutes: int) -> None:
    """Ring again later, once: asked for on a second device, the later wish counts."""
    due_at = (at + timedelta(minutes=minutes)).replace(microsecond=0)
    waiting_until = find_waiting_until(occurrence.id)
    if waiting_until is None or due_at > waiting_until:
        forget_waiting(occurrence.id)
        keep_snooze(occurrence, due_at, expires_at(due_at, None))
