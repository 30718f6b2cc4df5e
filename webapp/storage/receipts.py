"""Receipts: what a device told us back about an occurrence or a test message."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db, insert
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence


class Receipt(Base):
    """One thing a device said; `key` makes the same word twice one row."""

    __tablename__ = "receipts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), index=True
    )
    delivery_id: Mapped[int | None] = mapped_column(
        ForeignKey("deliveries.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    minutes: Mapped[int | None]


def hold_occurrence(occurrence_id: int) -> Occurrence | None:
    """Find an occurrence and keep it from being deleted until the transaction ends."""
    return db.session.get(
        Occurrence, occurrence_id, with_for_update={"read": True, "key_share": True}
    )


def hold_delivery(delivery_id: int) -> Delivery | None:
    """Find a delivery and keep it from being deleted until the transaction ends."""
    return db.session.get(Delivery, delivery_id, with_for_update={"read": True, "key_share": True})


def keep_receipt(receipt: Mapping[str, object]) -> bool:
    """Keep a receipt; answers False when one with its key is kept already."""
    row = insert(Receipt).values(receipt).on_conflict_do_nothing(index_elements=["key"])
    return db.session.scalar(row.returning(Receipt.id)) is not None


def receipts_of_delivery(delivery_id: int) -> Sequence[Receipt]:
    """What a device said about one delivery, oldest first."""
    return db.session.scalars(
        select(Receipt).where(Receipt.delivery_id == delivery_id).order_by(Receipt.at)
    ).all()


def receipt_kinds(occurrence_id: int) -> frozenset[str]:
    """The kinds of receipts any device gave for an occurrence."""
    return frozenset(
        db.session.scalars(select(Receipt.kind).where(Receipt.occurrence_id == occurrence_id))
    )


def last_receipts(person_id: int) -> dict[int, datetime]:
    """The instant of the last receipt of each of a person's devices, by device id."""
    rows = db.session.execute(
        select(Delivery.device_id, func.max(Receipt.at))
        .join(Receipt, Receipt.delivery_id == Delivery.id)
        .where(Delivery.person_id == person_id)
        .group_by(Delivery.device_id)
    )
    return {row[0]: row[1] for row in rows}
