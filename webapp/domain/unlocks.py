"""Routines that open in full after some shorter sessions of the same exercise."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue, Item, Routine
from webapp.domain.catalogue.arrangement import arrange, total_seconds
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.catalogue.routine import half_minutes


@dataclass(frozen=True, slots=True)
class Unlock:
    """What opens a routine in full: so many sessions of an exercise that ended well."""

    exercise: str
    sessions: int


# What the catalogue says in words under `unlock`.
UNLOCKS = {"sigh_five": Unlock("br_cyclic_sigh", 3)}


def routines_with(catalogue: Catalogue, exercise: str) -> frozenset[str]:
    """Answer the routines in which an exercise is played, and the exercise alone."""
    routines = catalogue.routines.values()
    whole = frozenset(r.id for r in routines if any(i.exercise == exercise for i in r.items))
    return whole | {exercise}


def with_locked(catalogue: Catalogue, locked: Collection[str]) -> Catalogue:
    """Answer the catalogue in which these routines are played at the first dose of level 1."""
    if not locked:
        return catalogue
    shortened = {name: _first_dose(catalogue, catalogue.routines[name]) for name in locked}
    return replace(catalogue, routines=MappingProxyType({**catalogue.routines, **shortened}))


def _first_dose(catalogue: Catalogue, routine: Routine) -> Routine:
    items = tuple(Item(item.exercise, MappingProxyType({}), level=1) for item in routine.items)
    short = replace(routine, items=items)
    seconds = total_seconds(catalogue, arrange(catalogue, short, 1, frozenset()))
    minutes = dict.fromkeys(LEVELS, half_minutes(seconds))
    return replace(short, claimed_minutes=MappingProxyType(minutes))
