"""Deliveries: the ledger of what was sent to which device and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from webapp.domain.reminders import DeliveryState
from webapp.storage.db import Base, db
from webapp.storage.devices import Device
from webapp.storage.occurrences import Occurrence

LEASE = timedelta(seconds=60)


class Delivery(Base):
    """One occurrence, or a test message (no occurrence), to one device."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("occurrence_id", "device_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE")
    )
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16), default=DeliveryState.WAITING)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    status_code: Mapped[int | None]
    settled_at: Mapped[datetime | None]

    device: Mapped[Device] = relationship()
    occurrence: Mapped[Occurrence | None] = relationship()

    def settle(self, state: DeliveryState, now: datetime) -> None:
        """Write down how this delivery ended."""
        self.state = state
        self.settled_at = now
        self.lease_until = None


Index(
    "ix_deliveries_waiting",
    Delivery.next_attempt_at,
    sqlite_where=Delivery.state == DeliveryState.WAITING,
    postgresql_where=Delivery.state == DeliveryState.WAITING,
)


def lease_deliveries(now: datetime, limit: int) -> Sequence[Delivery]:
    """Take waiting deliveries for one sender; a lease that ran out is taken again.

    The lease is part of the caller's transaction and lasts `LEASE`.
    """
    rows = db.session.scalars(
        select(Delivery)
        .where(
            Delivery.state == DeliveryState.WAITING,
            Delivery.next_attempt_at <= now,
            or_(Delivery.lease_until.is_(None), Delivery.lease_until <= now),
        )
        .order_by(Delivery.next_attempt_at)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Delivery)
        .options(joinedload(Delivery.device), joinedload(Delivery.occurrence))
    ).all()
    for row in rows:
        row.lease_until = now + LEASE
        row.attempts += 1
    return rows


def get_deliveries(ids: Sequence[int]) -> dict[int, Delivery]:
    """The deliveries with these ids that still exist, by id."""
    rows = db.session.scalars(select(Delivery).where(Delivery.id.in_(ids)))
    return {row.id: row for row in rows}


def find_delivery(delivery_id: int) -> Delivery | None:
    """Find a delivery by id, whoever it belongs to."""
    return db.session.get(Delivery, delivery_id)


def cancel_waiting(occurrence_id: int, now: datetime) -> None:
    """Cancel what was not yet sent of an occurrence."""
    _cancel(Delivery.occurrence_id == occurrence_id, now)


def cancel_waiting_for_device(device_id: int, now: datetime) -> None:
    """Cancel what was not yet sent to a device."""
    _cancel(Delivery.device_id == device_id, now)


def cancel_waiting_for_person(person_id: int, now: datetime) -> None:
    """Cancel every reminder that was not yet sent to a person; test messages are no reminders."""
    _cancel((Delivery.person_id == person_id) & Delivery.occurrence_id.is_not(None), now)


def _cancel(which: ColumnElement[bool], now: datetime) -> None:
    db.session.execute(
        update(Delivery)
        .where(which, Delivery.state == DeliveryState.WAITING)
        .values(state=DeliveryState.CANCELLED, settled_at=now, lease_until=None)
    )
