"""A person's own routines and exercises as they are shown and answered."""

from collections.abc import Collection

from webapp.domain.catalogue import Catalogue, Exercise
from webapp.domain.own_exercises import OwnExercise
from webapp.domain.own_lint import Around, lint
from webapp.domain.own_routines import OwnItem, OwnRoutine, seconds_of
from webapp.storage.own_exercises import StoredExercise
from webapp.storage.own_routines import StoredRoutine
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.answers_own import (
    FindingAnswer,
    OwnExerciseAnswer,
    OwnItemAnswer,
    OwnRoutineAnswer,
    OwnStepAnswer,
)
from webapp.web.own_words import hint_words
from webapp.web.routine_cards import safety_of


def routine_answer(stored: StoredRoutine, catalogue: Catalogue, around: Around) -> OwnRoutineAnswer:
    """A routine with its seconds, and what there is to say of it."""
    own = stored.as_own()
    return OwnRoutineAnswer(
        id=own.id,
        title=own.title,
        based_on=own.based_on,
        edition=stored.edition,
        seconds=seconds_of(catalogue, own),
        items=items_of(catalogue, own),
        findings=findings_of(catalogue, own, around),
    )


def items_of(catalogue: Catalogue, own: OwnRoutine) -> list[OwnItemAnswer]:
    """The exercises of a routine, with what each lasts."""
    return [_item(catalogue.exercises.get(item.exercise), item) for item in own.items]


def findings_of(catalogue: Catalogue, own: OwnRoutine, around: Around) -> list[FindingAnswer]:
    """What does not look right, in words."""
    return [
        FindingAnswer(
            hint=found.hint,
            item=found.item,
            text=hint_words(found, _title(catalogue, own, found.item)),
        )
        for found in lint(catalogue, own, around)
    ]


def around_of(person: Person | None) -> Around:
    """What a person's routines have to fit.

    Effects only where they are kept here: what a device keeps for itself is applied there.
    """
    known = safety_of(person)
    effects: Collection[str] = known.effects if known.consent else ()
    if person is None:
        return Around(effects)
    plan = find_plan(person.id)
    pause = plan.versions[-1].every_minutes if plan and plan.enabled else None
    return Around(effects, person.break_minutes, pause)


def exercise_answer(stored: StoredExercise, has_photo: bool) -> OwnExerciseAnswer:
    """An exercise somebody brought along."""
    own: OwnExercise = stored.as_own()
    steps = [OwnStepAnswer(do=s.do, seconds=s.seconds, side=s.side) for s in own.steps]
    return OwnExerciseAnswer(
        id=own.id,
        title=own.title,
        kind=own.kind,
        place=own.place,
        note=own.note,
        edition=stored.edition,
        seconds=own.seconds,
        steps=steps,
        photo=photo_path(own.id) if has_photo else None,
    )


def photo_path(exercise_id: str) -> str:
    """Where the photograph of an exercise is served, to its owner only."""
    return f"/own/exercises/{exercise_id}/photo"


def _item(exercise: Exercise | None, item: OwnItem) -> OwnItemAnswer:
    lasts = 0
    if exercise is not None:
        lasts = exercise.total(item.level) if item.seconds is None else item.seconds
    return OwnItemAnswer(
        exercise=item.exercise,
        title=exercise.title if exercise else "",
        kind=exercise.kind if exercise else "",
        level=item.level,
        seconds=item.seconds,
        lasts=lasts,
        gone=exercise is None,
    )


def _title(catalogue: Catalogue, own: OwnRoutine, number: int | None) -> str:
    if number is None:
        return ""
    exercise = catalogue.exercises.get(own.items[number].exercise)
    return exercise.title if exercise else ""
