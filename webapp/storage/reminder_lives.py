"""Everything known of some reminders, in four queries however many they are."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Index, select

from webapp.domain.reminder_lives import Copy, Life, Played, Reply
from webapp.domain.reminders import DeliveryState, ReceiptKind
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.histories import Found
from webapp.storage.receipts import Receipt
from webapp.storage.sessions import StoredSession

Index(
    "ix_sessions_occurrence",
    StoredSession.occurrence_id,
    sqlite_where=StoredSession.occurrence_id.is_not(None),
    postgresql_where=StoredSession.occurrence_id.is_not(None),
)


def lives_of(found: Sequence[Found]) -> tuple[Life, ...]:
    """The whole life of each of these reminders, in their order."""
    ids = [row[0].id for row in found]
    copies, replies, played = _copies(ids), _replies(ids), _played(ids)
    return tuple(
        Life(
            id=occurrence.id,
            kind=occurrence.kind,
            due_at=occurrence.due_at,
            routine=occurrence.routine,
            reason=occurrence.reason,
            of_due_at=of_due_at,
            copies=copies.get(occurrence.id, ()),
            replies=replies.get(occurrence.id, ()),
            played=played.get(occurrence.id),
        )
        for occurrence, of_due_at in found
    )


def _copies(ids: Sequence[int]) -> dict[int, tuple[Copy, ...]]:
    rows = db.session.execute(
        select(
            Delivery.occurrence_id,
            Device.label,
            Delivery.state,
            Delivery.settled_at,
            Delivery.attempts,
        )
        .join(Device, Device.id == Delivery.device_id)
        .where(Delivery.occurrence_id.in_(ids))
        .order_by(Delivery.occurrence_id, Delivery.id)
    )
    return {
        of or 0: tuple(Copy(row[1], DeliveryState(row[2]), row[3], row[4]) for row in group)
        for of, group in groupby(rows, key=lambda row: row[0])
    }


def _replies(ids: Sequence[int]) -> dict[int, tuple[Reply, ...]]:
    rows = db.session.execute(
        select(Receipt.occurrence_id, Receipt.kind, Receipt.at, Device.label, Receipt.minutes)
        .outerjoin(Delivery, Delivery.id == Receipt.delivery_id)
        .outerjoin(Device, Device.id == Delivery.device_id)
        .where(Receipt.occurrence_id.in_(ids))
        .order_by(Receipt.occurrence_id, Receipt.at)
    )
    return {
        of or 0: tuple(Reply(ReceiptKind(row[1]), row[2], row[3] or "", row[4]) for row in group)
        for of, group in groupby(rows, key=lambda row: row[0])
    }


def _played(ids: Sequence[int]) -> dict[int, Played]:
    rows = db.session.execute(
        select(
            StoredSession.occurrence_id,
            StoredSession.started_at,
            StoredSession.finished_at,
            StoredSession.practised,
        )
        .where(StoredSession.occurrence_id.in_(ids))
        .order_by(StoredSession.practised, StoredSession.started_at.desc())
    )
    # The last one named wins: the first session that counted, or else the first of all.
    return {row[0] or 0: Played(row[1], row[2], row[3]) for row in rows}
