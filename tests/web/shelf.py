"""All drawings in all their forms, made once for the tests that look at them."""

from dataclasses import dataclass

from tests.web.drawn import Placed, parsed, placed
from webapp.domain.catalogue import load_catalogue
from webapp.web import drawing_kit
from webapp.web.drawing_kit import Subject
from webapp.web.drawings import exercise_subject, point_subject

CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.exercises)
POINTS = [e.point.who_code for e in CATALOGUE.exercises.values() if e.point]
TWO_SIDED = [e.id for e in CATALOGUE.exercises.values() if e.side == "left-right"]
NAMES = [*EXERCISES, *[f"{name}/right" for name in TWO_SIDED], *[f"points/{p}" for p in POINTS]]


@dataclass(frozen=True)
class Drawn:
    """One drawing in all its forms."""

    title: str
    page: str
    file: str
    words: str

    def parts(self) -> list[Placed]:
        """Every element with its place on the sheet."""
        return list(placed(parsed(self.page)))


Shelf = dict[str, Drawn]


def filled_shelf() -> Shelf:
    """Every drawing by its name in NAMES; needs a request's language."""
    return {name: _drawn(_subject_of(name)) for name in NAMES}


def _subject_of(name: str) -> Subject:
    if name.startswith("points/"):
        return point_subject(name.removeprefix("points/"))
    exercise, _, side = name.partition("/")
    return exercise_subject(exercise, side or "left")


def _drawn(subject: Subject) -> Drawn:
    file, _ = drawing_kit.file_of(subject)
    return Drawn(
        subject.title, drawing_kit.picture(subject), file, drawing_kit.alternative(subject)
    )
