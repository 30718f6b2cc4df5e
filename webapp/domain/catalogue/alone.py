"""One exercise by itself, as a routine: what its own page plays."""

from types import MappingProxyType

from webapp.domain.catalogue.exercise import LEVELS, Exercise
from webapp.domain.catalogue.routine import Bookend, Item, Routine, half_minutes

FALLBACK = "flare_safe_breathing"
_BEFORE = {"massage": "massage"}
_AFTER = {"massage": "massage"}


def alone(exercise: Exercise) -> Routine:
    """Answer the routine that is this exercise and nothing else; its id is the exercise's."""
    minutes = {level: half_minutes(exercise.total(level)) for level in LEVELS}
    return Routine(
        id=exercise.id,
        title=exercise.title,
        summary=exercise.summary,
        category="break" if exercise.kind == "mobility" else exercise.kind,
        claimed_minutes=MappingProxyType(minutes),
        prepare=Bookend(0, _BEFORE.get(exercise.kind, "desk"), ""),
        items=(Item(exercise.id, MappingProxyType({})),),
        finish=Bookend(0, _AFTER.get(exercise.kind, "simple"), ""),
        follow_with=(),
        fallback=FALLBACK,
        frequency="",
        unlock=None,
        sources=exercise.sources,
    )
