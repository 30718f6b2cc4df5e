"""Reading a routine's file, and saying what it would bring before anything is stored."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from webapp.domain.own_exercises import OwnExercise
from webapp.domain.own_problems import OwnProblems
from webapp.domain.own_routines import OwnRoutine, seconds_of, with_own
from webapp.domain.routine_files import file_of, problems_of_file
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.web.answers_own import FilePreviewAnswer, RoutineFileAnswer
from webapp.web.bodies_own import RoutineFileBody
from webapp.web.errors import FieldError
from webapp.web.file_reading import FileRefused, fields_of, misfits_of
from webapp.web.own_answers import around_of, findings_of, items_of
from webapp.web.own_words import words_of

MOST_SAID = 6


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds, checked: it may be stored as it is."""

    routine: OwnRoutine
    exercises: tuple[OwnExercise, ...]


def read_file(content: bytes) -> Brought:
    """Read a file of which nothing is known; FileRefused says what is wrong with it."""
    try:
        body = RoutineFileBody.model_validate(fields_of(content), strict=True)
    except ValidationError as error:
        raise FileRefused(*misfits_of(error)[:MOST_SAID]) from None
    return checked_file(body)


def checked_file(body: RoutineFileBody) -> Brought:
    """Hold a file's content to the rules of the catalogue; FileRefused."""
    brought = Brought(body.as_own(), body.brought())
    found = list(problems_of_file(parts().catalogue, brought.routine, brought.exercises))
    if found:
        errors = (FieldError(problem.field, words_of(problem)) for problem in found[:MOST_SAID])
        raise FileRefused(*errors)
    return brought


def preview_of(brought: Brought, person: Person | None) -> FilePreviewAnswer:
    """What it would bring, in the light of this person's safety check."""
    catalogue = with_own(parts().catalogue, brought.exercises, ())
    file = file_of(brought.routine, {each.id: each for each in brought.exercises})
    return FilePreviewAnswer(
        title=brought.routine.title,
        seconds=seconds_of(catalogue, brought.routine),
        items=items_of(catalogue, brought.routine),
        exercises=RoutineFileAnswer.model_validate(file).exercises,
        findings=findings_of(catalogue, brought.routine, around_of(person)),
    )


def text_of(file: dict[str, Any]) -> str:
    """A file as it is written down."""
    return json.dumps(file, ensure_ascii=False, indent=2) + "\n"


def refusal_of(problems: OwnProblems) -> FileRefused:
    """The refusal of a file that there is no room for."""
    return FileRefused(*(FieldError(each.field, words_of(each)) for each in problems.problems))
