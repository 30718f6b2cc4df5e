"""A file's own exercises, photographs and routines: looked at as if they were made here."""

import re
from collections.abc import Iterable
from dataclasses import replace

from webapp.actions.own_catalogue import catalogue_of
from webapp.actions.own_routines import MOST_EXERCISES, MOST_ROUTINES
from webapp.actions.photos import PhotoRefused
from webapp.actions.plain_photos import made_before
from webapp.domain.catalogue import Catalogue
from webapp.domain.own_exercises import is_own, problems_of_exercise
from webapp.domain.own_problems import OwnProblem
from webapp.domain.own_routines import MOST_ITEMS, OwnRoutine, problems_of_routine
from webapp.storage.db import Base
from webapp.storage.own_exercises import Photo, StoredExercise, own_exercises
from webapp.storage.own_routines import StoredRoutine, own_routines

ID = re.compile(r"own_[0-9a-f]{16}")
WITH_REMOVED = 10  # times as many as there is room for: what was removed of late comes along
ROOM = {
    "own_exercises": MOST_EXERCISES,
    "own_photos": MOST_EXERCISES,
    "own_routines": MOST_ROUTINES,
}


class OwnArrivals:
    """What of a file is somebody's own, one row after another."""

    def __init__(self, person_id: int) -> None:
        """Begin for a person who holds the lock on their rows."""
        self._person_id = person_id
        self._catalogue: Catalogue | None = None
        self._photos = 0

    def take(self, row: Base) -> None:
        """Accept a row that could have been made here, a photograph as we make them; ValueError."""
        if isinstance(row, StoredExercise):
            _check_id(row.id)
            _refuse(problems_of_exercise(row.as_own()))
        elif isinstance(row, StoredRoutine):
            _check_id(row.id)
            self._check_routine(row.as_own())
        elif isinstance(row, Photo):
            self._take_photo(row)

    def check_room(self, kind: str, rows: int) -> None:
        """Accept a kind of which a person may have so many; ValueError."""
        room = ROOM.get(kind)
        if room is None or not rows:
            return
        if rows > WITH_REMOVED * room:
            raise ValueError(f"there are more than {WITH_REMOVED * room}")
        if len(own_exercises(self._person_id)) > MOST_EXERCISES:
            raise ValueError(f"there is room for {MOST_EXERCISES}")
        if len(own_routines(self._person_id)) > MOST_ROUTINES:
            raise ValueError(f"there is room for {MOST_ROUTINES}")

    def _check_routine(self, own: OwnRoutine) -> None:
        """An own exercise that is gone is left out when it is played, and so it is here."""
        if self._catalogue is None:
            self._catalogue = catalogue_of(self._person_id, removed=True)
        known = self._catalogue.exercises
        if len(own.items) > MOST_ITEMS:
            raise ValueError(f"there are more than {MOST_ITEMS} items")
        there = [each for each in own.items if each.exercise in known or not is_own(each.exercise)]
        _refuse(problems_of_routine(self._catalogue, replace(own, items=tuple(there))))

    def _take_photo(self, row: Photo) -> None:
        self._photos += 1
        if self._photos > WITH_REMOVED * ROOM["own_photos"]:
            raise ValueError("there are too many photographs")
        try:
            picture = made_before(row.image)
        except PhotoRefused as refused:
            raise ValueError(f"the photograph is not taken ({refused.refusal})") from None
        row.image, row.width, row.height = picture.image, picture.width, picture.height


def _check_id(own_id: str) -> None:
    if not ID.fullmatch(own_id):
        raise ValueError("id does not fit")


def _refuse(problems: Iterable[OwnProblem]) -> None:
    found = [f"{problem.field} ({problem.wrong})" for problem in problems]
    if found:
        raise ValueError(", ".join(found[:3]))
