"""Deciding what becomes of what is due: a whole batch of people at once, then each by itself."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.days import day_bounds, local_day
from webapp.domain.plan_versions import LONGEST_QUIET as QUIET_MINUTES
from webapp.domain.reminders import Moment, OccurrenceKind, Unsent, reason_not_to_send
from webapp.domain.safety import NO_CHECK
from webapp.domain.turns import Course, Turn, course_of, expires_at, snoozed_turn
from webapp.storage import facts
from webapp.storage.due_plans import DuePlan, Move, Rules, plan_of
from webapp.storage.facts import DayOf
from webapp.storage.new_occurrences import Settled, Snooze

PUT_OFF = timedelta(hours=1)
LONGEST_QUIET = timedelta(minutes=QUIET_MINUTES)
DISTINCT_COURSES = 8192
log = logging.getLogger(__name__)


class Candidate(NamedTuple):
    """One turn of one person, about to be decided."""

    person_id: int
    day_start_minutes: int
    kind: OccurrenceKind
    turn: Turn
    snooze_id: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the people of a batch; who is missing in a mapping has nothing there."""

    effects: Mapping[int, frozenset[str]]
    session_ends: Mapping[int, datetime]
    sent_today: Mapping[int, int]
    ringing: frozenset[int]


def turns_of(
    due: Sequence[DuePlan], rules: Mapping[int, Rules], now: datetime
) -> tuple[list[Candidate], list[Move]]:
    """The turns that these plans bring, and where each plan moves."""
    candidates, moves = [], []
    for plan in due:
        course = course_at(rules.get(plan.plan_id, ()), plan.due_at, now)
        if course is None:  # it must not stop everybody's
            log.error("the plan of person %d cannot be read any more", plan.person_id)
            moves.append(Move(plan.plan_id, now + PUT_OFF))
            continue
        moves.append(Move(plan.plan_id, course.next_at))
        for turn in course.turns:
            candidates.append(
                Candidate(plan.person_id, plan.day_start_minutes, OccurrenceKind.PLANNED, turn)
            )
    return candidates, moves


@lru_cache(maxsize=DISTINCT_COURSES)
def course_at(rules: Rules, due_at: datetime, now: datetime) -> Course | None:
    """What becomes of a plan that was due; None when it cannot be read.

    Many people share their rules, and all that are due in one tick its instant.
    """
    plan = plan_of(rules)
    return course_of(plan, due_at, now) if plan is not None else None


def turns_of_snoozes(snoozes: Sequence[Snooze], rules: Mapping[int, Rules]) -> list[Candidate]:
    """The turns that these snoozes bring, where their plan is on."""
    plans = ((snooze, plan_of(rules.get(snooze.plan_id or 0, ()))) for snooze in snoozes)
    return [
        Candidate(
            snooze.person_id,
            snooze.day_start_minutes,
            OccurrenceKind(snooze.kind),
            snoozed_turn(plan, snooze.due_at, snooze.routine),
            snooze.occurrence_id,
        )
        for snooze, plan in plans
        if snooze.enabled and plan is not None and plan.versions
    ]


def settled(
    snoozes: Sequence[Snooze], candidates: Sequence[Candidate], reasons: Sequence[Unsent | None]
) -> list[Settled]:
    """What becomes of these snoozes: what was decided, and nothing of those without a plan."""
    decided = {
        candidate.snooze_id: Settled(candidate.snooze_id, candidate.turn.expires_at, reason)
        for candidate, reason in zip(candidates, reasons, strict=True)
    }
    return [
        decided.get(snooze.occurrence_id)
        or Settled(snooze.occurrence_id, expires_at(snooze.due_at, None), Unsent.NO_PLAN)
        for snooze in snoozes
    ]


def decide(candidates: Sequence[Candidate], now: datetime) -> list[Unsent | None]:
    """Why each of these turns is not sent, None for those that are."""
    known = _known([c for c in candidates if now < c.turn.expires_at], now)
    return [reason_not_to_send(_moment(candidate, known, now)) for candidate in candidates]


def _known(candidates: Sequence[Candidate], now: datetime) -> Known:
    """Ask about those only for whom the answer can matter."""
    people = _people(candidates, lambda _turn: True)
    quiet = _people(candidates, lambda turn: turn.version.quiet_after_session_minutes > 0)
    limited = (c for c in candidates if c.turn.version.max_per_day is not None)
    days = [_day_of(c) for c in limited if c.kind is OccurrenceKind.PLANNED]
    return Known(
        effects=facts.effects_of(people, now) if people else {},
        session_ends=facts.last_session_ends(quiet, now - LONGEST_QUIET) if quiet else {},
        sent_today=facts.sent_on(days) if days else {},
        ringing=facts.ringing_among(people) if people else frozenset(),
    )


def _people(candidates: Sequence[Candidate], matters: Callable[[Turn], bool]) -> list[int]:
    return sorted({c.person_id for c in candidates if matters(c.turn)})


def _moment(candidate: Candidate, known: Known, now: datetime) -> Moment:
    person_id = candidate.person_id
    return Moment(
        turn=candidate.turn,
        kind=candidate.kind,
        now=now,
        effects=known.effects.get(person_id, NO_CHECK),
        sent_today=known.sent_today.get(person_id, 0),
        last_session_ended_at=known.session_ends.get(person_id),
        rings=person_id in known.ringing,
    )


def _day_of(candidate: Candidate) -> DayOf:
    turn = candidate.turn
    bounds = _bounds(turn.at, turn.version.time_zone, candidate.day_start_minutes)
    return DayOf(candidate.person_id, *bounds)


@lru_cache(maxsize=DISTINCT_COURSES)
def _bounds(instant: datetime, zone: str, day_start_minutes: int) -> tuple[datetime, datetime]:
    return day_bounds(local_day(instant, zone, day_start_minutes), zone, day_start_minutes)
