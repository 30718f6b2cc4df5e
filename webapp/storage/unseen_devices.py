"""Devices that have not been opened for long, and whose turn it is to look for them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, update

from webapp.storage.db import db, insert
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.heartbeats import Heartbeat
from webapp.storage.people import Person
from webapp.storage.receipts import Receipt


class Unseen(NamedTuple):
    """A device that was last opened long ago; `answered_at` is when it last told us anything."""

    device_id: int
    person_id: int
    time_zone: str
    rings: bool
    opened_at: datetime
    warned_at: datetime | None
    answered_at: datetime | None


def find_unseen(opened_before: datetime, after_id: int, limit: int) -> list[Unseen]:
    """The next devices, by id, that can be reached and were last opened before this instant."""
    answered = (
        select(func.max(Receipt.received_at))
        .join(Delivery, Delivery.id == Receipt.delivery_id)
        .where(Delivery.device_id == Device.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Device.id,
            Device.person_id,
            Person.time_zone,
            Device.rings,
            Device.last_seen_at,
            Device.warned_at,
            answered,
        )
        .join(Person, Person.id == Device.person_id)
        .where(Device.gone_at.is_(None), Device.last_seen_at <= opened_before, Device.id > after_id)
        .order_by(Device.id)
        .limit(limit)
    )
    return [Unseen._make(row) for row in rows]


def take_turn(name: str, every: timedelta, now: datetime) -> bool:
    """Become the one process that does a thing this time; False where it was done lately."""
    made = insert(Heartbeat).values(name=name, at=now).on_conflict_do_nothing()
    if db.session.scalar(made.returning(Heartbeat.name)) is not None:
        return True
    taken = update(Heartbeat).where(Heartbeat.name == name, Heartbeat.at <= now - every)
    return db.session.scalar(taken.values(at=now).returning(Heartbeat.name)) is not None
