"""What is known about a batch of people: one query for each kind of fact that can matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from webapp.actions.claims import Candidate
from webapp.actions.own_catalogue import catalogues_for
from webapp.actions.reaches import reaches_of
from webapp.domain.back_off import REMEMBERED_FOR, is_in_doubt
from webapp.domain.caps import WEEK, Done, Work, works_of
from webapp.domain.catalogue import Catalogue, load_catalogue
from webapp.domain.days import day_bounds, local_day
from webapp.domain.own_exercises import is_own
from webapp.domain.plan_versions import LONGEST_QUIET
from webapp.domain.progression import LOWEST_LEVEL
from webapp.domain.reach import START, Reach
from webapp.domain.reminders import OccurrenceKind, has_had_enough, is_out_of_the_question
from webapp.domain.safety import NO_CHECK
from webapp.storage import facts
from webapp.storage.due_plans import DuePlan
from webapp.storage.facts import DayOf, Practised
from webapp.storage.outages import Outage, outages_since
from webapp.storage.own_routines import present_routines

DISTINCT = 8192
QUIET_FOR = timedelta(minutes=LONGEST_QUIET)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the people of a batch; who is missing in a mapping has nothing there."""

    outages: Sequence[Outage]
    effects: Mapping[int, frozenset[str]]
    session_ends: Mapping[int, datetime]
    sent_today: Mapping[int, int]
    heard: Mapping[int, int]
    practised: Mapping[int, Sequence[Practised]]
    ringing: frozenset[int]
    own_catalogues: Mapping[int, Catalogue]
    own_routines: frozenset[str]
    kept: frozenset[int]
    reaches: Mapping[int, Reach]

    def catalogue_of(self, person_id: int) -> Catalogue:
        """The catalogue as this person has it, also what they removed of late."""
        return self.own_catalogues.get(person_id) or load_catalogue()

    def reach_of(self, person_id: int) -> Reach:
        """How far this person has got."""
        return self.reaches.get(person_id, START)


class PersonDay(NamedTuple):
    """A day as a person lives it, and the instants at which it begins and the next one does."""

    date: date
    start: datetime
    end: datetime


def gather(candidates: Sequence[Candidate], now: datetime) -> Known:
    """Ask about those only for whom the answer can matter."""
    late = [c.turn.at for c in candidates if now >= c.turn.expires_at]
    useful = [c for c in candidates if now < c.turn.expires_at]
    effects = facts.effects_of(_people(useful), now)
    open_ones, sent_today = _still_open(useful)
    planned = [c for c in open_ones if c.kind is OccurrenceKind.PLANNED]
    quiet = _people(c for c in planned if c.turn.version.quiet_after_session_minutes > 0)
    doubted = _people(c for c in planned if is_doubted(c))
    capped = _people(
        c for c in useful if _is_capped(c.turn.routine, effects.get(c.whose.person_id, NO_CHECK))
    )
    practised = facts.practised_since(capped, (now - WEEK - DAY).date())
    own = {c.turn.routine for c in useful if is_own(c.turn.routine)}
    played = {one.routine for done in practised.values() for one in done}
    return Known(
        outages=outages_since(min(late)) if late else (),
        effects=effects,
        session_ends=facts.last_session_ends(quiet, now - QUIET_FOR),
        sent_today=sent_today,
        heard=facts.heard_since(doubted, now - REMEMBERED_FOR),
        practised=practised,
        ringing=facts.ringing_among(_people(open_ones)),
        own_catalogues=catalogues_for(own | played, removed=True),
        own_routines=present_routines(own) if own else frozenset(),
        kept=_kept([c for c in useful if c.kind is OccurrenceKind.SAVER]),
        reaches=reaches_of([(person, "") for person in practised], now),
    )


def _still_open(useful: Sequence[Candidate]) -> tuple[list[Candidate], Mapping[int, int]]:
    """Those that neither the plan itself nor its daily maximum rules out, and what was sent today.

    A weightier reason holds for the others, so what else is true of them makes no difference.
    """
    possible = [
        c
        for c in useful
        if c.kind is not OccurrenceKind.PLANNED
        or not is_out_of_the_question(c.turn, c.whose.silent_until)
    ]
    limited = [c for c in possible if _is_limited(c)]
    sent = facts.sent_on([_whole_day(c) for c in limited])
    enough = {
        c.whose.person_id
        for c in limited
        if has_had_enough(c.turn.version, sent.get(c.whose.person_id, 0))
    }
    return [c for c in possible if c.whose.person_id not in enough], sent


def _is_limited(candidate: Candidate) -> bool:
    is_planned = candidate.kind is OccurrenceKind.PLANNED
    return is_planned and candidate.turn.version.max_per_day is not None


def is_doubted(candidate: Candidate) -> bool:
    """Whether the ledger must say how many reminders nobody reacted to."""
    return isinstance(candidate.whose, DuePlan) and is_in_doubt(candidate.whose.unheeded)


def day_of(candidate: Candidate) -> PersonDay:
    """The person's day on which a turn lies."""
    turn = candidate.turn
    return _day(turn.at, turn.version.time_zone, candidate.whose.day_start_minutes)


@lru_cache(maxsize=DISTINCT)
def works(routine: str, level: int, effects: frozenset[str]) -> tuple[Work, ...]:
    """What a routine of the shipped catalogue asks of the body, then its fallbacks."""
    return works_of(load_catalogue(), routine, level, effects)


def works_in(
    catalogue: Catalogue, routine: str, level: int, effects: frozenset[str]
) -> tuple[Work, ...]:
    """What a routine of a person's catalogue asks of the body, then its fallbacks."""
    if is_own(routine):
        return works_of(catalogue, routine, level, effects)
    return works(routine, level, effects)


def works_within(
    catalogue: Catalogue, routine: str, reach: Reach, effects: frozenset[str]
) -> tuple[Work, ...]:
    """The same at the highest level at which somebody who has got so far plays it."""
    found = catalogue.find_routine(routine)
    level = reach.level_for(catalogue, found) if found else LOWEST_LEVEL
    return works_in(catalogue, routine, level, effects)


def done_of(catalogue: Catalogue, practised: Iterable[Practised]) -> tuple[Done, ...]:
    """What sessions asked of the body; a routine withdrawn since counts for nothing."""
    return tuple(
        Done(session.day, work)
        for session in practised
        for work in works_in(catalogue, session.routine, session.level, frozenset())[:1]
    )


def _kept(savers: Sequence[Candidate]) -> frozenset[int]:
    """Those whose day is practised or marked already."""
    if not savers:
        return frozenset()
    days = {c.whose.person_id: day_of(c).date for c in savers}
    closed = facts.days_closed(days.keys(), min(days.values()))
    return frozenset(person_id for person_id, day in days.items() if (person_id, day) in closed)


def _people(candidates: Iterable[Candidate]) -> list[int]:
    return sorted({candidate.whose.person_id for candidate in candidates})


@lru_cache(maxsize=DISTINCT)
def _is_capped(routine: str, effects: frozenset[str]) -> bool:
    if is_own(routine):
        return True  # what is in it is asked for together with what was practised
    offered = works(routine, LOWEST_LEVEL, effects)  # a cap counts at every level
    return bool(offered) and offered[0].is_capped


def _whole_day(candidate: Candidate) -> DayOf:
    day = day_of(candidate)
    return DayOf(candidate.whose.person_id, day.start, day.end)


@lru_cache(maxsize=DISTINCT)
def _day(instant: datetime, zone: str, day_start_minutes: int) -> PersonDay:
    day = local_day(instant, zone, day_start_minutes)
    return PersonDay(day, *day_bounds(day, zone, day_start_minutes))
