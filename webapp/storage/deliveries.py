"""Deliveries: the ledger of what was sent to which device and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    exists,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from webapp.domain.reminders import DeliveryState
from webapp.storage.db import Base, db


class Delivery(Base):
    """One occurrence, or a message about the device itself (no occurrence), to one device.

    `reason` says what held it up last, and so why it expired; `recovered` how often a sender died
    that had taken it. Without an occurrence it is a test message, or the `notice` that it names.
    """

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
    reason: Mapped[str | None] = mapped_column(String(16))
    notice: Mapped[str | None] = mapped_column(String(16))
    recovered: Mapped[int] = mapped_column(default=0, server_default="0")


Index(
    "ix_deliveries_waiting",
    Delivery.next_attempt_at,
    sqlite_where=Delivery.state == DeliveryState.WAITING,
    postgresql_where=Delivery.state == DeliveryState.WAITING,
)


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


def move_waiting(old_device_id: int, device_id: int, now: datetime) -> Sequence[int]:
    """Send what waits for one device to another at once, unless it is called about it already.

    Answers which deliveries that are.

    This is another attempt: an answer that still comes from the old address does not end it.
    """
    called = aliased(Delivery)
    has_it = exists().where(
        called.device_id == device_id, called.occurrence_id == Delivery.occurrence_id
    )
    return db.session.scalars(
        update(Delivery)
        .where(
            Delivery.device_id == old_device_id, Delivery.state == DeliveryState.WAITING, ~has_it
        )
        .values(
            device_id=device_id,
            next_attempt_at=now,
            lease_until=None,
            attempts=Delivery.attempts + 1,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    ).all()


def _cancel(which: ColumnElement[bool], now: datetime) -> None:
    db.session.execute(
        update(Delivery)
        .where(which, Delivery.state == DeliveryState.WAITING)
        .values(state=DeliveryState.CANCELLED, settled_at=now, lease_until=None)
    )
