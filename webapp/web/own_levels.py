"""The level at which whoever asks may play a routine."""

from collections.abc import Collection, Iterable

from flask import request

from webapp.domain.catalogue import Routine
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.progression import effort_for
from webapp.domain.reach import compile_within
from webapp.domain.safety import highest_level
from webapp.domain.timelines import NothingAllowed, Timeline
from webapp.web.current import find_current_person
from webapp.web.own_here import catalogue_with
from webapp.web.own_reach import own_standings, reach_here
from webapp.web.routine_cards import safety_of


def highest_for(routine: Routine) -> int:
    """The highest level at which whoever asks may play a routine."""
    known = safety_of(find_current_person())
    own = reach_here().level_for(catalogue_with(routine.id), routine)
    return min(own, highest_level(known.effects if known.consent else ()))


def level_here(routine: Routine) -> int:
    """The level in the address as far as it is open, the highest open one where there is none."""
    highest = highest_for(routine)
    text = request.args.get("level", "")
    return min(int(text), highest) if text in map(str, LEVELS) else highest


def compiled_within_levels(
    routine_id: str, level: int, effects: Collection[str]
) -> Timeline | None:
    """The timeline of a routine as far as whoever asks has got; None when nothing is left."""
    try:
        return compile_within(
            catalogue_with(routine_id), (routine_id, level), effects, reach_here()
        )
    except NothingAllowed:
        return None


def effort_here(routine: Routine, level: int) -> int:
    """How much effort suits whoever asks when they play a routine at a level."""
    return min(effort_for(kinds_in(routine), own_standings()), level)


def kinds_in(routine: Routine) -> Iterable[str]:
    """The kinds of a routine's exercises."""
    exercises = catalogue_with(routine.id).exercises
    return {exercises[item.exercise].kind for item in routine.items}
