"""Deciding what becomes of each turn, from what is known about its person."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from webapp.actions.claims import Candidate, turn_after
from webapp.actions.known import Known, day_of, done_of, gather, is_doubted, works_within
from webapp.actions.own_catalogue import DEFAULT_ROUTINE
from webapp.domain.back_off import Heed, Pace, pace_after
from webapp.domain.caps import Today, offer
from webapp.domain.own_exercises import is_own
from webapp.domain.reminders import Moment, Unsent, reason_not_to_send
from webapp.domain.safety import NO_CHECK
from webapp.storage.due_plans import DuePlan
from webapp.storage.outages import Outage

NOTHING = Heed()


class Decision(NamedTuple):
    """Why a turn is not sent, None when it is; what it offers; how many before went unheeded."""

    reason: Unsent | None
    routine: str
    unheeded: int


def decide(candidates: Sequence[Candidate], now: datetime) -> list[Decision]:
    """What becomes of each of these turns."""
    known = gather(candidates, now)
    return [_decided(candidate, known, now) for candidate in candidates]


def _decided(candidate: Candidate, known: Known, now: datetime) -> Decision:
    whose, turn, person_id = candidate.whose, candidate.turn, candidate.whose.person_id
    heed, asked = _heed(candidate, known), _asked(candidate, known)
    offered = _offered(candidate, asked, known)
    moment = Moment(
        turn,
        candidate.kind,
        now,
        during_outage=bool(known.outages) and _is_within(known.outages, turn.at),
        effects=known.effects.get(person_id, NO_CHECK),
        silent_until=whose.silent_until,
        sent_today=known.sent_today.get(person_id, 0),
        last_session_ended_at=known.session_ends.get(person_id),
        heed=heed,
        offered=offered,
        rings=person_id in known.ringing,
        is_kept=person_id in known.kept,
    )
    return Decision(reason_not_to_send(moment), offered or asked, heed.unheeded)


def _is_within(outages: Sequence[Outage], at: datetime) -> bool:
    return any(outage.started_at <= at <= outage.ended_at for outage in outages)


def _heed(candidate: Candidate, known: Known) -> Heed:
    plan = candidate.whose
    if not isinstance(plan, DuePlan) or plan.rung_at is None:
        return NOTHING
    unheeded = known.heard.get(plan.person_id, 0) if is_doubted(candidate) else plan.unheeded
    pace = pace_after(unheeded)
    if pace is Pace.AS_PLANNED:
        return Heed(unheeded)
    following = turn_after(candidate.rules, plan.rung_at)
    return Heed(
        unheeded,
        is_next=following is None or candidate.turn.at <= following,
        is_today=plan.rung_at >= day_of(candidate).start,
    )


def _offered(candidate: Candidate, asked: str, known: Known) -> str | None:
    """The routine itself, or what the catalogue's caps leave in its place."""
    person_id = candidate.whose.person_id
    practised = known.practised.get(person_id, ())
    if not practised and not is_own(asked):
        return asked
    catalogue = known.catalogue_of(person_id)
    effects, reach = known.effects.get(person_id, NO_CHECK), known.reach_of(person_id)
    found = works_within(catalogue, asked, reach, effects)
    today = Today(day_of(candidate).date, done_of(catalogue, practised))
    return offer(catalogue.caps, asked, found, today)


def _asked(candidate: Candidate, known: Known) -> str:
    """The routine the plan asks for, or the usual one where that was their own and is gone."""
    asked = candidate.turn.routine
    return asked if not is_own(asked) or asked in known.own_routines else DEFAULT_ROUTINE
