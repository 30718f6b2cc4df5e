"""What became of deliveries, written down for many in one statement."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select, update

from webapp.domain.reminders import DeliveryState
from webapp.storage.db import db, table_of
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.many import among

DELIVERIES, DEVICES = map(table_of, (Delivery, Device))
LATE = "late"  # why it expired, where nothing held it up
OVERTAKEN = "overtaken"  # a newer one of the same person is out, and would be replaced by it


class Postponed(NamedTuple):
    """A delivery to be tried again, which attempt it was that came to nothing, and why."""

    delivery_id: int
    attempts: int
    status: int | None
    reason: str
    again_at: datetime


class End(NamedTuple):
    """How deliveries ended: their state, the last answer, and what had held them up."""

    state: DeliveryState
    status: int | None = None
    reason: str | None = None


_POSTPONE = (
    update(DELIVERIES)
    .where(
        DELIVERIES.c.id == bindparam("delivery"),
        DELIVERIES.c.state == DeliveryState.WAITING,
        # Another sender that took it since holds a lease of its own.
        DELIVERIES.c.attempts == bindparam("attempt"),
    )
    .values(
        next_attempt_at=bindparam("again_at"),
        status_code=bindparam("status"),
        reason=bindparam("why"),
        lease_until=None,
    )
)
_GONE = (
    update(DELIVERIES)
    .where(
        DELIVERIES.c.id == bindparam("delivery"),
        DELIVERIES.c.state == DeliveryState.WAITING,
        DELIVERIES.c.attempts == bindparam("attempt"),
    )
    .values(
        state=DeliveryState.GONE,
        status_code=bindparam("status"),
        settled_at=bindparam("now"),
        lease_until=None,
    )
)


def settle_waiting(ids: Collection[int], end: End, now: datetime) -> list[int]:
    """Write down how these deliveries ended; answers those nobody else settled meanwhile."""
    still = DELIVERIES.c.state == DeliveryState.WAITING
    values = {"state": end.state, "settled_at": now, "lease_until": None, "reason": end.reason}
    known = {} if end.status is None else {"status_code": end.status}
    change = update(DELIVERIES).where(among(DELIVERIES.c.id, ids), still).values(**values, **known)
    return list(db.session.connection().scalars(change.returning(DELIVERIES.c.id)).all())


def expire(ids: Collection[int], now: datetime) -> None:
    """Write down that these deliveries are no longer useful, because of what held them up last."""
    change = update(DELIVERIES).where(among(DELIVERIES.c.id, ids))
    db.session.connection().execute(
        change.values(
            state=DeliveryState.EXPIRED,
            settled_at=now,
            lease_until=None,
            reason=func.coalesce(DELIVERIES.c.reason, LATE),
        )
    )


def settle_gone(attempts: Sequence[tuple[int, int, int | None]], now: datetime) -> None:
    """Write down that the devices of these deliveries (id, attempt, status) are gone.

    One that a successor's address has taken over meanwhile is another attempt, and still waits.
    """
    rows = [{"delivery": d, "attempt": a, "status": status} for d, a, status in attempts]
    if rows:
        db.session.connection().execute(_GONE, [row | {"now": now} for row in rows])


def postpone(deliveries: Sequence[Postponed]) -> None:
    """Let go of these deliveries until they are to be tried again."""
    names = ("delivery", "attempt", "status", "why", "again_at")
    if deliveries:
        db.session.connection().execute(
            _POSTPONE, [dict(zip(names, one, strict=True)) for one in deliveries]
        )


def hasten(host: str, now: datetime) -> Sequence[int]:
    """Let what waits for a push service be tried at once; answers which deliveries that are."""
    there = or_(*(DEVICES.c.endpoint.startswith(f"{s}://{host}/") for s in ("https", "http")))
    waiting = update(DELIVERIES).where(
        DELIVERIES.c.state == DeliveryState.WAITING,
        DELIVERIES.c.next_attempt_at > now,
        DELIVERIES.c.device_id.in_(select(DEVICES.c.id).where(there)),
    )
    return db.session.scalars(waiting.values(next_attempt_at=now).returning(DELIVERIES.c.id)).all()
