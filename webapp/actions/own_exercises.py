"""What a person does with exercises of their own, and with the photographs of them."""

from dataclasses import replace
from datetime import datetime

from webapp.actions.own_routines import MOST_EXERCISES, keep_new_exercise, new_id
from webapp.actions.photos import Picture
from webapp.actions.transaction import transaction
from webapp.domain.own_exercises import OwnExercise, problems_of_exercise
from webapp.domain.own_problems import OwnProblem, OwnProblems, Wrong
from webapp.storage.db import db
from webapp.storage.own_exercises import (
    Photo,
    StoredExercise,
    find_own_exercise,
    find_photo,
    own_exercises,
)
from webapp.storage.people import hold_person


class NoSuchExercise(Exception):
    """The person has no such exercise of their own."""


class ExerciseChanged(Exception):
    """The exercise was changed elsewhere since it was read."""


def create_exercise(person_id: int, own: OwnExercise, now: datetime) -> StoredExercise:
    """Keep a new exercise under a new id; OwnProblems when it cannot be."""
    _check(own)
    with transaction():
        hold_person(person_id)
        if len(own_exercises(person_id)) >= MOST_EXERCISES:
            raise OwnProblems((OwnProblem("title", Wrong.ROOM, {"most": MOST_EXERCISES}),))
        return keep_new_exercise(person_id, replace(own, id=new_id()), now)


def save_exercise(
    person_id: int, own: OwnExercise, edition: int | None, now: datetime
) -> StoredExercise:
    """Change an exercise; OwnProblems, NoSuchExercise, or ExerciseChanged since that edition."""
    _check(own)
    with transaction():
        hold_person(person_id)
        stored = _present(person_id, own.id)
        if edition is not None and edition != stored.edition:
            raise ExerciseChanged
        stored.take(own, now)
        return stored


def remove_exercise(person_id: int, exercise_id: str, now: datetime) -> None:
    """Take an exercise off the list; routines play without it. NoSuchExercise."""
    with transaction():
        hold_person(person_id)
        _present(person_id, exercise_id).removed_at = now


def bring_back_exercise(person_id: int, exercise_id: str) -> StoredExercise:
    """Put a removed exercise back, also into the routines that had it; NoSuchExercise."""
    with transaction():
        hold_person(person_id)
        stored = find_own_exercise(person_id, exercise_id)
        if stored is None:
            raise NoSuchExercise
        stored.removed_at = None
        return stored


def keep_photo(person_id: int, exercise_id: str, picture: Picture | None, now: datetime) -> None:
    """Keep the photograph of an exercise in the place of the one before; NoSuchExercise.

    Without a new one the one before stays.
    """
    if picture is None:
        return
    with transaction():
        hold_person(person_id)
        _present(person_id, exercise_id)
        db.session.merge(
            Photo(
                exercise_id=exercise_id,
                image=picture.image,
                width=picture.width,
                height=picture.height,
                made_at=now,
            )
        )


def remove_photo(person_id: int, exercise_id: str) -> None:
    """Delete the photograph of an exercise; NoSuchExercise."""
    with transaction():
        hold_person(person_id)
        _present(person_id, exercise_id)
        photo = find_photo(exercise_id)
        if photo is not None:
            db.session.delete(photo)


def _check(own: OwnExercise) -> None:
    found = tuple(problems_of_exercise(own))
    if found:
        raise OwnProblems(found)


def _present(person_id: int, exercise_id: str) -> StoredExercise:
    stored = find_own_exercise(person_id, exercise_id)
    if stored is None or stored.removed_at is not None:
        raise NoSuchExercise
    return stored
