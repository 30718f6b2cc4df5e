"""The JSON bodies that are answered about what is a person's own."""

from pydantic import BaseModel


class FindingAnswer(BaseModel):
    """One thing to say of a routine, about one of its exercises (by place) or about the whole."""

    hint: str
    item: int | None
    text: str


class OwnItemAnswer(BaseModel):
    """One exercise of a routine, with the seconds it lasts."""

    exercise: str
    title: str
    kind: str
    level: int
    seconds: int | None
    lasts: int
    gone: bool


class OwnRoutineAnswer(BaseModel):
    """A routine of a person's own, how long it takes, and what does not look right in it."""

    id: str
    title: str
    based_on: str | None
    edition: int
    seconds: int
    items: list[OwnItemAnswer]
    findings: list[FindingAnswer]


class OwnRoutinesAnswer(BaseModel):
    """All routines of a person's own."""

    routines: list[OwnRoutineAnswer]


class OwnStepAnswer(BaseModel):
    """One timed instruction."""

    do: str
    seconds: int
    side: str


class OwnExerciseAnswer(BaseModel):
    """An exercise a person brought along; `photo` is its address."""

    id: str
    title: str
    kind: str
    place: str
    note: str
    edition: int
    seconds: int
    steps: list[OwnStepAnswer]
    photo: str | None


class OwnExercisesAnswer(BaseModel):
    """All exercises a person brought along."""

    exercises: list[OwnExerciseAnswer]


class RemovedAnswer(BaseModel):
    """Something was taken off the list; it can be brought back until then."""

    id: str
    removed: bool


class FileStepAnswer(BaseModel):
    """One timed instruction."""

    do: str
    seconds: int
    side: str


class FileExerciseAnswer(BaseModel):
    """An exercise that goes along in a file."""

    id: str
    title: str
    kind: str
    place: str
    note: str
    steps: list[FileStepAnswer]


class FileItemAnswer(BaseModel):
    """One exercise of a routine."""

    exercise: str
    level: int
    seconds: int | None


class RoutineFileAnswer(BaseModel):
    """A routine as a file."""

    format: str
    version: int
    title: str
    based_on: str | None
    items: list[FileItemAnswer]
    exercises: list[FileExerciseAnswer]


class FilePreviewAnswer(BaseModel):
    """What a file would bring, and how it stands with this person's safety check."""

    title: str
    seconds: int
    items: list[OwnItemAnswer]
    exercises: list[FileExerciseAnswer]
    findings: list[FindingAnswer]
