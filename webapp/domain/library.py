"""What routines and exercises are good for: where they fit, what they need, what stands in."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.domain.catalogue import Catalogue, Exercise, Routine
from webapp.domain.catalogue.model import NoGoZone

PLACES = ("desk", "standing", "lying")
_PLACES_OF = {
    "seated": ("desk",),
    "standing": ("standing",),
    "seated_or_standing": ("desk", "standing"),
    "seated_or_lying": ("desk", "lying"),
}
# What others in an open office notice: hands at head and neck, wide arms, a sigh.
_SEEN_OR_HEARD = {"neck_touch", "head_touch", "chest_touch", "neck_load", "shoulder_load"} | {
    "breath_deep"
}
_EVERYWHERE = ("unknown_lump", "pulse")
_NO_GO = {
    "neck_touch": ("spine_midline", "throat", "side_neck", "jaw_angle", "above_collarbone"),
    "chest_touch": ("throat", "above_collarbone"),
    "head_touch": ("eyeball",),
    "hand_touch": (),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; None and False leave it open."""

    minutes: int | None = None
    kind: str | None = None
    place: str | None = None
    discreet: bool = False


def fits(catalogue: Catalogue, routine: Routine, wish: Wish) -> bool:
    """Tell whether a routine is what somebody looks for, by its minutes at level 1."""
    exercises = exercises_of(catalogue, routine)
    return (
        (wish.minutes is None or routine.claimed_minutes[1] <= wish.minutes)
        and (wish.kind is None or any(each.kind == wish.kind for each in exercises))
        and (wish.place is None or wish.place in places_of(exercises))
        and (not wish.discreet or is_discreet(exercises))
    )


def exercises_of(catalogue: Catalogue, routine: Routine) -> tuple[Exercise, ...]:
    """Answer the exercises of a routine, in its order."""
    return tuple(catalogue.exercises[item.exercise] for item in routine.items)


def places_of(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Answer where all of these can be done, in the order of PLACES."""
    positions = {each.position for each in exercises}
    return tuple(
        place for place in PLACES if all(place in _PLACES_OF[position] for position in positions)
    )


def is_discreet(exercises: Iterable[Exercise]) -> bool:
    """Tell whether these pass unnoticed in an open office."""
    return all(_SEEN_OR_HEARD.isdisjoint(each.tags) for each in exercises)


def no_go_zones_of(catalogue: Catalogue, exercise: Exercise) -> tuple[NoGoZone, ...]:
    """Answer where no hand goes in this exercise, in the catalogue's order; none without touch."""
    if not any(tag in _NO_GO for tag in exercise.tags):
        return ()
    off = {zone for tag in exercise.tags for zone in _NO_GO.get(tag, ())}.union(_EVERYWHERE)
    return tuple(zone for zone in catalogue.no_go_zones if zone.id in off)


def alternatives_of(catalogue: Catalogue, exercise: Exercise) -> tuple[Exercise, ...]:
    """Answer what may be done instead: its swap first, then what it may itself stand in for."""
    swap = catalogue.swaps.get(exercise.id)
    others = [one for one, other in catalogue.swaps.items() if other == exercise.id]
    return tuple(catalogue.exercises[each] for each in ([swap] if swap else []) + others)


def routines_with(catalogue: Catalogue, exercise: Exercise) -> tuple[Routine, ...]:
    """Answer the routines an exercise is part of."""
    return tuple(
        routine
        for routine in catalogue.routines.values()
        if any(item.exercise == exercise.id for item in routine.items)
    )
