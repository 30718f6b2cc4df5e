"""The JSON bodies about what is a person's own, and a routine as a file."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from webapp.domain.own_exercises import OwnExercise, OwnStep
from webapp.domain.own_routines import OwnItem, OwnRoutine
from webapp.domain.own_texts import tidied
from webapp.web.contract import Body

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Words = Annotated[str, StringConstraints(max_length=1000)]
Word = Annotated[str, StringConstraints(max_length=16)]
Seconds = Annotated[int, Field(ge=0, le=14400)]


class OwnItemBody(Body):
    """One exercise of a routine; without seconds it lasts what its level says."""

    exercise: Id
    level: Annotated[int, Field(ge=1, le=3)] = 1
    seconds: Seconds | None = None


class OwnRoutineBody(Body):
    """A routine of a person's own."""

    title: Words
    items: Annotated[list[OwnItemBody], Field(max_length=100)] = Field(default_factory=list)
    based_on: Id | None = None

    def as_own(self, routine_id: str = "") -> OwnRoutine:
        """The routine as the domain knows it."""
        items = (OwnItem(item.exercise, item.level, item.seconds) for item in self.items)
        return OwnRoutine(routine_id, tidied(self.title), tuple(items), self.based_on)


class OwnStepBody(Body):
    """One timed instruction."""

    do: Words
    seconds: Seconds
    side: Word = "none"


class OwnExerciseBody(Body):
    """An exercise somebody brings along."""

    title: Words
    kind: Word
    place: Word
    steps: Annotated[list[OwnStepBody], Field(max_length=100)]
    note: Words = ""

    def as_own(self, exercise_id: str = "") -> OwnExercise:
        """The exercise as the domain knows it."""
        steps = (OwnStep(tidied(step.do), step.seconds, step.side) for step in self.steps)
        return OwnExercise(
            id=exercise_id,
            title=tidied(self.title),
            kind=self.kind,
            place=self.place,
            steps=tuple(steps),
            note=tidied(self.note),
        )


class FileExerciseBody(OwnExerciseBody):
    """An exercise that comes along in a file, under a name that its items use."""

    id: Annotated[str, StringConstraints(pattern=r"^e[0-9]{1,2}$")]


class RoutineFileBody(OwnRoutineBody):
    """A routine as a file."""

    format: Literal["unhunch-routine"]
    version: Annotated[int, Field(ge=1, le=1)]
    exercises: Annotated[list[FileExerciseBody], Field(max_length=100)] = Field(
        default_factory=list
    )

    def brought(self) -> tuple[OwnExercise, ...]:
        """The exercises that come along."""
        return tuple(each.as_own(each.id) for each in self.exercises)
