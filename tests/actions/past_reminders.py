"""Pasts to look back on: reminders as they were sent, answered and practised."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.actions.lives import TEN, guest, phone
from webapp.actions.transaction import transaction
from webapp.domain.reminders import DeliveryState, ReceiptKind
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.receipts import Receipt
from webapp.storage.sessions import StoredSession

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class Past:
    """Somebody with a phone, whose past is written down line by line."""

    person: Person
    device: Device

    def reminder(self, due_at: datetime, reason: str | None = None, **more: object) -> Occurrence:
        """One that was due; sent unless there is a reason."""
        row = {"kind": "planned", "routine": "desk_minute", "claimed_at": due_at} | more
        occurrence = Occurrence(
            person_id=self.person.id,
            due_at=due_at.astimezone(UTC),  # as it will be read
            expires_at=due_at + timedelta(minutes=15),
            reason=reason,
            **row,
        )
        with transaction():
            db.session.add(occurrence)
        return occurrence

    def sent(
        self,
        due_at: datetime,
        state: DeliveryState = DeliveryState.ACCEPTED,
        after: timedelta = SECOND,
        **more: object,
    ) -> Occurrence:
        """One that went out, and what became of it at its push service."""
        occurrence = self.reminder(due_at, **more)
        self.copy(occurrence, self.device, state, after)
        return occurrence

    def copy(
        self,
        occurrence: Occurrence,
        device: Device,
        state: DeliveryState = DeliveryState.ACCEPTED,
        after: timedelta = SECOND,
    ) -> None:
        """One more device it went to."""
        due_at = occurrence.due_at
        is_open = state is DeliveryState.WAITING
        with transaction():
            db.session.add(
                Delivery(
                    person_id=self.person.id,
                    occurrence_id=occurrence.id,
                    device_id=device.id,
                    state=state,
                    created_at=due_at,
                    expires_at=occurrence.expires_at,
                    next_attempt_at=due_at,
                    attempts=1,
                    settled_at=None if is_open else due_at + after,
                )
            )

    def said(self, occurrence: Occurrence, kind: ReceiptKind, after: timedelta) -> None:
        """What the phone said of it."""
        at = occurrence.due_at + after
        receipt = Receipt(
            key=f"{occurrence.id}:0:{kind}",
            occurrence_id=occurrence.id,
            kind=kind,
            at=at,
            received_at=at,
        )
        with transaction():
            db.session.add(receipt)

    def played(self, occurrence: Occurrence, after: timedelta, practised: bool = True) -> None:
        """The session that came of it."""
        started_at = occurrence.due_at + after
        with transaction():
            db.session.add(
                StoredSession(
                    id=uuid4(),
                    person_id=self.person.id,
                    day=started_at.date(),
                    practised=practised,
                    received_at=started_at,
                    routine="desk_minute",
                    level=1,
                    started_at=started_at,
                    time_zone="Europe/Berlin",
                    state="finished",
                    finished_at=started_at + timedelta(seconds=100),
                    played_seconds=100,
                    steps_done=8,
                    steps_total=8,
                    timeline_seconds=100,
                    occurrence_id=occurrence.id,
                )
            )


def a_past() -> Past:
    """Somebody without any past yet."""
    person = guest()
    return Past(person, phone(person))


def many(past: Past, count: int, until: datetime = TEN) -> None:
    """So many reminders, an hour apart, the last one at an instant, all sent, shown and done."""
    for n in range(count):
        occurrence = past.sent(until - n * HOUR)
        past.said(occurrence, ReceiptKind.SHOWN, 2 * SECOND)
        past.played(occurrence, 60 * SECOND)
