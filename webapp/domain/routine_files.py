"""A routine as a file: what goes out, and what a file from anywhere must be to come in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from webapp.domain.catalogue import Catalogue
from webapp.domain.own_exercises import OwnExercise, problems_of_exercise
from webapp.domain.own_problems import OwnProblem, Wrong
from webapp.domain.own_routines import OwnRoutine, problems_of_routine, with_own

FORMAT, VERSION = "unhunch-routine", 1
MOST_BYTES = 64 * 1024
MOST_EXERCISES = 20


def file_of(own: OwnRoutine, exercises: Mapping[str, OwnExercise]) -> dict[str, object]:
    """Write a routine down for others, in JSON's types; no photograph, nothing about the person.

    Exercises of one's own come along under names that mean something in this file only.
    """
    used = dict.fromkeys(each.exercise for each in own.items if each.exercise in exercises)
    names = {exercise: f"e{number}" for number, exercise in enumerate(used, 1)}
    items = [
        {
            "exercise": names.get(item.exercise, item.exercise),
            "level": item.level,
            "seconds": item.seconds,
        }
        for item in own.items
    ]
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": own.title,
        "based_on": own.based_on,
        "items": items,
        "exercises": [_exercise(name, exercises[each]) for each, name in names.items()],
    }


def problems_of_file(
    catalogue: Catalogue, own: OwnRoutine, exercises: Sequence[OwnExercise]
) -> Iterator[OwnProblem]:
    """Say what keeps the content of a file from coming in; `catalogue` is ours alone.

    A file may name our exercises and its own, never what happens to be another person's.
    """
    if len(exercises) > MOST_EXERCISES:
        yield OwnProblem("exercises", Wrong.TOO_MANY, {"most": MOST_EXERCISES})
        return
    yield from _named_twice(exercises)
    found = [
        replace(problem, field=f"exercises.{number}.{problem.field}")
        for number, each in enumerate(exercises)
        for problem in problems_of_exercise(each)
    ]
    yield from found
    if not found:
        yield from problems_of_routine(with_own(catalogue, exercises, ()), own)
    if not own.items:
        yield OwnProblem("items", Wrong.EMPTY)


def _named_twice(exercises: Iterable[OwnExercise]) -> Iterator[OwnProblem]:
    seen: set[str] = set()
    for number, each in enumerate(exercises):
        if each.id in seen:
            yield OwnProblem(f"exercises.{number}.id", Wrong.TWICE, {"id": each.id})
        seen.add(each.id)


def _exercise(name: str, own: OwnExercise) -> dict[str, object]:
    return {
        "id": name,
        "title": own.title,
        "kind": own.kind,
        "place": own.place,
        "note": own.note,
        "steps": [{"do": s.do, "seconds": s.seconds, "side": s.side} for s in own.steps],
    }
