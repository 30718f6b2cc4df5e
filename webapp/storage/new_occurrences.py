"""Occurrences taken and written many at a time: what plans bring, and snoozes that come back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, literal, select, true, update
from sqlalchemy.sql.dml import ReturningInsert

from webapp.domain.reminders import OccurrenceKind
from webapp.storage.db import UtcDateTime, db, insert, table_of
from webapp.storage.many import among, as_table, groups_as_text, groups_named, kept
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan

OCCURRENCES, PLANS, PEOPLE = map(table_of, (Occurrence, StoredPlan, Person))


_SNOOZES = (
    select(
        OCCURRENCES.c.id,
        OCCURRENCES.c.person_id,
        OCCURRENCES.c.kind,
        OCCURRENCES.c.due_at,
        OCCURRENCES.c.routine,
        PLANS.c.id,
        PLANS.c.enabled,
        PLANS.c.silent_until,
        PEOPLE.c.day_start_minutes,
    )
    .join(PEOPLE, PEOPLE.c.id == OCCURRENCES.c.person_id)
    .join(PLANS, PLANS.c.person_id == OCCURRENCES.c.person_id, isouter=True)
    .where(OCCURRENCES.c.claimed_at.is_(None), OCCURRENCES.c.due_at <= bindparam("now"))
    .order_by(OCCURRENCES.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=OCCURRENCES)
)


class Planned(NamedTuple):
    """A planned occurrence about to be written; `reason` says why it is not sent."""

    person_id: int
    due_at: datetime
    expires_at: datetime
    routine: str
    reason: str | None


PLANNED = {name: OCCURRENCES.c[name].type for name in Planned._fields}


class Kept(NamedTuple):
    """An occurrence that was written; without a reason it is to be sent."""

    occurrence_id: int
    reason: str | None


class Snooze(NamedTuple):
    """An occurrence that waited for its time, and the plan of its person, if any."""

    occurrence_id: int
    person_id: int
    kind: str
    due_at: datetime
    routine: str
    plan_id: int | None
    enabled: bool | None
    silent_until: datetime | None
    day_start_minutes: int


class Settled(NamedTuple):
    """What was decided about a snooze."""

    occurrence_id: int
    expires_at: datetime
    routine: str
    reason: str | None


def keep_planned(rows: Sequence[Planned], now: datetime) -> list[Kept]:
    """Write planned occurrences, answering each that was written.

    One that is there already stays as it is, and is not answered.
    """
    told = {"rows": groups_as_text(rows, PLANNED), "now": now}
    return [Kept._make(row) for row in db.session.execute(_keep(), told).all()]


def take_snoozes(now: datetime, limit: int) -> list[Snooze]:
    """Snoozes whose time has come, longest waiting first; rows another scheduler holds are skipped.

    Without a plan `plan_id`, `enabled` and `silent_until` are None.
    """
    rows = db.session.execute(_SNOOZES, {"now": now, "most": limit})
    return [Snooze._make(row) for row in rows.all()]


def settle_snoozes(rows: Sequence[Settled], now: datetime) -> list[int]:
    """Write down what was decided about snoozes, answering the ids of those to be sent."""
    names = Settled._fields[1:]
    types = {name: OCCURRENCES.c[name].type for name in names}
    given = as_table(rows, {"occurrence_id": OCCURRENCES.c.id.type, **types})
    db.session.execute(
        update(OCCURRENCES)
        .where(OCCURRENCES.c.id == given.c.occurrence_id)
        .values(claimed_at=now, **{name: given.c[name] for name in names})
    )
    return [row.occurrence_id for row in rows if row.reason is None]


def hold_back(occurrence_ids: Collection[int], reason: str) -> None:
    """Give occurrences that were to be sent a reason why they are not."""
    db.session.execute(
        update(OCCURRENCES).where(among(OCCURRENCES.c.id, occurrence_ids)).values(reason=reason)
    )


@kept
def _keep() -> ReturningInsert[Any]:
    given = groups_named("rows", PLANNED)
    columns: dict[str, ColumnElement[Any]] = {
        "kind": literal(str(OccurrenceKind.PLANNED)),
        "claimed_at": bindparam("now", type_=UtcDateTime),
        **{column.name: column for column in given.c},
    }
    taken = select(*columns.values()).where(true())  # SQLite cannot tell ON of a join otherwise
    return (
        insert(OCCURRENCES)
        .from_select(list(columns), taken)
        .on_conflict_do_nothing()
        .returning(OCCURRENCES.c.id, OCCURRENCES.c.reason)
    )
