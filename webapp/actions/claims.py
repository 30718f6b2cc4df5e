"""What is due to whom: the turns that plans and snoozes bring, and where each plan goes next."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.reminders import OccurrenceKind
from webapp.domain.turns import Course, Turn, course_of, next_turn_at, snoozed_turn
from webapp.storage.due_plans import DuePlan, Move, Rules, plan_of
from webapp.storage.new_occurrences import Snooze

PUT_OFF = timedelta(hours=1)
DISTINCT_COURSES = 8192
log = logging.getLogger(__name__)


class Candidate(NamedTuple):
    """One turn of one person, about to be decided."""

    whose: DuePlan | Snooze
    kind: OccurrenceKind
    turn: Turn
    rules: Rules


def turns_of_plans(
    due: Sequence[DuePlan], rules: Mapping[int, Rules], now: datetime
) -> tuple[list[Candidate], dict[int, Move]]:
    """The turns that these plans bring, and where each plan moves, by its id."""
    candidates, moves = [], {}
    for plan in due:
        own = rules.get(plan.plan_id, ())
        course = course_at(own, plan.due_at, now)
        if course is None:  # it must not stop everybody's
            log.error("the plan of person %d cannot be read any more", plan.person_id)
            course = Course((), now + PUT_OFF)
        moves[plan.plan_id] = Move(plan.plan_id, course.next_at, plan.unheeded, plan.rung_at)
        for turn in course.turns:
            candidates.append(Candidate(plan, OccurrenceKind.PLANNED, turn, own))
    return candidates, moves


def turns_of_snoozes(snoozes: Sequence[Snooze], rules: Mapping[int, Rules]) -> list[Candidate]:
    """The turns that these snoozes bring, where their plan is on."""
    candidates = []
    for snooze in snoozes:
        own = rules.get(snooze.plan_id or 0, ())
        plan = plan_of(own)
        if snooze.enabled and plan is not None and plan.versions:
            turn = snoozed_turn(plan, snooze.due_at, snooze.routine)
            candidates.append(Candidate(snooze, OccurrenceKind(snooze.kind), turn, own))
    return candidates


@lru_cache(maxsize=DISTINCT_COURSES)
def course_at(rules: Rules, due_at: datetime, now: datetime) -> Course | None:
    """What becomes of a plan that was due; None when it cannot be read.

    Many people share their rules, and all that are due in one tick its instant.
    """
    plan = plan_of(rules)
    return course_of(plan, due_at, now) if plan is not None else None


@lru_cache(maxsize=DISTINCT_COURSES)
def turn_after(rules: Rules, at: datetime) -> datetime | None:
    """The turn that follows an instant."""
    plan = plan_of(rules)
    return next_turn_at(plan, at) if plan is not None else None
