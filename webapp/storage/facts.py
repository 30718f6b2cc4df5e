"""What is known about many people at once: one query for each kind of fact."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from webapp.domain.back_off import ONE_A_DAY_AFTER
from webapp.domain.reminders import DeliveryState, OccurrenceKind
from webapp.domain.safety import is_outdated
from webapp.storage.day_marks import DayMark
from webapp.storage.db import UtcDateTime, db, table_of
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.many import among, among_named, kept, numbers_as_text, rows_as_text, table_named
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import StoredPlan
from webapp.storage.safety import SafetyCheck, SafetyEffect, held
from webapp.storage.sessions import StoredSession

DATES_MAY_DIFFER = timedelta(days=2)  # between the date a person lived and the instant's in UTC
CHECKS, EFFECTS, SESSIONS = map(table_of, (SafetyCheck, SafetyEffect, StoredSession))
MARKS = table_of(DayMark)
PLANS, OCCURRENCES, DELIVERIES, DEVICES = map(table_of, (StoredPlan, Occurrence, Delivery, Device))
INSTANT = OCCURRENCES.c.due_at.type
DAYS = {"person_id": OCCURRENCES.c.person_id.type, "start": INSTANT, "end": INSTANT}


class DayOf(NamedTuple):
    """A person's day: the instants at which it begins and the next one does."""

    person_id: int
    start: datetime
    end: datetime


class Practised(NamedTuple):
    """A session that counted: on which day of the person, and what was played."""

    day: date
    routine: str
    level: int


def effects_of(people: Collection[int], now: datetime) -> Mapping[int, frozenset[str]]:
    """The effects in force of those people whose check may be used here."""
    rows = db.session.execute(_effects(), _of(people)).all()
    found: dict[int, frozenset[str]] = {}
    for person_id, checked_at, paused, effect, until in rows:
        if person_id not in found:
            found[person_id] = held(frozenset(), is_outdated(checked_at, now), paused)
        if effect is not None and (until is None or now < until):
            found[person_id] |= {effect}
    return found


def last_session_ends(people: Collection[int], since: datetime) -> Mapping[int, datetime]:
    """When the latest session that counted ended, of those who had one since then."""
    told = _of(people, since=since, day=(since - DATES_MAY_DIFFER).date())
    return {row[0]: row[1] for row in db.session.execute(_session_ends(), told).all()}


def sent_on(days: Sequence[DayOf]) -> Mapping[int, int]:
    """How many occurrences were sent to people on these days of theirs, where any was."""
    told = {"days": rows_as_text(days, DAYS)}
    return {row[0]: row[1] for row in db.session.execute(_sent(), told).all()}


def heard_since(people: Collection[int], since: datetime) -> Mapping[int, int]:
    """How many planned reminders reached each of these people since the last they reacted to.

    Only those due since an instant count, and of those no more than make a difference.
    """
    told = _of(people, since=since)
    return {row[0]: row[1] for row in db.session.execute(_heard(), told).all()}


def practised_since(people: Collection[int], day: date) -> Mapping[int, Sequence[Practised]]:
    """The sessions that counted on these people's days from one on."""
    found: dict[int, list[Practised]] = defaultdict(list)
    for person_id, *practised in db.session.execute(_practised(), _of(people, day=day)).all():
        found[person_id].append(Practised(*practised))
    return found


def ringing_among(people: Collection[int]) -> frozenset[int]:
    """Those people for whom some device rings."""
    return frozenset(db.session.scalars(_ringing(), _of(people)).all())


def days_closed(people: Collection[int], since: date) -> frozenset[tuple[int, date]]:
    """The days from one on that these people practised or marked."""
    practised = select(SESSIONS.c.person_id, SESSIONS.c.day).where(
        among(SESSIONS.c.person_id, people), SESSIONS.c.day >= since, SESSIONS.c.practised
    )
    marked = select(MARKS.c.person_id, MARKS.c.day).where(
        among(MARKS.c.person_id, people), MARKS.c.day >= since
    )
    return frozenset((person, day) for person, day in db.session.execute(practised.union(marked)))


def _of(people: Collection[int], **terms: object) -> dict[str, object]:
    return {"people": numbers_as_text(people), **terms}


@kept
def _effects() -> Select[Any]:
    check = (CHECKS.c.person_id, CHECKS.c.checked_at, CHECKS.c.hands_on_paused)
    return (
        select(*check, EFFECTS.c.effect, EFFECTS.c.until)
        .join(EFFECTS, EFFECTS.c.person_id == CHECKS.c.person_id, isouter=True)
        .where(among_named(CHECKS.c.person_id, "people"), CHECKS.c.consent)
    )


@kept
def _session_ends() -> Select[Any]:
    return (
        select(SESSIONS.c.person_id, func.max(SESSIONS.c.finished_at))
        .where(
            among_named(SESSIONS.c.person_id, "people"),
            SESSIONS.c.day >= bindparam("day"),
            SESSIONS.c.practised,
            SESSIONS.c.finished_at >= bindparam("since"),
        )
        .group_by(SESSIONS.c.person_id)
    )


@kept
def _sent() -> Select[Any]:
    given = table_named("days", DAYS)
    return (
        select(OCCURRENCES.c.person_id, func.count())
        .join(given, given.c.person_id == OCCURRENCES.c.person_id)
        .where(
            OCCURRENCES.c.kind.in_(list(OccurrenceKind)),  # so that the unique index finds the day
            OCCURRENCES.c.due_at >= given.c.start,
            OCCURRENCES.c.due_at < given.c.end,
            OCCURRENCES.c.reason.is_(None),
            OCCURRENCES.c.claimed_at.is_not(None),
        )
        .group_by(OCCURRENCES.c.person_id)
    )


@kept
def _heard() -> Select[Any]:
    since = bindparam("since", type_=UtcDateTime)
    arrived = (
        select(DELIVERIES.c.id)
        .where(DELIVERIES.c.occurrence_id == OCCURRENCES.c.id)
        .where(DELIVERIES.c.state == DeliveryState.ACCEPTED)
    )
    heard = (
        select(OCCURRENCES.c.id)
        .where(
            OCCURRENCES.c.person_id == PLANS.c.person_id,
            OCCURRENCES.c.kind == OccurrenceKind.PLANNED,
            OCCURRENCES.c.due_at >= since,
            OCCURRENCES.c.due_at > func.coalesce(PLANS.c.heeded_at, since),
            OCCURRENCES.c.reason.is_(None),
            arrived.exists(),
        )
        .limit(ONE_A_DAY_AFTER)
        .correlate(PLANS)
        .subquery()
    )
    counted = select(func.count()).select_from(heard).scalar_subquery()
    return select(PLANS.c.person_id, counted).where(among_named(PLANS.c.person_id, "people"))


@kept
def _practised() -> Select[Any]:
    return select(SESSIONS.c.person_id, SESSIONS.c.day, SESSIONS.c.routine, SESSIONS.c.level).where(
        among_named(SESSIONS.c.person_id, "people"),
        SESSIONS.c.day >= bindparam("day"),
        SESSIONS.c.practised,
    )


@kept
def _ringing() -> Select[Any]:
    return (
        select(DEVICES.c.person_id)
        .where(
            among_named(DEVICES.c.person_id, "people"),
            DEVICES.c.gone_at.is_(None),
            DEVICES.c.rings,
        )
        .distinct()
    )
