"""Making reminders due: each due plan is moved on and what it means is written down at once."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.actions.figures import count_claimed
from webapp.actions.transaction import transaction
from webapp.domain.days import day_bounds, local_day
from webapp.domain.plans import (
    Plan,
    PlanProblem,
    PlanVersion,
    find_due,
    next_due,
    routine_at,
    version_at,
)
from webapp.domain.reminders import (
    USEFUL_FOR,
    DeliveryState,
    Moment,
    OccurrenceKind,
    Unsent,
    expires_at,
    reason_not_to_send,
)
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import ringing_devices
from webapp.storage.heartbeats import TICK, beat
from webapp.storage.occurrences import (
    Occurrence,
    count_sent,
    find_same_occurrence,
    waiting_occurrences,
)
from webapp.storage.people import Person, get_person
from webapp.storage.plans import StoredPlan, due_plans, find_plan
from webapp.storage.safety import known_safety
from webapp.storage.sessions import find_last_session_end

BATCH = 500
PUT_OFF = timedelta(hours=1)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """One occurrence about to be written down: what it is of, and what governs it."""

    occurrence: Occurrence
    version: PlanVersion
    next_due_at: datetime | None
    now: datetime


def tick(now: datetime) -> int:
    """Claim everything due by now, batch by batch; answers how many occurrences came of it."""
    total = 0
    while True:
        with transaction():
            plans = due_plans(now, BATCH)
            snoozes = waiting_occurrences(now, BATCH)
            claimed = [_claim_plan(plan, now) for plan in plans]
            claimed += [_claim_snooze(snooze, now) for snooze in snoozes]
            db.session.flush()
            count_claimed((one.kind, one.reason) for one in claimed if one is not None)
            # Last, because this one row is every scheduler's: they would wait for it in turn.
            beat(TICK, now)
        total += len(plans) + len(snoozes)
        if len(plans) < BATCH and len(snoozes) < BATCH:
            return total


def _claim_plan(stored: StoredPlan, now: datetime) -> Occurrence | None:
    due_at, plan = stored.next_due_at, _readable(stored)
    if due_at is None:
        return None
    if plan is None:
        stored.next_due_at = now + PUT_OFF
        return None
    # After an outage the plan jumps to the first instant that could still be useful.
    stored.next_due_at = next_due(plan, max(due_at, now - USEFUL_FOR))
    if find_same_occurrence(stored.person_id, OccurrenceKind.PLANNED, due_at):
        return None
    return _write_planned(stored.person_id, plan, due_at, now)


def _readable(stored: StoredPlan) -> Plan | None:
    """The plan, None when its zone or its holidays are gone: it must not stop everybody's."""
    try:
        return stored.as_plan()
    except PlanProblem:
        log.exception("the plan of person %d cannot be read any more", stored.person_id)
        return None


def _write_planned(
    person_id: int, plan: Plan, due_at: datetime, now: datetime
) -> Occurrence | None:
    due = find_due(plan, due_at - timedelta.resolution, due_at)
    if due is None:  # the rules of its zone or its holidays changed since it was computed
        return None
    following = next_due(plan, due_at)
    occurrence = Occurrence(
        person_id=person_id,
        kind=OccurrenceKind.PLANNED,
        due_at=due_at,
        expires_at=expires_at(due_at, following),
        routine=routine_at(due.version, due_at),
        claimed_at=now,
    )
    _deliver(Claim(occurrence, due.version, following, now))
    return occurrence


def _claim_snooze(occurrence: Occurrence, now: datetime) -> Occurrence:
    occurrence.claimed_at = now
    stored = find_plan(occurrence.person_id)
    plan = _readable(stored) if stored else None
    if plan is None or not plan.versions:
        occurrence.reason = Unsent.NO_PLAN
        return occurrence
    version = version_at(plan, occurrence.due_at) or plan.versions[0]
    _deliver(Claim(occurrence, version, next_due(plan, occurrence.due_at), now))
    return occurrence


def _deliver(claim: Claim) -> None:
    occurrence = claim.occurrence
    devices = ringing_devices(occurrence.person_id)
    reason = reason_not_to_send(_moment(claim, len(devices)))
    occurrence.reason = reason
    db.session.add(occurrence)  # after the reason: it must not count itself among those sent
    if reason is not None:
        return
    db.session.flush()
    db.session.add_all(
        Delivery(
            person_id=occurrence.person_id,
            occurrence_id=occurrence.id,
            device_id=device.id,
            state=DeliveryState.WAITING,
            created_at=claim.now,
            expires_at=occurrence.expires_at,
            next_attempt_at=claim.now,
        )
        for device in devices
    )


def _moment(claim: Claim, devices: int) -> Moment:
    person = get_person(claim.occurrence.person_id)
    return Moment(
        due_at=claim.occurrence.due_at,
        now=claim.now,
        next_due_at=claim.next_due_at,
        kind=OccurrenceKind(claim.occurrence.kind),
        effects=known_safety(person.id, claim.now).effects,
        version=claim.version,
        sent_today=_sent_today(person, claim),
        last_session_ended_at=find_last_session_end(person.id),
        devices=devices,
    )


def _sent_today(person: Person, claim: Claim) -> int:
    if claim.version.max_per_day is None:
        return 0
    zone, day_start = claim.version.time_zone, person.day_start_minutes
    day = local_day(claim.occurrence.due_at, zone, day_start)
    return count_sent(person.id, *day_bounds(day, zone, day_start))
