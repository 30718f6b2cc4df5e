"""How many reminders came through to a person, and how many of them were answered."""

from typing import NamedTuple

from sqlalchemy import case, func, select

from webapp.domain.reminders import DeliveryState, OccurrenceKind, ReceiptKind
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.histories import Span
from webapp.storage.occurrences import Occurrence
from webapp.storage.receipts import Receipt
from webapp.storage.sessions import StoredSession


class Answered(NamedTuple):
    """Reminders that came through, and those that were opened or practised."""

    came: int
    answered: int


def answered_in(person_id: int, span: Span) -> Answered:
    """How many reminders of a span came through to a person and how many were answered."""
    opened = (
        select(func.count())
        .select_from(Receipt)
        .where(Receipt.occurrence_id == Occurrence.id, Receipt.kind == ReceiptKind.OPENED)
        .correlate(Occurrence)
        .scalar_subquery()
    )
    played = (
        select(func.count())
        .select_from(StoredSession)
        .where(StoredSession.occurrence_id == Occurrence.id)
        .correlate(Occurrence)
        .scalar_subquery()
    )
    arrived = (
        select(func.count())
        .select_from(Delivery)
        .where(Delivery.occurrence_id == Occurrence.id, Delivery.state == DeliveryState.ACCEPTED)
        .correlate(Occurrence)
        .scalar_subquery()
    )
    row = db.session.execute(
        select(func.count(), func.sum(case((opened + played > 0, 1), else_=0)))
        .select_from(Occurrence)
        .where(
            Occurrence.person_id == person_id,
            Occurrence.kind.in_(list(OccurrenceKind)),
            Occurrence.due_at > span.after,
            Occurrence.due_at <= span.until,
            Occurrence.reason.is_(None),
            arrived > 0,
        )
    ).one()
    return Answered(row[0], row[1] or 0)
