"""Routines that open in full after some shorter sessions of the same exercise."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue, Item, Routine


@dataclass(frozen=True, slots=True)
class Unlock:
    """What opens a routine in full: so many sessions of an exercise that ended well."""

    exercise: str
    sessions: int


# What the catalogue says in words under `unlock`.
UNLOCKS = {"sigh_five": Unlock("br_cyclic_sigh", 3)}


def routines_with(catalogue: Catalogue, exercise: str) -> frozenset[str]:
    """Answer the routines in which an exercise is played."""
    routines = catalogue.routines.values()
    return frozenset(r.id for r in routines if any(i.exercise == exercise for i in r.items))


def with_locked(catalogue: Catalogue, locked: Collection[str]) -> Catalogue:
    """Answer the catalogue in which these routines are played at the first dose of level 1."""
    shortened = {name: _first_dose(catalogue.routines[name]) for name in locked}
    return replace(catalogue, routines=MappingProxyType({**catalogue.routines, **shortened}))


def _first_dose(routine: Routine) -> Routine:
    items = tuple(Item(item.exercise, MappingProxyType({}), level=1) for item in routine.items)
    return replace(routine, items=items)
