"""Deliveries written many at a time: one for each device that rings for an occurrence."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, literal, select
from sqlalchemy.sql.dml import ReturningInsert

from webapp.domain.reminders import DeliveryState
from webapp.storage.db import UtcDateTime, db, insert, table_of
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.many import among_named, kept, numbers_as_text
from webapp.storage.occurrences import Occurrence

DELIVERIES, OCCURRENCES, DEVICES = map(table_of, (Delivery, Occurrence, Device))


class NewDelivery(NamedTuple):
    """A delivery that was written, and the occurrence it brings."""

    delivery_id: int
    occurrence_id: int


def deliver(occurrence_ids: Collection[int], now: datetime) -> list[NewDelivery]:
    """Let every device ring that should, for each of these occurrences."""
    told = {"occurrences": numbers_as_text(occurrence_ids), "now": now}
    return [NewDelivery._make(row) for row in db.session.execute(_deliver(), told).all()]


@kept
def _deliver() -> ReturningInsert[Any]:
    now = bindparam("now", type_=UtcDateTime)
    columns = {
        "person_id": OCCURRENCES.c.person_id,
        "occurrence_id": OCCURRENCES.c.id,
        "device_id": DEVICES.c.id,
        "state": literal(str(DeliveryState.WAITING)),
        "created_at": now,
        "expires_at": OCCURRENCES.c.expires_at,
        "next_attempt_at": now,
        "attempts": literal(0),
    }
    ringing = (
        select(*columns.values())
        .join(DEVICES, DEVICES.c.person_id == OCCURRENCES.c.person_id)
        .where(
            among_named(OCCURRENCES.c.id, "occurrences"),
            DEVICES.c.gone_at.is_(None),
            DEVICES.c.rings,
        )
        .order_by(OCCURRENCES.c.id, DEVICES.c.id)
    )
    return (
        insert(DELIVERIES)
        .from_select(list(columns), ringing)
        .on_conflict_do_nothing()
        .returning(DELIVERIES.c.id, DELIVERIES.c.occurrence_id)
    )
