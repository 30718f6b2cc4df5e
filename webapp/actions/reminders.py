"""Making reminders due: each due plan is moved on and what it means is written down at once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from webapp.actions.claims import Candidate, turns_of_plans, turns_of_snoozes
from webapp.actions.decisions import Decision, decide
from webapp.actions.extras import go_on
from webapp.actions.figures import count_claimed
from webapp.actions.outages import note_outage
from webapp.actions.transaction import transaction
from webapp.domain.reminders import OccurrenceKind, Unsent
from webapp.domain.turns import expires_at
from webapp.storage.db import db
from webapp.storage.due_plans import Move, move_plans, rules_of, take_due_plans
from webapp.storage.heartbeats import TICK, beat
from webapp.storage.new_deliveries import deliver
from webapp.storage.new_occurrences import (
    Planned,
    Settled,
    Snooze,
    hold_back,
    keep_planned,
    settle_snoozes,
    take_snoozes,
)
from webapp.storage.queue import enqueue as enqueue_for_workers

BATCH = 1000
# What a plan said before then no longer matters: hours reach into the next day, zones lie apart.
SETTLED = timedelta(days=4)
PLANNED = OccurrenceKind.PLANNED.value  # a plain text is counted many times faster

Enqueue = Callable[[Sequence[int]], None]


class Claimed(NamedTuple):
    """What a batch came to: how many rows it took, the occurrences to send, and all by kind."""

    taken: int
    to_send: list[int]
    kinds: list[tuple[str, str | None]]


def tell_nobody() -> None:
    """Leave it at that: who sends looks by itself."""


def tick(
    now: datetime,
    enqueue: Enqueue = enqueue_for_workers,
    on_batch: Callable[[], None] = tell_nobody,
) -> int:
    """Claim everything due by now, batch by batch; answers how many plans and snoozes that was.

    `enqueue` is told the ids of new deliveries, inside the transaction that writes them, and
    `on_batch` hears of each batch with something to send, right after it.
    """
    total, is_first = 0, True
    while True:
        plans, snoozes, is_ringing = _claim(now, enqueue, is_first)
        if is_ringing:
            on_batch()
        total, is_first = total + plans.taken + snoozes.taken, False
        if max(plans.taken, snoozes.taken) < BATCH:
            return total


def _claim(now: datetime, enqueue: Enqueue, is_first: bool) -> tuple[Claimed, Claimed, bool]:
    """Claim one batch, the first of a tick with its sign of life."""
    with transaction():
        db.session.expire_all()  # the rows change without the objects that stand for them
        if is_first:
            note_outage(now)
        plans, snoozes = _claim_plans(now), _claim_snoozes(now)
        delivery_ids = _deliver([*plans.to_send, *snoozes.to_send], now)
        if delivery_ids:
            enqueue(delivery_ids)
        # Last, because these rows are every scheduler's: they would wait for them in turn.
        count_claimed([*plans.kinds, *snoozes.kinds])
        if is_first:
            beat(TICK, now)
    return plans, snoozes, bool(delivery_ids)


def _claim_plans(now: datetime) -> Claimed:
    due = take_due_plans(now, BATCH)
    if not due:
        return Claimed(0, [], [])
    rules = rules_of([plan.plan_id for plan in due], (due[0].due_at - SETTLED).date())
    candidates, moves = turns_of_plans(due, rules, now)
    rows = []
    for candidate, decision in zip(candidates, decide(candidates, now), strict=True):
        rows.append(_planned(candidate, decision))
        _remember(moves, candidate, decision)
    move_plans(list(moves.values()))
    kept = keep_planned(rows, now) if rows else []
    return Claimed(
        taken=len(due),
        to_send=[one.occurrence_id for one in kept if one.reason is None],
        kinds=[(PLANNED, one.reason) for one in kept],
    )


def _planned(candidate: Candidate, decision: Decision) -> Planned:
    turn = candidate.turn
    return Planned(
        candidate.whose.person_id, turn.at, turn.expires_at, decision.routine, decision.reason
    )


def _remember(moves: dict[int, Move], candidate: Candidate, decision: Decision) -> None:
    """Keep with the plan that it rings now, so that one nobody reacts to rings less often."""
    move = moves[candidate.whose.plan_id or 0]
    if decision.reason is None:
        rung = Move(move.plan_id, move.next_due_at, decision.unheeded + 1, candidate.turn.at)
        moves[move.plan_id] = rung


def _claim_snoozes(now: datetime) -> Claimed:
    due = take_snoozes(now, BATCH)
    if not due:
        return Claimed(0, [], [])
    plan_ids = [snooze.plan_id for snooze in due if snooze.plan_id is not None]
    rules = rules_of(plan_ids, (due[0].due_at - SETTLED).date())
    candidates = turns_of_snoozes(due, rules)
    rows = _settled(due, candidates, decide(candidates, now))
    go_on(due, rules, now)
    kinds = [(snooze.kind, row.reason) for snooze, row in zip(due, rows, strict=True)]
    return Claimed(len(due), settle_snoozes(rows, now), kinds)


def _settled(
    snoozes: Sequence[Snooze], candidates: Sequence[Candidate], decisions: Sequence[Decision]
) -> list[Settled]:
    """What becomes of these snoozes: what was decided, and nothing of those without a plan."""
    decided = {
        candidate.whose: (candidate.turn.expires_at, decision.routine, decision.reason)
        for candidate, decision in zip(candidates, decisions, strict=True)
    }
    return [
        Settled(
            snooze.occurrence_id,
            *decided.get(snooze, (expires_at(snooze.due_at, None), snooze.routine, Unsent.NO_PLAN)),
        )
        for snooze in snoozes
    ]


def _deliver(occurrence_ids: Sequence[int], now: datetime) -> list[int]:
    if not occurrence_ids:
        return []
    written = deliver(occurrence_ids, now)
    # A device may have been removed this very moment, so that nothing rings after all.
    silent = set(occurrence_ids) - {row.occurrence_id for row in written}
    if silent:
        hold_back(silent, Unsent.NO_DEVICE)
    return [row.delivery_id for row in written]
