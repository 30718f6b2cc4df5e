"""Many people with plans and phones: one made by the product's own actions, and copies of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from tests.actions.lives import checked, guest, with_plan
from tests.domain.plan_examples import every_day
from tests.faults.installation import Installation
from tests.faults.recorder import NAMES
from tests.lab.waiting import until
from webapp.actions.devices import Registration, register
from webapp.application import create_app
from webapp.domain.reminders import OccurrenceKind
from webapp.domain.turns import expires_at
from webapp.push.endpoint import EndpointPolicy
from webapp.push.subscription import parse_subscription
from webapp.storage.db import db
from webapp.storage.devices import Device, hash_of
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan, StoredPlanVersion
from webapp.storage.safety import SafetyCheck
from webapp.storage.tables import metadata

COPIED = [t.__table__ for t in (Person, SafetyCheck, StoredPlan, StoredPlanVersion, Device)]
SNOOZES_EVERY = 4
Row = dict[str, Any]


@dataclass
class Crowd:
    """People number `first` to `first + size - 1`; the first `released` of them are due.

    Everybody is due once: by a plan, or every fourth by a snooze. Until released a plan waits for
    the same time tomorrow.
    """

    home: Installation
    first: int
    size: int
    due_at: datetime
    released: int = 0

    @property
    def people(self) -> range:
        """Everybody."""
        return range(self.first, self.first + self.size)

    @property
    def left(self) -> int:
        """How many are not due yet."""
        return self.size - self.released

    def release(self, count: int) -> None:
        """Let so many more be due now."""
        until(lambda: self.try_release(count), "a turn at the database", 60)

    def try_release(self, count: int) -> bool:
        """Let so many more be due now; answers False where somebody holds the database."""
        before = self.released
        try:
            with self.home.engine.begin() as connection:
                self.release_within(connection, count)
        except OperationalError as error:
            self.released = before
            if "locked" in str(error) or "timeout" in str(error):
                return False
            raise
        return True

    def release_within(self, connection: Connection, count: int) -> None:
        """Let so many more be due when this transaction is committed."""
        begin = self.first + self.released
        people = range(begin, begin + min(count, self.left))
        plans = StoredPlan.__table__
        planned = [person for person in people if not _snoozes(person)]
        snoozes = [snooze_of(person, self.due_at) for person in people if _snoozes(person)]
        if planned:
            which = plans.c.person_id.in_(planned)
            connection.execute(update(plans).where(which).values(next_due_at=self.due_at))
        if snoozes:
            connection.execute(insert(Occurrence.__table__), snoozes)
        self.released += len(people)


def gather(
    home: Installation, size: int, devices: int = 3, ahead: timedelta = timedelta()
) -> Crowd:
    """Make a crowd, each with one to so many devices, due at the present minute.

    `ahead` is how far the product's clock is ahead of the real one.
    """
    due_at = (datetime.now(UTC) + ahead).replace(second=0, microsecond=0)
    model = _model(home, due_at)
    with home.engine.begin() as connection:
        rows = {table: _rows_of(connection, table, model) for table in COPIED}
        first = (connection.scalar(select(func.max(Person.id))) or 0) + 1
        people = range(first, first + size)
        for table in COPIED[:-1]:
            copies = [_copy(row, table, n - model) for row in rows[table] for n in people]
            connection.execute(insert(table), copies)
        device = rows[COPIED[-1]][0]
        copies = [one for n in people for one in _devices(home, device, n, devices)]
        connection.execute(insert(COPIED[-1]), copies)
        _count_on(connection)
    return Crowd(home, first, size, due_at)


def _model(home: Installation, due_at: datetime) -> int:
    """Make one person by the product's own actions, a day ago, so that tomorrow's is their next."""
    app = create_app(home.settings)
    minute = due_at.hour * 60 + due_at.minute
    with app.app_context():
        before = due_at - timedelta(days=1)
        person = guest(before, "UTC")
        checked(person, now=before)
        body = home.service.subscribe(home.vapid_public)
        found = parse_subscription(body, _policy(home))
        register(person.id, Registration(found, "Phone", home.vapid_public), before)
        week = every_day("00:00", "24:00")
        changes = {"time_zone": "UTC", "weekdays": week, "times": (minute,), "every_minutes": None}
        with_plan(person, due_at, valid_from=date.min, **changes)
        number = person.id
        db.session.remove()
        db.engine.dispose()
    return number


def _rows_of(connection: Connection, table: Table, person: int) -> list[Row]:
    if table.name == "people":
        which = table.c.id == person
    elif "person_id" in table.c:
        which = table.c.person_id == person
    else:
        which = table.c.plan_id.in_(select(StoredPlan.id).where(StoredPlan.person_id == person))
    return [dict(row) for row in connection.execute(select(table).where(which)).mappings()]


def _copy(row: Mapping[str, Any], table: Table, ahead: int) -> Row:
    moved = {column.name for column in table.c if column.primary_key or column.foreign_keys}
    return {name: value + ahead if name in moved else value for name, value in row.items()}


def _devices(home: Installation, row: Row, person: int, most: int) -> Iterator[Row]:
    for number in range(1 + person % most):
        body = home.service.subscribe(home.vapid_public, NAMES[(person + number) % len(NAMES)])
        found = parse_subscription(body, _policy(home))
        own = {
            "person_id": person,
            "endpoint": found.endpoint,
            "endpoint_hash": hash_of(found.endpoint),
            "p256dh": found.p256dh,
            "auth": found.auth,
        }
        yield {name: value for name, value in (row | own).items() if name != "id"}


def _policy(home: Installation) -> EndpointPolicy:
    return EndpointPolicy(frozenset(home.service.hosts.split(",")))


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL's numbers go on behind the copies."""
    if connection.dialect.name != "postgresql":
        return
    for table in COPIED:
        if "id" in table.c:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"
                    f" (SELECT max(id) FROM {table.name}))"
                )
            )


def _snoozes(person: int) -> bool:
    return person % SNOOZES_EVERY == 0


def snooze_of(person: int, due_at: datetime) -> Row:
    """The row of a snooze that is to come back at an instant."""
    return {
        "person_id": person,
        "kind": OccurrenceKind.SNOOZED,
        "due_at": due_at,
        "expires_at": expires_at(due_at, None),
        "routine": "desk_minute",
    }


assert {table.name for table in COPIED} <= set(metadata.tables)
