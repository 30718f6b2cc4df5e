"""The level at which whoever asks may play a routine."""

from collections.abc import Collection, Iterable, Mapping

from flask import g, request

from webapp.actions.levels import levels_of
from webapp.actions.unlocks import still_to_go
from webapp.domain.catalogue import Routine
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.own_levels import held_to_levels
from webapp.domain.progression import Standing, effort_for, level_for, standings_of
from webapp.domain.safety import highest_level
from webapp.domain.timelines import Timeline
from webapp.domain.unlocks import with_locked
from webapp.storage.people import Person
from webapp.web.current import find_current_person, now
from webapp.web.own_here import catalogue_with
from webapp.web.routine_cards import compiled, safety_of


def own_standings() -> dict[str, Standing]:
    """Where whoever asks stands with every kind; of nobody, level 1 is known."""
    if "standings" not in g:
        g.standings = standings_for(find_current_person())
    found: dict[str, Standing] = g.standings
    return found


def standings_for(person: Person | None) -> dict[str, Standing]:
    """Where somebody stands with every kind."""
    if person is None:
        return standings_of((), now().date())
    return levels_of(person, now())


def highest_for(routine: Routine) -> int:
    """The highest level at which whoever asks may play a routine."""
    known = safety_of(find_current_person())
    own = level_for(kinds_in(routine), own_standings())
    return min(own, highest_level(known.effects if known.consent else ()))


def level_here(routine: Routine) -> int:
    """The level in the address as far as it is open, the highest open one where there is none."""
    highest = highest_for(routine)
    text = request.args.get("level", "")
    return min(int(text), highest) if text in map(str, LEVELS) else highest


def compiled_within_levels(
    routine_id: str, level: int, effects: Collection[str]
) -> Timeline | None:
    """The timeline of a routine; what stands in for it keeps to the levels of its own kinds."""
    unlocked = with_locked(catalogue_with(routine_id), locked_here())
    catalogue = held_to_levels(unlocked, own_standings())
    found = compiled(routine_id, level, effects, catalogue)
    while found is not None and found.routine != routine_id:
        lower = min(level, highest_for(catalogue.get_routine(found.routine)))
        if lower >= found.level:
            return found
        found, level = compiled(routine_id, lower, effects, catalogue), lower
    return found


def locked_here() -> Mapping[str, int]:
    """The routines that are not open in full yet, with the shorter sessions they still need."""
    if "locked" not in g:
        g.locked = still_to_go(find_current_person())
    found: Mapping[str, int] = g.locked
    return found


def effort_here(routine: Routine, level: int) -> int:
    """How much effort suits whoever asks when they play a routine at a level."""
    return min(effort_for(kinds_in(routine), own_standings()), level)


def kinds_in(routine: Routine) -> Iterable[str]:
    """The kinds of a routine's exercises."""
    exercises = catalogue_with(routine.id).exercises
    return {exercises[item.exercise].kind for item in routine.items}
