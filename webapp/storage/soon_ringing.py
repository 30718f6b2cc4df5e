"""Devices that will ring soon, in the order in which they will."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from webapp.storage.db import db, table_of
from webapp.storage.devices import Device
from webapp.storage.plans import StoredPlan

PLANS, DEVICES = map(table_of, (StoredPlan, Device))


class SoonRinging(NamedTuple):
    """A device of a person whose plan is due at an instant; None where none would ring."""

    due_at: datetime
    plan_id: int
    endpoint: str | None
    p256dh: bytes | None
    auth: bytes | None


def find_soon_ringing(
    after: tuple[datetime, int], until: datetime, limit: int
) -> list[SoonRinging]:
    """The next so many plans after one, by instant and id, with each device that would ring."""
    instant, plan_id = after
    later = or_(
        PLANS.c.next_due_at > instant,
        and_(PLANS.c.next_due_at == instant, PLANS.c.id > plan_id),
    )
    soon = (
        select(PLANS.c.id, PLANS.c.person_id, PLANS.c.next_due_at)
        # The first of these is what the index is asked for.
        .where(PLANS.c.next_due_at >= instant, PLANS.c.next_due_at <= until, later)
        .order_by(PLANS.c.next_due_at, PLANS.c.id)
        .limit(limit)
        .subquery()
    )
    rings = and_(
        DEVICES.c.person_id == soon.c.person_id, DEVICES.c.gone_at.is_(None), DEVICES.c.rings
    )
    rows = db.session.execute(
        select(soon.c.next_due_at, soon.c.id, DEVICES.c.endpoint, DEVICES.c.p256dh, DEVICES.c.auth)
        .join(DEVICES, rings, isouter=True)
        .order_by(soon.c.next_due_at, soon.c.id)
    )
    return [SoonRinging._make(row) for row in rows]
