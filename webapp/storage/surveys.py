"""Surveys: what is in use in an installation, for whoever checks on it now and then."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from webapp.storage.db import db
from webapp.storage.devices import Device
from webapp.storage.plans import StoredPlanVersion


def calendars_in_use() -> Sequence[str]:
    """The public holidays that plans follow, by calendar; every version of a plan is read."""
    found = db.session.scalars(select(StoredPlanVersion.holidays).distinct())
    return sorted(name for name in found if name)


def newest_endpoints(limit: int) -> Sequence[str]:
    """The addresses of the devices that subscribed last: secrets, to be cut to their hosts."""
    found = db.session.scalars(
        select(Device.endpoint)
        .where(Device.gone_at.is_(None), Device.endpoint.is_not(None))
        .order_by(Device.id.desc())
        .limit(limit)
    )
    return [endpoint for endpoint in found if endpoint]


def clock_of_server() -> datetime | None:
    """What the database server's clock shows; None where the database is a file of this machine."""
    if db.engine.dialect.name == "sqlite":
        return None
    shown: datetime | None = db.session.scalar(select(func.clock_timestamp()))
    return shown
