"""What a person does with their own routines: keep, change, remove and bring back."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from webapp.actions.own_catalogue import catalogue_of
from webapp.actions.transaction import transaction
from webapp.domain.catalogue import Catalogue
from webapp.domain.own_exercises import OWN, OwnExercise, problems_of_exercise
from webapp.domain.own_problems import OwnProblem, OwnProblems, Wrong
from webapp.domain.own_routines import OwnItem, OwnRoutine, problems_of_routine, with_own
from webapp.storage.db import db
from webapp.storage.own_exercises import (
    StoredExercise,
    forget_removed_exercises,
    own_exercises,
)
from webapp.storage.own_routines import (
    StoredRoutine,
    find_own_routine,
    forget_removed_routines,
    own_routines,
)
from webapp.storage.people import hold_person

MOST_ROUTINES = 60
MOST_EXERCISES = 60
KEPT_AFTER_REMOVAL = timedelta(days=30)


class NoSuchRoutine(Exception):
    """The person has no such routine."""


class RoutineChanged(Exception):
    """The routine was changed elsewhere since it was read."""


def create_routine(person_id: int, own: OwnRoutine, now: datetime) -> StoredRoutine:
    """Keep a new routine under a new id; OwnProblems when it cannot be."""
    return bring_in(person_id, own, (), now)


def bring_in(
    person_id: int, own: OwnRoutine, exercises: Iterable[OwnExercise], now: datetime
) -> StoredRoutine:
    """Keep a new routine together with exercises it brings along, all or nothing.

    The exercises get ids of their own; the routine's items follow. OwnProblems.
    """
    with transaction():
        hold_person(person_id)
        new_ids = {each.id: new_id() for each in exercises}
        brought = [replace(each, id=new_ids[each.id]) for each in exercises]
        items = (_renamed(item, new_ids) for item in own.items)
        made = replace(own, id=new_id(), items=tuple(items))
        check_exercises(brought)
        _check(with_own(catalogue_of(person_id), brought, ()), made)
        _check_room(person_id, brought)
        for each in brought:
            keep_new_exercise(person_id, each, now)
        return _keep_new(person_id, made, now)


def save_routine(
    person_id: int, own: OwnRoutine, edition: int | None, now: datetime
) -> StoredRoutine:
    """Change a routine; OwnProblems, NoSuchRoutine, or RoutineChanged since that edition."""
    with transaction():
        hold_person(person_id)
        stored = _present(person_id, own.id)
        if edition is not None and edition != stored.edition:
            raise RoutineChanged
        _check(catalogue_of(person_id), own)
        stored.take(own, now)
        return stored


def remove_routine(person_id: int, routine_id: str, now: datetime) -> None:
    """Take a routine off the list; for a month it can be brought back. NoSuchRoutine."""
    with transaction():
        hold_person(person_id)
        _present(person_id, routine_id).removed_at = now


def bring_back_routine(person_id: int, routine_id: str) -> StoredRoutine:
    """Put a removed routine back as it was; NoSuchRoutine."""
    with transaction():
        hold_person(person_id)
        stored = find_own_routine(person_id, routine_id)
        if stored is None:
            raise NoSuchRoutine
        stored.removed_at = None
        return stored


def forget_removed(now: datetime) -> None:
    """Forget for good what was removed a month ago."""
    with transaction():
        forget_removed_routines(now - KEPT_AFTER_REMOVAL)
        forget_removed_exercises(now - KEPT_AFTER_REMOVAL)


def new_id() -> str:
    """A new id that nobody had before."""
    return OWN + secrets.token_hex(8)


def check_exercises(exercises: Iterable[OwnExercise]) -> None:
    """OwnProblems when one of these cannot be kept; the fields say which."""
    found = [
        replace(problem, field=f"exercises.{number}.{problem.field}")
        for number, each in enumerate(exercises)
        for problem in problems_of_exercise(each)
    ]
    if found:
        raise OwnProblems(tuple(found))


def keep_new_exercise(person_id: int, own: OwnExercise, now: datetime) -> StoredExercise:
    """Write down a new exercise, inside a transaction."""
    stored = StoredExercise(id=own.id, person_id=person_id, created_at=now)
    stored.take(own, now)
    db.session.add(stored)
    return stored


def _keep_new(person_id: int, own: OwnRoutine, now: datetime) -> StoredRoutine:
    stored = StoredRoutine(id=own.id, person_id=person_id, created_at=now)
    stored.take(own, now)
    db.session.add(stored)
    return stored


def _check(catalogue: Catalogue, own: OwnRoutine) -> None:
    found = tuple(problems_of_routine(catalogue, own))
    if found:
        raise OwnProblems(found)


def _check_room(person_id: int, brought: list[OwnExercise]) -> None:
    if len(own_routines(person_id)) >= MOST_ROUTINES:
        raise OwnProblems((OwnProblem("title", Wrong.ROOM, {"most": MOST_ROUTINES}),))
    if brought and len(own_exercises(person_id)) + len(brought) > MOST_EXERCISES:
        raise OwnProblems((OwnProblem("exercises", Wrong.ROOM, {"most": MOST_EXERCISES}),))


def _present(person_id: int, routine_id: str) -> StoredRoutine:
    stored = find_own_routine(person_id, routine_id)
    if stored is None or stored.removed_at is not None:
        raise NoSuchRoutine
    return stored


def _renamed(item: OwnItem, new_ids: dict[str, str]) -> OwnItem:
    return replace(item, exercise=new_ids.get(item.exercise, item.exercise))
