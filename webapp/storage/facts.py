"""What is known about many people at once: one query for each kind of fact."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from webapp.domain.reminders import DeliveryState, OccurrenceKind
from webapp.domain.safety import is_outdated
from webapp.storage.day_marks import DayMark
from webapp.storage.db import db, table_of
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.many import among, as_table
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import StoredPlan
from webapp.storage.safety import SafetyCheck, SafetyEffect, held
from webapp.storage.sessions import StoredSession

NOTHING: frozenset[str] = frozenset()
DATES_MAY_DIFFER = timedelta(days=2)  # between the date a person lived and the instant's in UTC
CHECKS, EFFECTS, SESSIONS = map(table_of, (SafetyCheck, SafetyEffect, StoredSession))
MARKS = table_of(DayMark)
PLANS, OCCURRENCES, DELIVERIES, DEVICES = map(table_of, (StoredPlan, Occurrence, Delivery, Device))


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
    check = (CHECKS.c.person_id, CHECKS.c.checked_at, CHECKS.c.hands_on_paused)
    rows = db.session.execute(
        select(*check, EFFECTS.c.effect, EFFECTS.c.until)
        .join(EFFECTS, EFFECTS.c.person_id == CHECKS.c.person_id, isouter=True)
        .where(among(CHECKS.c.person_id, people), CHECKS.c.consent)
    )
    found: dict[int, frozenset[str]] = {}
    for person_id, checked_at, paused, effect, until in rows.all():
        holds = effect is not None and (until is None or now < until)
        known = found.get(person_id)
        if known is None:
            known = held(NOTHING, is_outdated(checked_at, now), paused)
        found[person_id] = known | {effect} if holds else known
    return found


def last_session_ends(people: Collection[int], since: datetime) -> Mapping[int, datetime]:
    """When the latest session that counted ended, of those who had one since then."""
    rows = db.session.execute(
        select(SESSIONS.c.person_id, func.max(SESSIONS.c.finished_at).label("ended"))
        .where(
            among(SESSIONS.c.person_id, people),
            SESSIONS.c.day >= (since - DATES_MAY_DIFFER).date(),
            SESSIONS.c.practised,
            SESSIONS.c.finished_at >= since,
        )
        .group_by(SESSIONS.c.person_id)
    )
    return {row.person_id: row.ended for row in rows.all()}


def sent_on(days: Sequence[DayOf]) -> Mapping[int, int]:
    """How many occurrences were sent to people on these days of theirs, where any was."""
    instant = OCCURRENCES.c.due_at.type
    given = as_table(
        days, {"person_id": OCCURRENCES.c.person_id.type, "start": instant, "end": instant}
    )
    rows = db.session.execute(
        select(OCCURRENCES.c.person_id, func.count().label("sent"))
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
    return {row.person_id: row.sent for row in rows.all()}


def heard_since(people: Collection[int], since: datetime) -> Mapping[int, int]:
    """How many planned reminders reached each of these people since the last they reacted to.

    Only those due since an instant count; who got none is missing.
    """
    arrived = (
        select(DELIVERIES.c.id)
        .where(DELIVERIES.c.occurrence_id == OCCURRENCES.c.id)
        .where(DELIVERIES.c.state == DeliveryState.ACCEPTED)
    )
    rows = db.session.execute(
        select(OCCURRENCES.c.person_id, func.count().label("heard"))
        .join(PLANS, PLANS.c.person_id == OCCURRENCES.c.person_id)
        .where(
            among(OCCURRENCES.c.person_id, people),
            OCCURRENCES.c.kind == OccurrenceKind.PLANNED,
            OCCURRENCES.c.due_at >= since,
            OCCURRENCES.c.due_at > func.coalesce(PLANS.c.heeded_at, since),
            OCCURRENCES.c.reason.is_(None),
            arrived.exists(),
        )
        .group_by(OCCURRENCES.c.person_id)
    )
    return {row.person_id: row.heard for row in rows.all()}


def practised_since(people: Collection[int], day: date) -> Mapping[int, Sequence[Practised]]:
    """The sessions that counted on these people's days from one on."""
    rows = db.session.execute(
        select(SESSIONS.c.person_id, SESSIONS.c.day, SESSIONS.c.routine, SESSIONS.c.level).where(
            among(SESSIONS.c.person_id, people), SESSIONS.c.day >= day, SESSIONS.c.practised
        )
    )
    found: dict[int, list[Practised]] = defaultdict(list)
    for person_id, *practised in rows.all():
        found[person_id].append(Practised(*practised))
    return found


def ringing_among(people: Collection[int]) -> frozenset[int]:
    """Those people for whom some device rings."""
    rows = db.session.scalars(
        select(DEVICES.c.person_id)
        .where(among(DEVICES.c.person_id, people), DEVICES.c.gone_at.is_(None), DEVICES.c.rings)
        .distinct()
    )
    return frozenset(rows.all())


def days_closed(people: Collection[int], since: date) -> frozenset[tuple[int, date]]:
    """The days from one on that these people practised or marked."""
    practised = select(SESSIONS.c.person_id, SESSIONS.c.day).where(
        among(SESSIONS.c.person_id, people), SESSIONS.c.day >= since, SESSIONS.c.practised
    )
    marked = select(MARKS.c.person_id, MARKS.c.day).where(
        among(MARKS.c.person_id, people), MARKS.c.day >= since
    )
    return frozenset((person, day) for person, day in db.session.execute(practised.union(marked)))
