"""A world to claim in: people with many rules and zones, devices, checks, sessions, a history."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    String,
    Uuid,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
)

from tests.bench.claim_rules import DUE_AT, RULES, Rules, make_rules
from webapp.storage.db import Base, UtcDateTime, table_of
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan, StoredPlanVersion
from webapp.storage.safety import SafetyCheck, SafetyEffect
from webapp.storage.sessions import StoredSession

LONG_AGO = DUE_AT - timedelta(days=300)
THROW, SIDES = 2_011, 1_000_003
PAST_DAYS, TODAY = 20, 3  # occurrences of those who are due, each sent and accepted

Columns = dict[str, Any]


def fill(connection: Connection, people: int, due: int) -> None:
    """Put so many people with plans into an empty database; `due` of them, all over, at DUE_AT."""
    rules = make_rules(connection)
    everybody = _numbered(people)
    is_due = everybody.c.n % (people // max(due, 1)) == 0 if due else literal(False)
    rows = (
        (Person, _person(everybody), None),
        (SafetyCheck, _check(everybody), everybody.c.dice % 10 != 0),
        (SafetyEffect, _effect(everybody), _has_effect(everybody)),
        (Device, _device(everybody, "first"), everybody.c.dice % 25 != 0),
        (Device, _device(everybody, "second"), everybody.c.dice % 3 == 0),
        (StoredSession, _session(everybody), everybody.c.dice % 4 == 0),
    )
    for table, columns, who in rows:
        chosen = select(everybody) if who is None else select(everybody).where(who)
        _put(connection, table, chosen.with_only_columns(*_named(columns)))
    _put(connection, StoredPlan, _with_rule(everybody, _plan(everybody, rules, is_due), rules))
    _put(connection, StoredPlanVersion, _with_rule(everybody, _version(everybody, rules), rules))
    for hours in _past():
        happened = _occurrence(everybody, DUE_AT - timedelta(hours=hours))
        _put(connection, Occurrence, select(*_named(happened)).where(is_due))
    _put(connection, Delivery, _deliveries())


def _numbered(count: int) -> CTE:
    """People by number, each with a throw of the dice that decides what they have."""
    start = select(literal(1).label("n"), literal(THROW).label("dice")).cte("n", recursive=True)
    following = (start.c.dice * THROW + start.c.n) % SIDES
    return start.union_all(select(start.c.n + 1, following).where(start.c.n < count))


def _put(connection: Connection, table: type[Base], rows: Select[Any]) -> None:
    names = [column.name for column in rows.selected_columns]
    connection.execute(insert(table_of(table)).from_select(names, rows))


def _named(columns: Columns) -> list[ColumnElement[Any]]:
    return [column.label(name) for name, column in columns.items()]


def _instant(at: datetime) -> ColumnElement[datetime]:
    return literal(at, UtcDateTime)


def _past() -> list[int]:
    return [1 + hour for hour in range(TODAY)] + [24 * (1 + day) for day in range(PAST_DAYS)]


def _person(everybody: CTE) -> Columns:
    return {
        "id": everybody.c.n,
        "created_at": _instant(LONG_AGO),
        "time_zone": literal("Europe/Berlin"),
        "language": literal("en"),
        "day_start_minutes": case((everybody.c.dice % 9 == 0, 240), else_=180),
        "discreet": literal(False),
    }


def _plan(everybody: CTE, rules: Rules, is_due: ColumnElement[bool]) -> Columns:
    return {
        "id": everybody.c.n,
        "person_id": everybody.c.n,
        "enabled": literal(True),
        "edition": literal(1),
        "next_due_at": case((is_due, _instant(DUE_AT)), else_=rules.table.c.next_at),
        "unheeded": everybody.c.dice % 8,
        "rung_at": _instant(DUE_AT - timedelta(hours=1)),
    }


def _version(everybody: CTE, rules: Rules) -> Columns:
    rule = {name: rules.table.c[name] for name in rules.of_a_version}
    return {"plan_id": everybody.c.n, "created_at": _instant(LONG_AGO), **rule}


def _with_rule(everybody: CTE, columns: Columns, rules: Rules) -> Select[Any]:
    own = rules.table.c.number == everybody.c.dice // 7 % RULES
    return select(*_named(columns)).select_from(everybody.join(rules.table, own))


def _check(everybody: CTE) -> Columns:
    return {
        "person_id": everybody.c.n,
        "consent": everybody.c.dice % 20 != 1,
        "catalogue_version": literal(1),
        "checked_at": _instant(LONG_AGO),
    }


def _effect(everybody: CTE) -> Columns:
    return {
        "person_id": everybody.c.n,
        "effect": case((everybody.c.dice % 50 == 1, "stop_all"), else_="no_massage"),
        "clearable": literal("none"),
    }


def _has_effect(everybody: CTE) -> ColumnElement[bool]:
    dice = everybody.c.dice
    return or_(dice % 50 == 1, dice % 7 == 0) & (dice % 10 != 0)


def _device(everybody: CTE, which: str) -> Columns:
    address = cast(everybody.c.n, String).concat(f"-{which}")
    return {
        "person_id": everybody.c.n,
        "endpoint": literal("https://fcm.googleapis.com/fcm/send/").concat(address),
        "endpoint_hash": address,
        "p256dh": literal(bytes(65)),
        "auth": literal(bytes(16)),
        "application_server_key": literal("bench"),
        "label": literal("Phone"),
        "created_at": _instant(LONG_AGO),
        "last_seen_at": _instant(DUE_AT),
        "hidden": literal(False),
        "rings": everybody.c.dice % 11 != 0,
    }


def _session(everybody: CTE) -> Columns:
    started = DUE_AT - timedelta(minutes=20)
    digits = literal("0" * 31).concat(cast(everybody.c.n, String))
    return {
        "id": cast(func.substr(digits, func.length(digits) - 31), Uuid),
        "person_id": everybody.c.n,
        "day": literal(started.date()),
        "practised": literal(True),
        "received_at": _instant(started),
        "routine": literal("desk_minute"),
        "level": literal(1),
        "started_at": _instant(started),
        "time_zone": literal("Europe/Berlin"),
        "state": literal("finished"),
        "finished_at": _instant(started + timedelta(minutes=2)),
        "played_seconds": literal(100),
        "steps_done": literal(8),
        "steps_total": literal(8),
        "timeline_seconds": literal(100),
    }


def _occurrence(everybody: CTE, at: datetime) -> Columns:
    return {
        "person_id": everybody.c.n,
        "kind": literal("planned"),
        "due_at": _instant(at),
        "expires_at": _instant(at + timedelta(minutes=15)),
        "routine": literal("desk_minute"),
        "claimed_at": _instant(at),
    }


def _deliveries() -> Select[Any]:
    sent = {
        "person_id": Occurrence.person_id,
        "occurrence_id": Occurrence.id,
        "device_id": Device.id,
        "state": literal("accepted"),
        "created_at": Occurrence.due_at,
        "expires_at": Occurrence.expires_at,
        "next_attempt_at": Occurrence.due_at,
        "attempts": literal(1),
    }
    return select(*_named(sent)).join(Device, Device.person_id == Occurrence.person_id)
