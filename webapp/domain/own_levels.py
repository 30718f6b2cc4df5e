"""A person's own routines, held to the levels the person has reached."""

from dataclasses import replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue, Item, Routine
from webapp.domain.progression import Standings


def held_to_levels(catalogue: Catalogue, standings: Standings) -> Catalogue:
    """Answer the catalogue with no exercise of a routine above the person's level of its kind.

    An exercise that goes down to a lower level lasts what that level says.
    """
    held = {
        name: _held(catalogue, routine, standings) for name, routine in catalogue.routines.items()
    }
    return replace(catalogue, routines=MappingProxyType(held))


def _held(catalogue: Catalogue, routine: Routine, standings: Standings) -> Routine:
    if all(item.level is None for item in routine.items):
        return routine
    items = tuple(_lower(catalogue, item, standings) for item in routine.items)
    return replace(routine, items=items)


def _lower(catalogue: Catalogue, item: Item, standings: Standings) -> Item:
    if item.level is None:
        return item
    highest = standings[catalogue.exercises[item.exercise].kind].level
    return replace(item, level=min(item.level, highest))
