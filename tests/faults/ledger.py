"""What the database says became of everybody, read past the product."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tests.faults.installation import Installation
from webapp.domain.reminders import DeliveryState
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.occurrences import Occurrence


@dataclass(frozen=True)
class Sent:
    """One row of the ledger."""

    delivery: int
    occurrence: int | None
    device: int
    person: int
    state: str
    attempts: int
    lease_until: datetime | None
    created_at: datetime
    settled_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether nothing has been written down about its end."""
        return self.state == DeliveryState.WAITING

    @property
    def untouched(self) -> bool:
        """Whether no sender has taken it yet."""
        return self.waits and self.attempts == 0 and self.lease_until is None


@dataclass(frozen=True)
class Due:
    """One occurrence, and why nothing was sent of it where that is so."""

    occurrence: int
    person: int
    kind: str
    due_at: datetime
    reason: str | None
    claimed: bool


@dataclass(frozen=True)
class Phone:
    """One device; its endpoint is wiped once it is gone."""

    device: int
    person: int
    endpoint: str | None
    gone_at: datetime | None
    hidden: bool


def deliveries(home: Installation) -> list[Sent]:
    """Every delivery, oldest first."""
    d = Delivery.__table__.c
    columns = (d.id, d.occurrence_id, d.device_id, d.person_id, d.state, d.attempts)
    columns += (d.lease_until, d.created_at, d.settled_at)
    with home.engine.connect() as connection:
        return [Sent(*row) for row in connection.execute(select(*columns).order_by(d.id))]


def occurrences(home: Installation) -> list[Due]:
    """Every occurrence, oldest first."""
    o = Occurrence.__table__.c
    columns = (o.id, o.person_id, o.kind, o.due_at, o.reason, o.claimed_at.is_not(None))
    with home.engine.connect() as connection:
        return [Due(*row) for row in connection.execute(select(*columns).order_by(o.id))]


def devices(home: Installation) -> list[Phone]:
    """Every device, oldest first."""
    d = Device.__table__.c
    columns = (d.id, d.person_id, d.endpoint, d.gone_at, d.hidden)
    with home.engine.connect() as connection:
        return [Phone(*row) for row in connection.execute(select(*columns).order_by(d.id))]
