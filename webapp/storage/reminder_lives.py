"""Everything known of some reminders, in a few queries however many they are."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from webapp.domain.reminder_lives import Copy, Life, Played, Reply
from webapp.domain.reminders import DeliveryState, ReceiptKind
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.occurrences import Occurrence
from webapp.storage.receipts import Receipt
from webapp.storage.sessions import StoredSession


def lives_of(found: Sequence[Occurrence]) -> tuple[Life, ...]:
    """The whole life of each of these reminders, in their order."""
    ids = [occurrence.id for occurrence in found]
    came_of = _due([one.of_id for one in found if one.of_id is not None])
    copies, replies, played = _copies(ids), _replies(ids), _played(ids)
    return tuple(
        Life(
            id=occurrence.id,
            kind=occurrence.kind,
            due_at=occurrence.due_at,
            routine=occurrence.routine,
            reason=occurrence.reason,
            of_due_at=came_of.get(occurrence.of_id or 0),
            copies=copies.get(occurrence.id, ()),
            replies=replies.get(occurrence.id, ()),
            played=played.get(occurrence.id),
        )
        for occurrence in found
    )


def _due(ids: Sequence[int]) -> dict[int, datetime]:
    if not ids:
        return {}
    rows = db.session.execute(
        select(Occurrence.id, Occurrence.due_at).where(Occurrence.id.in_(ids))
    )
    return {row[0]: row[1] for row in rows}


def _copies(ids: Sequence[int]) -> dict[int, tuple[Copy, ...]]:
    rows = db.session.execute(
        select(
            Delivery.occurrence_id,
            Device.label,
            Delivery.state,
            Delivery.settled_at,
            Delivery.attempts,
            Delivery.reason,
        )
        .join(Device, Device.id == Delivery.device_id)
        .where(Delivery.occurrence_id.in_(ids))
        .order_by(Delivery.occurrence_id, Delivery.id)
    )
    return {
        of or 0: tuple(Copy(row[1], DeliveryState(row[2]), *row[3:]) for row in group)
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
