"""How far somebody has got: the levels of their kinds, and what is not open in full to them yet."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue, Item, Routine
from webapp.domain.progression import LOWEST_LEVEL, Standings
from webapp.domain.timelines import Timeline, compile_timeline
from webapp.domain.unlocks import with_locked


@dataclass(frozen=True, slots=True)
class Reach:
    """The level of each kind that is above the first, and the routines that are locked."""

    levels: tuple[tuple[str, int], ...] = ()
    locked: frozenset[str] = frozenset()

    def level_of(self, kind: str) -> int:
        """The level reached with a kind."""
        return dict(self.levels).get(kind, LOWEST_LEVEL)

    def level_for(self, catalogue: Catalogue, routine: Routine) -> int:
        """The highest level at which a routine may be played: the lowest of its kinds."""
        kinds = {catalogue.exercises[item.exercise].kind for item in routine.items}
        return min((self.level_of(kind) for kind in kinds), default=LOWEST_LEVEL)


START = Reach()


def reach_of(standings: Standings, locked: Collection[str] = ()) -> Reach:
    """Answer how far somebody has got who stands so with every kind."""
    above = {kind: each.level for kind, each in standings.items() if each.level > LOWEST_LEVEL}
    return Reach(tuple(sorted(above.items())), frozenset(locked))


def compile_within(
    catalogue: Catalogue, wanted: tuple[str, int], effects: Collection[str], reach: Reach
) -> Timeline:
    """Compile a routine no further than somebody has got.

    What stands in for it keeps to the levels of its own kinds, and so does every exercise that has
    a level of its own. Raises as `compile_timeline` does.
    """
    routine_id, level = wanted
    held = _held(with_locked(catalogue, reach.locked), reach)
    level = min(level, reach.level_for(held, held.get_routine(routine_id)))
    found = compile_timeline(held, routine_id, level, effects)
    while found.routine != routine_id:
        lower = min(level, reach.level_for(held, held.get_routine(found.routine)))
        if lower >= found.level:
            break
        level, held = lower, _lowered(held, routine_id, lower)
        found = compile_timeline(held, routine_id, level, effects)
    return found


def _lowered(catalogue: Catalogue, routine_id: str, level: int) -> Catalogue:
    """A routine of one's own asks for the levels of its exercises: its stand-in would too."""
    routine = catalogue.get_routine(routine_id)
    items = tuple(
        item if item.level is None else replace(item, level=min(item.level, level))
        for item in routine.items
    )
    routines = {**catalogue.routines, routine_id: replace(routine, items=items)}
    return replace(catalogue, routines=MappingProxyType(routines))


def _held(catalogue: Catalogue, reach: Reach) -> Catalogue:
    routines = {
        name: _within(catalogue, each, reach)
        for name, each in catalogue.routines.items()
        if any(item.level is not None for item in each.items)
    }
    return replace(catalogue, routines=MappingProxyType({**catalogue.routines, **routines}))


def _within(catalogue: Catalogue, routine: Routine, reach: Reach) -> Routine:
    return replace(routine, items=tuple(_lower(catalogue, item, reach) for item in routine.items))


def _lower(catalogue: Catalogue, item: Item, reach: Reach) -> Item:
    if item.level is None:
        return item
    highest = reach.level_of(catalogue.exercises[item.exercise].kind)
    return replace(item, level=min(item.level, highest))
