"""Routines a person puts together: exercises in order, each at a level of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue, Exercise, Item, Routine
from webapp.domain.catalogue.arrangement import arrange, total_seconds
from webapp.domain.catalogue.durations import problem_of_override
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.catalogue.routine import Bookend, half_minutes
from webapp.domain.own_exercises import (
    LONGEST_TITLE,
    OwnExercise,
    as_exercise,
    problems_of_text,
)
from webapp.domain.own_problems import OwnProblem, Wrong

FALLBACK = "flare_safe_breathing"
MOST_ITEMS = 40
LONGEST_SECONDS = 3600
_CATEGORY = {"mobility": "break"}


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One exercise of it; without seconds it lasts what its level says."""

    exercise: str
    level: int = 1
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class OwnRoutine:
    """A routine of a person's own; preparation and finish are those of the preset it began as."""

    id: str
    title: str
    items: tuple[OwnItem, ...]
    based_on: str | None = None


def with_own(
    catalogue: Catalogue, exercises: Iterable[OwnExercise], routines: Iterable[OwnRoutine]
) -> Catalogue:
    """Answer the catalogue as one person has it: with what is their own beside what is ours."""
    known = dict(catalogue.exercises) | {own.id: as_exercise(own) for own in exercises}
    whole = replace(catalogue, exercises=MappingProxyType(known))
    made = dict(catalogue.routines) | {own.id: as_routine(whole, own) for own in routines}
    return replace(whole, routines=MappingProxyType(made))


def with_texts_of(catalogue: Catalogue, ours: Catalogue) -> Catalogue:
    """Answer a person's catalogue in which what is ours speaks another language."""
    exercises = {**catalogue.exercises, **ours.exercises}
    routines = {**catalogue.routines, **ours.routines}
    return replace(ours, exercises=MappingProxyType(exercises), routines=MappingProxyType(routines))


def problems_of_routine(catalogue: Catalogue, own: OwnRoutine) -> Iterator[OwnProblem]:
    """Say what keeps a routine from being kept; `catalogue` is the person's."""
    yield from problems_of_text("title", own.title, LONGEST_TITLE)
    if own.based_on is not None and own.based_on not in catalogue.routines:
        yield OwnProblem("based_on", Wrong.UNKNOWN_ROUTINE, {"id": own.based_on})
    if len(own.items) > MOST_ITEMS:
        yield OwnProblem("items", Wrong.TOO_MANY, {"most": MOST_ITEMS})
        return
    found = [each for n, item in enumerate(own.items) for each in _problems(catalogue, n, item)]
    yield from found
    if not found and seconds_of(catalogue, own) > LONGEST_SECONDS:
        yield OwnProblem("items", Wrong.TOO_LONG, {"minutes": LONGEST_SECONDS // 60})


def as_routine(catalogue: Catalogue, own: OwnRoutine) -> Routine:
    """Make the catalogue's routine of it; an exercise that is gone is left out."""
    items = tuple(_items(catalogue, own.items))
    model = catalogue.routines.get(own.based_on or "")
    exercises = [catalogue.exercises[item.exercise] for item in items]
    is_massage = any(exercise.kind == "massage" for exercise in exercises)
    made = Routine(
        id=own.id,
        title=own.title,
        summary="",
        category=_category(exercises),
        claimed_minutes=MappingProxyType({}),
        prepare=model.prepare if model else Bookend(0, "massage" if is_massage else "desk", ""),
        items=items,
        finish=model.finish if model else Bookend(0, "massage" if is_massage else "simple", ""),
        follow_with=(),
        fallback=FALLBACK,
        frequency="",
        unlock=None,
        sources=(),
    )
    minutes = half_minutes(_seconds(catalogue, made))
    return replace(made, claimed_minutes=MappingProxyType(dict.fromkeys(LEVELS, minutes)))


def exercises_in(catalogue: Catalogue, own: OwnRoutine) -> tuple[Exercise, ...]:
    """Answer the exercises of a routine that are there."""
    found = (catalogue.exercises.get(item.exercise) for item in own.items)
    return tuple(exercise for exercise in found if exercise is not None)


def seconds_of(catalogue: Catalogue, own: OwnRoutine) -> int:
    """Add up a routine's seconds: preparation, exercises, what lies between them, finish."""
    return _seconds(catalogue, as_routine(catalogue, own))


def copy_of(routine: Routine, title: str) -> OwnRoutine:
    """Answer a preset at level 1 as a person's own, not yet with an id."""
    items = (OwnItem(each.exercise, 1, each.seconds_at(1)) for each in routine.items)
    return OwnRoutine("", title, tuple(items), routine.id)


def seconds_allowed(exercise: Exercise, level: int) -> tuple[int, ...]:
    """Answer all the seconds an exercise may last at a level, its own dose among them."""
    bounds = range(exercise.min_seconds, exercise.max_seconds + 1)
    possible = {n for n in bounds if _can_last(exercise, level, n)}
    return tuple(sorted(possible | {exercise.total(level)}))


def _problems(catalogue: Catalogue, number: int, item: OwnItem) -> Iterator[OwnProblem]:
    field = f"items.{number}"
    exercise = catalogue.exercises.get(item.exercise)
    if exercise is None:
        yield OwnProblem(f"{field}.exercise", Wrong.UNKNOWN_EXERCISE, {"id": item.exercise})
    elif item.level not in LEVELS:
        yield OwnProblem(f"{field}.level", Wrong.UNKNOWN_LEVEL)
    elif item.seconds is not None:
        yield from _problems_of_seconds(field, exercise, item)


def _problems_of_seconds(field: str, exercise: Exercise, item: OwnItem) -> Iterator[OwnProblem]:
    allowed = seconds_allowed(exercise, item.level)
    if item.seconds not in allowed:
        nearest = sorted(allowed, key=lambda n: abs(n - (item.seconds or 0)))[:2]
        values = {"title": exercise.title, "nearest": sorted(nearest)}
        yield OwnProblem(f"{field}.seconds", Wrong.SECONDS, values | _ends(allowed))


def _ends(allowed: tuple[int, ...]) -> dict[str, object]:
    return {"least": allowed[0], "most": allowed[-1]}


def _can_last(exercise: Exercise, level: int, seconds: int) -> bool:
    return problem_of_override(exercise, level, seconds) is None


def _items(catalogue: Catalogue, items: Iterable[OwnItem]) -> Iterator[Item]:
    for own in items:
        exercise = catalogue.exercises.get(own.exercise)
        if exercise is not None:
            # The catalogue may have changed since: what no longer fits gives way to the dose.
            fits = own.seconds is not None and _can_last(exercise, own.level, own.seconds)
            seconds = {own.level: own.seconds} if fits and own.seconds is not None else {}
            yield Item(own.exercise, MappingProxyType(seconds), own.level)


def _seconds(catalogue: Catalogue, routine: Routine) -> int:
    highest = routine.level_wanted(1)
    return total_seconds(catalogue, arrange(catalogue, routine, highest, frozenset()))


def _category(exercises: list[Exercise]) -> str:
    kinds = Counter(exercise.kind for exercise in exercises)
    kind = kinds.most_common(1)[0][0] if kinds else "mobility"
    return _CATEGORY.get(kind, kind)
