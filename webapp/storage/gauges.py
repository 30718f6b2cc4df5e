"""Gauges: how the whole installation stands at this moment, never by reading a whole table."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Index, Select, case, func, literal, or_, select

from webapp.domain.reminders import DeliveryState
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.occurrences import Occurrence
from webapp.storage.outages import outages_since
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan
from webapp.storage.push_hosts import PushHost

Index(
    "ix_devices_live",
    Device.person_id,  # first: by gone_at, SQLite reads all of it to find those of a few people
    Device.gone_at,  # these two, so that nobody needs to look at the rows
    Device.rings,
    sqlite_where=Device.gone_at.is_(None),
    postgresql_where=Device.gone_at.is_(None),
)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
ENOUGH = 50_000  # beyond that a backlog is as alarming as it gets, and need not be counted out
WAITING = Delivery.state == DeliveryState.WAITING


@dataclass(frozen=True, slots=True)
class Queue:
    """The deliveries that wait: all, those in a sender's hands, those a sender let go of."""

    waiting: int
    leased: int
    left_behind: int
    oldest_at: datetime | None  # since when the one that should have been tried first could be


@dataclass(frozen=True, slots=True)
class HostState:
    """How we stand with one push service."""

    host: str
    paused_until: datetime | None
    reason: str | None
    failures: int


@dataclass(frozen=True, slots=True)
class Outages:
    """How often nobody looked for due reminders, and for how long altogether."""

    count: int = 0
    seconds: float = 0.0


def count_overdue(now: datetime) -> int:
    """How many plans and snoozes are due and not yet claimed; at most `ENOUGH` of each."""
    plans = select(literal(1)).where(StoredPlan.next_due_at <= now)
    snoozes = select(literal(1)).where(Occurrence.claimed_at.is_(None), Occurrence.due_at <= now)
    return _count(plans) + _count(snoozes)


def read_queue(now: datetime) -> Queue:
    """The queue of deliveries, in one pass over the first `ENOUGH` of it."""
    waiting = select(Delivery.next_attempt_at, Delivery.lease_until).where(WAITING)
    first = waiting.order_by(Delivery.next_attempt_at).limit(ENOUGH).subquery()
    row = db.session.execute(
        select(
            func.count(),
            func.count(case((first.c.lease_until > now, 1))),
            func.count(case((first.c.lease_until <= now, 1))),
            func.min(first.c.next_attempt_at),
        ).select_from(first)
    ).one()
    return Queue(*row)


def count_people() -> int:
    """How many people there are."""
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


def count_devices() -> int:
    """How many devices can be reached."""
    live = select(func.count()).select_from(Device).where(Device.gone_at.is_(None))
    return db.session.scalar(live) or 0


def host_states() -> tuple[HostState, ...]:
    """Every push service there is trouble with."""
    troubled = or_(PushHost.paused_until.is_not(None), PushHost.failures > 0)
    columns = (PushHost.host, PushHost.paused_until, PushHost.reason, PushHost.failures)
    rows = db.session.execute(select(*columns).where(troubled).order_by(PushHost.host))
    return tuple(HostState(*row) for row in rows)


def outages() -> Outages:
    """What is known of times in which nobody looked."""
    known = list(outages_since(LONG_AGO))
    lengths = ((one.ended_at - one.started_at).total_seconds() for one in known)
    return Outages(len(known), sum(lengths))


def _count(found: Select[Any]) -> int:
    bounded = found.limit(ENOUGH).subquery()
    return db.session.scalar(select(func.count()).select_from(bounded)) or 0
