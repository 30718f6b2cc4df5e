"""Plans that are due, many at a time: plain rows instead of objects, for the tick."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, bindparam, exists, select

from webapp.domain.plans import Plan, PlanProblem, PlanVersion
from webapp.storage.db import db, table_of
from webapp.storage.many import among_named, as_json, kept, numbers_as_text, update_each
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan, StoredPlanVersion

DISTINCT_PLANS = 4096
JSON = ("weekdays", "times", "routine_by_time")
RULE = (
    *JSON,
    "paused_until",
    "time_zone",
    "every_minutes",
    "holidays",
    "routine",
    "max_per_day",
    "quiet_after_session_minutes",
)

PLANS, PEOPLE, VERSIONS = map(table_of, (StoredPlan, Person, StoredPlanVersion))

# The versions of a plan: from when on, and what each says as one text of JSON. It is the same for
# all who ask for the same, quick to read and to compare.
Rules = tuple[tuple[date, str], ...]


class DuePlan(NamedTuple):
    """A plan that is due, and what a decision needs of its person."""

    plan_id: int
    person_id: int
    due_at: datetime
    silent_until: datetime | None
    unheeded: int
    rung_at: datetime | None
    day_start_minutes: int


class Move(NamedTuple):
    """Where a plan goes: when it is due next, what rang last, and how many nobody reacted to."""

    plan_id: int
    next_due_at: datetime | None
    unheeded: int
    rung_at: datetime | None


_DUE = (
    select(
        PLANS.c.id,
        PLANS.c.person_id,
        PLANS.c.next_due_at,
        PLANS.c.silent_until,
        PLANS.c.unheeded,
        PLANS.c.rung_at,
        PEOPLE.c.day_start_minutes,
    )
    .join(PEOPLE, PEOPLE.c.id == PLANS.c.person_id)
    .where(PLANS.c.next_due_at <= bindparam("now"))
    .order_by(PLANS.c.next_due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=PLANS)
)


def take_due_plans(now: datetime, limit: int) -> list[DuePlan]:
    """Plans due by now, longest waiting first; rows another scheduler holds are skipped."""
    rows = db.session.execute(_DUE, {"now": now, "most": limit})
    return [DuePlan._make(row) for row in rows.all()]


def rules_of(plan_ids: Collection[int], settled: date) -> dict[int, Rules]:
    """What each plan says from a date on, by plan id.

    Of the versions begun by then only the last matters, and since when it does not: it counts as
    begun on the first of all days, so that all who ask for the same share their rules.
    """
    told = {"plans": numbers_as_text(plan_ids), "settled": settled}
    found: dict[int, Rules] = {}
    for plan_id, valid_from, rule in db.session.execute(_rules(), told).all():
        begins = date.min if valid_from <= settled else valid_from
        found[plan_id] = (*found.get(plan_id, ()), (begins, rule))
    return found


@lru_cache(maxsize=DISTINCT_PLANS)
def plan_of(rules: Rules) -> Plan | None:
    """The plan these rules make, None when its zone or its holidays are gone."""
    try:
        return Plan(True, tuple(_version(begins, rule) for begins, rule in rules))
    except PlanProblem:
        return None


def move_plans(moves: Sequence[Move]) -> None:
    """Move plans on to the instants they are due next."""
    types = {name: PLANS.c[name].type for name in Move._fields[1:]}
    update_each(PLANS, moves, {"id": PLANS.c.id.type, **types})


@kept
def _rules() -> Select[Any]:
    newer, settled = VERSIONS.alias(), bindparam("settled", type_=Date)
    took_over = exists().where(
        newer.c.plan_id == VERSIONS.c.plan_id,
        newer.c.valid_from > VERSIONS.c.valid_from,
        newer.c.valid_from <= settled,
    )
    return (
        select(
            VERSIONS.c.plan_id,
            VERSIONS.c.valid_from,
            as_json(VERSIONS.c[name] for name in RULE),
        )
        .where(among_named(VERSIONS.c.plan_id, "plans"), ~took_over)
        .order_by(VERSIONS.c.plan_id, VERSIONS.c.valid_from)
    )


def _version(valid_from: date, rule: str) -> PlanVersion:
    says = dict(zip(RULE, json.loads(rule), strict=True))
    for name in JSON:
        if isinstance(says[name], str):  # SQLite's JSON is a text among others
            says[name] = json.loads(says[name])
    if says["paused_until"] is not None:
        says["paused_until"] = date.fromisoformat(says["paused_until"])
    return StoredPlanVersion(valid_from=valid_from, **says).as_version()
