"""Two hundred different plans in twenty zones, all of which remind at the same instant."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert

from tests.conftest import at
from webapp.domain.plans import HourRange, Plan, PlanVersion
from webapp.domain.turns import next_turn_at
from webapp.domain.wall_clock import MINUTES_PER_DAY, wall_of, zone_named
from webapp.storage.plans import StoredPlan, StoredPlanVersion

RULES = 200
DUE_AT = at("2026-03-02 10:00")
LONG_AGO = date(2025, 5, 1)
ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Madrid", "Europe/Warsaw", "Europe/Istanbul"),
    *("America/New_York", "America/Sao_Paulo", "America/Denver", "America/Toronto", "Asia/Seoul"),
    *("Asia/Tokyo", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Singapore", "Asia/Dubai"),
    *("Africa/Cairo", "Africa/Lagos", "Australia/Sydney", "Pacific/Auckland", "UTC"),
)
CALENDARS = ("DE-BE", "US", "KR", None, None, None)
ROUTINES = ("desk_minute", "micro_break", "neck_shoulder_holds", "full_self_massage")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules as a table to join with, and the names of what a version takes from it."""

    table: Table
    of_a_version: tuple[str, ...]


def make_rules(connection: Connection) -> Rules:
    """Put the rules into a temporary table."""
    versions = StoredPlanVersion.__table__
    names = tuple(c.name for c in versions.c if c.name not in ("id", "plan_id", "created_at"))
    table = Table(
        "bench_rules",
        MetaData(),
        Column("number", Integer, primary_key=True),
        Column("next_at", StoredPlan.next_due_at.type),
        *(Column(name, versions.c[name].type) for name in names),
        prefixes=["TEMPORARY"],
    )
    table.create(connection)
    rows = [_row(number, rule, names) for number, rule in enumerate(map(rule_of, range(RULES)))]
    connection.execute(insert(table), rows)
    return Rules(table, names)


def _row(number: int, rule: PlanVersion, names: tuple[str, ...]) -> dict[str, object]:
    stored = StoredPlanVersion()
    stored.take(rule)
    next_at = next_turn_at(Plan(True, (rule,)), DUE_AT)
    return {"number": number, "next_at": next_at, **{n: getattr(stored, n) for n in names}}


def rule_of(number: int) -> PlanVersion:
    """A plan that has a turn at DUE_AT, different for every number."""
    zone = ZONES[number % len(ZONES)]
    wall = wall_of(DUE_AT, zone_named(zone))
    minute = wall.hour * 60 + wall.minute
    kind = number // len(ZONES)
    every = (30, 45, 60, 60, 90, 120, None, None, 60, 90)[kind]
    start = minute - every if every and minute >= every else max(0, minute - 60)
    if every and minute < every:
        every, start = None, 0
    hours = HourRange(start, min(MINUTES_PER_DAY, minute + 241 + kind))
    return PlanVersion(
        valid_from=LONG_AGO,
        time_zone=zone,
        weekdays=((hours,),) * (5 if kind % 2 else 7) + ((),) * (2 if kind % 2 else 0),
        every_minutes=every,
        times=() if every else (minute, min(minute + 40 + number, hours.end - 1) % MINUTES_PER_DAY),
        holidays=CALENDARS[number % len(CALENDARS)],
        routine=ROUTINES[0 if number % 5 else number // 5 % len(ROUTINES)],
        max_per_day=(None, None, 3, 6)[number % 4],
        quiet_after_session_minutes=(0, 15, 30)[number % 3],
        paused_until=DUE_AT.date() + timedelta(days=3) if number % 29 == 0 else None,
    )
