"""Exercises a person brought along, over JSON."""

from flask import Blueprint, Response, request

from webapp.actions.own_exercises import (
    ExerciseChanged,
    NoSuchExercise,
    bring_back_exercise,
    create_exercise,
    remove_exercise,
    save_exercise,
)
from webapp.domain.own_problems import OwnProblems
from webapp.storage.own_exercises import StoredExercise, own_exercises, sizes_of_photos
from webapp.web.answers_own import OwnExerciseAnswer, OwnExercisesAnswer, RemovedAnswer
from webapp.web.bodies import EmptyBody
from webapp.web.bodies_own import OwnExerciseBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import Problem
from webapp.web.own_answers import exercise_answer
from webapp.web.own_words import problem_of
from webapp.web.plans_api import edition_in

bp = Blueprint("own_exercises_api", __name__, url_prefix="/api/v1")
ONE = "/own-exercises/<exercise_id>"


@bp.get("/own-exercises")
@contract({200: OwnExercisesAnswer})
def index() -> Response:
    """All exercises this person brought along."""
    person = get_current_person()
    photos = sizes_of_photos(person.id)
    found = [exercise_answer(each, each.id in photos) for each in own_exercises(person.id)]
    return answer(OwnExercisesAnswer(exercises=found))


@bp.post("/own-exercises")
@contract({201: OwnExerciseAnswer}, takes=OwnExerciseBody)
def create(body: OwnExerciseBody) -> Response:
    """Keep a new exercise; a photograph is added on its page."""
    person = get_current_person()
    try:
        stored = create_exercise(person.id, body.as_own(), now())
    except OwnProblems as problems:
        raise problem_of(problems) from None
    return _answer(stored, 201)


@bp.put(ONE)
@contract({200: OwnExerciseAnswer}, takes=OwnExerciseBody)
def put(exercise_id: str, body: OwnExerciseBody) -> Response:
    """Change an exercise; with If-Match only where nobody changed it since."""
    person = get_current_person()
    edition = edition_in(request.headers.get("If-Match", "*"))
    try:
        stored = save_exercise(person.id, body.as_own(exercise_id), edition, now())
    except OwnProblems as problems:
        raise problem_of(problems) from None
    except NoSuchExercise:
        raise unknown() from None
    except ExerciseChanged:
        detail = "It was changed elsewhere. Load it again, then change it."
        raise Problem(412, "Changed meanwhile", detail) from None
    return _answer(stored)


@bp.post(f"{ONE}/removal")
@contract({200: RemovedAnswer}, takes=EmptyBody)
def remove(exercise_id: str, body: EmptyBody) -> Response:
    """Take an exercise off the list; for 30 days it can be brought back."""
    try:
        remove_exercise(get_current_person().id, exercise_id, now())
    except NoSuchExercise:
        raise unknown() from None
    return answer(RemovedAnswer(id=exercise_id, removed=True))


@bp.post(f"{ONE}/return")
@contract({200: OwnExerciseAnswer}, takes=EmptyBody)
def bring_back(exercise_id: str, body: EmptyBody) -> Response:
    """Bring a removed exercise back as it was."""
    try:
        stored = bring_back_exercise(get_current_person().id, exercise_id)
    except NoSuchExercise:
        raise unknown() from None
    return _answer(stored)


def unknown() -> Problem:
    """The problem of an exercise that is not this person's, or not there any more."""
    return Problem(404, "No such exercise", "GET /api/v1/own-exercises lists yours.")


def _answer(stored: StoredExercise, status: int = 200) -> Response:
    has_photo = stored.id in sizes_of_photos(stored.person_id)
    body = exercise_answer(stored, has_photo)
    return answer(body, status, {"ETag": f'"{stored.edition}"'})
