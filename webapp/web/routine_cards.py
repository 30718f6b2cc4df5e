"""A routine as it is shown, in the light of what this person may play."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import request

from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.own_exercises import is_own
from webapp.domain.safety import NO_CHECK
from webapp.domain.timelines import NothingAllowed, Timeline, compile_timeline
from webapp.domain.unlocks import UNLOCKS, with_locked
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.storage.safety import KnownSafety, known_safety
from webapp.web.current import find_current_person, now
from webapp.web.errors import FieldError, invalid
from webapp.web.own_here import catalogue_with, whole_catalogue
from webapp.web.own_reach import locked_here

EFFECTS_HEADER = "Safety-Effects"
LEVELS = (1, 2, 3)
UNKNOWN = KnownSafety(checked=False, consent=False, effects=NO_CHECK)


@dataclass(frozen=True, slots=True)
class Offered:
    """The routine that is really offered."""

    id: str
    title: str
    category: str


@dataclass(frozen=True, slots=True)
class RoutineCard:
    """A routine in short.

    `state`: kept, changed (steps left out or swapped), fallback (another routine is offered),
    nothing, or check (opens after the safety check).
    """

    id: str
    title: str
    summary: str
    category: str
    kinds: tuple[str, ...]
    minutes: dict[int, float]
    state: str
    offered: Offered | None
    own: bool = False


def card_of(
    routine: Routine, known: KnownSafety, catalogue: Catalogue | None = None
) -> RoutineCard:
    """The card of a routine for somebody of whom this much is known.

    `catalogue` is that of whose routine it is, by default of whoever is asking.
    """
    catalogue = catalogue or catalogue_with(routine.id)
    # A check kept on the device only is applied there; here nothing may be told from it.
    routine = _as_far_as_open(catalogue, routine)
    effects = frozenset[str]() if known.checked and not known.consent else known.effects
    state, offered = _offer(catalogue, routine, effects)
    if not known.checked and state != "kept":
        state, offered = "check", Offered(routine.id, routine.title, routine.category)
    kinds = (catalogue.exercises[item.exercise].kind for item in routine.items)
    return RoutineCard(
        id=routine.id,
        title=routine.title,
        summary=routine.summary,
        category=routine.category,
        kinds=tuple(dict.fromkeys(kinds)),
        minutes=dict(routine.claimed_minutes),
        state=state,
        offered=offered,
        own=is_own(routine.id),
    )


def _as_far_as_open(catalogue: Catalogue, routine: Routine) -> Routine:
    """The routine, shorter while it is not open in full to whoever asks."""
    if routine.id not in UNLOCKS or routine.id not in locked_here():
        return routine
    return with_locked(catalogue, (routine.id,)).get_routine(routine.id)


def cards(known: KnownSafety) -> list[RoutineCard]:
    """The cards of all routines: those of this person first, then ours in the catalogue's order."""
    catalogue = whole_catalogue()
    ordered = sorted(catalogue.routines.values(), key=lambda routine: not is_own(routine.id))
    return [card_of(routine, known, catalogue) for routine in ordered]


def safety_of(person: Person | None) -> KnownSafety:
    """What is known of a person's safety; of nobody, nothing."""
    return known_safety(person.id, now()) if person else UNKNOWN


def effects_for_timeline() -> frozenset[str]:
    """The effects a timeline is compiled under: what we keep, and what the device says.

    The device speaks through the header `Safety-Effects` (ids, comma-separated; empty means a
    check that found nothing). Where both know something, both hold.
    """
    known = safety_of(find_current_person())
    said = request.headers.get(EFFECTS_HEADER)
    if said is None:
        return known.effects
    effects = frozenset(filter(None, (part.strip() for part in said.split(","))))
    unknown = effects - parts().catalogue.effects.keys()
    if unknown:
        raise invalid(FieldError(EFFECTS_HEADER, f"There is no effect {min(unknown)!r}."))
    return effects | (known.effects if known.consent else known.own_effects)


def compiled(
    routine_id: str, level: int, effects: Collection[str], catalogue: Catalogue | None = None
) -> Timeline | None:
    """The timeline of a routine, None when the effects leave nothing."""
    try:
        found = catalogue or catalogue_with(routine_id)
        return compile_timeline(found, routine_id, level, effects)
    except NothingAllowed:
        return None


def _offer(
    catalogue: Catalogue, routine: Routine, effects: Collection[str]
) -> tuple[str, Offered | None]:
    try:
        timeline = compile_timeline(catalogue, routine.id, 1, effects)
    except NothingAllowed:
        return "nothing", None
    state = "changed" if timeline.changes else "kept"
    if timeline.routine != routine.id:
        state = "fallback"
    category = catalogue.get_routine(timeline.routine).category
    return state, Offered(timeline.routine, timeline.title, category)
