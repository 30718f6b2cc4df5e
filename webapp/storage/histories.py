"""A person's past reminders, page by page: a page costs the same however many lie behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from webapp.domain.reminder_lives import OUR_FAULT, Punctuality
from webapp.domain.reminders import DeliveryState, OccurrenceKind, ReceiptKind
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import StoredPlan, StoredPlanVersion
from webapp.storage.receipts import Receipt

KINDS = tuple(OccurrenceKind)
WINDOW = timedelta(days=92)  # a page looks no further, so that a filter never reads a whole life


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant up to another, the later one included."""

    after: datetime
    until: datetime


def find_newest_before(person_id: int, before: datetime) -> datetime | None:
    """When the last of a person's reminders before an instant was due."""
    # A look into the index for each kind: together they would be read from the first one on.
    newest = [
        select(func.max(Occurrence.due_at))
        .where(
            Occurrence.person_id == person_id,
            Occurrence.kind == kind,
            Occurrence.due_at < before,
            Occurrence.claimed_at.is_not(None),
        )
        .scalar_subquery()
        for kind in KINDS
    ]
    found = db.session.execute(select(*newest)).one()
    return max((at for at in found if at is not None), default=None)


def occurrences_in(
    person_id: int, span: Span, rang: bool | None, limit: int
) -> Sequence[Occurrence]:
    """A person's reminders of a span, newest first.

    With `rang` only those that a push service took for a device, or only the others.
    """
    query = (
        select(Occurrence)
        .where(*_of_person(person_id, span))
        .order_by(Occurrence.due_at.desc(), Occurrence.id.desc())
        .limit(limit)
    )
    if rang is not None:
        query = query.where(_RANG if rang else ~_RANG)
    return db.session.scalars(query).all()


def punctuality_in(person_id: int, span: Span) -> Sequence[Punctuality]:
    """What the on-time rate needs of every reminder of a span that was sent, or missed by us."""
    rows = db.session.execute(
        select(
            Occurrence.due_at,
            Occurrence.reason,
            _first_accepted(),
            _first_shown(),
            _has_one(DeliveryState.WAITING),
            _has_one(DeliveryState.CANCELLED),
        ).where(
            *_of_person(person_id, span),
            Occurrence.reason.is_(None) | Occurrence.reason.in_(OUR_FAULT),
        )
    )
    return [Punctuality(*row) for row in rows]


def zones_followed(person_id: int) -> Sequence[tuple[date, str]]:
    """The zones of a person's plan, each with the local date it came in; the newest first."""
    rows = db.session.execute(
        select(StoredPlanVersion.valid_from, StoredPlanVersion.time_zone)
        .join(StoredPlan, StoredPlan.id == StoredPlanVersion.plan_id)
        .where(StoredPlan.person_id == person_id)
        .order_by(StoredPlanVersion.valid_from)
    )
    found: list[tuple[date, str]] = []
    for valid_from, time_zone in rows:
        if not found or found[-1][1] != time_zone:
            found.append((valid_from, time_zone))
    return found[::-1]


def _of_person(person_id: int, span: Span) -> tuple[ColumnElement[bool], ...]:
    return (
        Occurrence.person_id == person_id,
        Occurrence.kind.in_(KINDS),  # so that the unique index is used to its end
        Occurrence.due_at > span.after,
        Occurrence.due_at <= span.until,
        Occurrence.claimed_at.is_not(None),
    )


def _has_one(state: DeliveryState) -> ColumnElement[bool]:
    # Counted for each: for EXISTS, PostgreSQL may well read every delivery there is.
    count = select(func.count()).select_from(Delivery)
    of_this = (Delivery.occurrence_id == Occurrence.id, Delivery.state == state)
    return count.where(*of_this).correlate(Occurrence).scalar_subquery() > 0


_RANG = _has_one(DeliveryState.ACCEPTED)


def _first_accepted() -> ScalarSelect[datetime | None]:
    return (
        select(func.min(Delivery.settled_at))
        .where(Delivery.occurrence_id == Occurrence.id, Delivery.state == DeliveryState.ACCEPTED)
        .scalar_subquery()
    )


def _first_shown() -> ScalarSelect[datetime]:
    return (
        select(func.min(Receipt.at))
        .where(Receipt.occurrence_id == Occurrence.id, Receipt.kind == ReceiptKind.SHOWN)
        .scalar_subquery()
    )
