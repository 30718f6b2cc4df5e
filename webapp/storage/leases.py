"""Deliveries on their way out: taken under a lease, or held back, many in one statement."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, case, exists, literal, or_, select, update

from webapp.domain.reminders import DeliveryState
from webapp.storage.db import UtcDateTime, db, table_of
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.many import among
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.safety import SafetyCheck

LEASE = timedelta(seconds=60)
DELIVERIES, DEVICES, OCCURRENCES, PEOPLE, CHECKS = map(
    table_of, (Delivery, Device, Occurrence, Person, SafetyCheck)
)


class Waiting(NamedTuple):
    """A delivery that is due, and all it takes to write and address its message.

    No routine: a notice, or a test message. `consent` is None where no safety check was done.
    """

    id: int
    person_id: int
    device_id: int
    occurrence_id: int | None
    due_at: datetime | None
    expires_at: datetime
    lease_until: datetime | None  # set where a sender that died had it
    attempts: int
    endpoint: str | None
    p256dh: bytes | None
    auth: bytes | None
    language: str
    discreet: bool
    routine: str | None
    kind: str | None
    notice: str | None
    consent: bool | None


_WAITING = (
    select(
        DELIVERIES.c.id,
        DELIVERIES.c.person_id,
        DELIVERIES.c.device_id,
        DELIVERIES.c.occurrence_id,
        OCCURRENCES.c.due_at,
        DELIVERIES.c.expires_at,
        DELIVERIES.c.lease_until,
        DELIVERIES.c.attempts,
        DEVICES.c.endpoint,
        DEVICES.c.p256dh,
        DEVICES.c.auth,
        PEOPLE.c.language,
        PEOPLE.c.discreet,
        OCCURRENCES.c.routine,
        OCCURRENCES.c.kind,
        DELIVERIES.c.notice,
        CHECKS.c.consent,
    )
    .join(DEVICES, DEVICES.c.id == DELIVERIES.c.device_id)
    .join(PEOPLE, PEOPLE.c.id == DELIVERIES.c.person_id)
    .join(OCCURRENCES, OCCURRENCES.c.id == DELIVERIES.c.occurrence_id, isouter=True)
    .join(CHECKS, CHECKS.c.person_id == DELIVERIES.c.person_id, isouter=True)
    .where(
        DELIVERIES.c.state == DeliveryState.WAITING,
        DELIVERIES.c.next_attempt_at <= bindparam("due_by"),
        or_(DELIVERIES.c.lease_until.is_(None), DELIVERIES.c.lease_until <= bindparam("now")),
    )
    .order_by(DELIVERIES.c.next_attempt_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=DELIVERIES)
)
_RELEASE = (
    update(DELIVERIES)
    .where(
        DELIVERIES.c.id == bindparam("delivery"),
        DELIVERIES.c.state == DeliveryState.WAITING,
        DELIVERIES.c.attempts == bindparam("attempt"),
    )
    .values(lease_until=None, attempts=DELIVERIES.c.attempts - 1)
)


def find_waiting(now: datetime, limit: int, due_by: datetime) -> list[Waiting]:
    """What was due by an instant and is held by no living sender; to be leased in this transaction.

    Rows that another transaction has in hand are passed over.
    """
    rows = db.session.execute(_WAITING, {"now": now, "most": limit, "due_by": due_by})
    return [Waiting._make(row) for row in rows.all()]


def find_these_waiting(ids: Collection[int], now: datetime) -> list[Waiting]:
    """The same, of these deliveries alone."""
    wanted = _WAITING.where(among(DELIVERIES.c.id, ids))
    rows = db.session.execute(wanted, {"now": now, "most": len(ids), "due_by": now})
    return [Waiting._make(row) for row in rows.all()]


def find_leased(ids: Collection[int], now: datetime) -> dict[int, datetime]:
    """Those of these deliveries that a sender holds, and until when."""
    rows = db.session.execute(
        select(DELIVERIES.c.id, DELIVERIES.c.lease_until).where(
            among(DELIVERIES.c.id, ids),
            DELIVERIES.c.state == DeliveryState.WAITING,
            DELIVERIES.c.lease_until > now,
        )
    )
    return {row[0]: row[1] for row in rows.all()}


def find_overtaken(ids: Collection[int]) -> frozenset[int]:
    """Those of these deliveries whose person has been called again since."""
    newer = OCCURRENCES.alias()
    called_again = exists().where(
        newer.c.person_id == OCCURRENCES.c.person_id,
        newer.c.due_at > OCCURRENCES.c.due_at,
        newer.c.claimed_at.is_not(None),
        newer.c.reason.is_(None),
    )
    rows = db.session.scalars(
        select(DELIVERIES.c.id)
        .join(OCCURRENCES, OCCURRENCES.c.id == DELIVERIES.c.occurrence_id)
        .where(among(DELIVERIES.c.id, ids), called_again)
    )
    return frozenset(rows)


def lease(ids: Collection[int], until: datetime) -> None:
    """Hold these deliveries, and count the attempt that is about to be made."""
    died = case((DELIVERIES.c.lease_until.is_(None), 0), else_=1)
    _change(
        among(DELIVERIES.c.id, ids),
        lease_until=until,
        attempts=DELIVERIES.c.attempts + 1,
        recovered=DELIVERIES.c.recovered + died,
    )


def hold_back(ids: Collection[int], until: datetime, reason: str) -> None:
    """Let these deliveries wait, as long as they are useful, without an attempt."""
    then = literal(until, UtcDateTime)
    earlier = case((DELIVERIES.c.expires_at < then, DELIVERIES.c.expires_at), else_=then)
    _change(among(DELIVERIES.c.id, ids), next_attempt_at=earlier, reason=reason, lease_until=None)


def release(attempts: Sequence[tuple[int, int]]) -> None:
    """Let go of deliveries, by id and attempt, as if they had not been taken."""
    rows = [{"delivery": delivery, "attempt": attempt} for delivery, attempt in attempts]
    if rows:
        db.session.connection().execute(_RELEASE, rows)


def _change(which: ColumnElement[bool], **values: object) -> None:
    db.session.connection().execute(update(DELIVERIES).where(which).values(**values))
