"""A person's own routines over JSON."""

from flask import Blueprint, Response, request

from webapp.actions.own_routines import (
    NoSuchRoutine,
    RoutineChanged,
    bring_back_routine,
    create_routine,
    remove_routine,
    save_routine,
)
from webapp.domain.own_problems import OwnProblems
from webapp.storage.own_routines import StoredRoutine, find_own_routine, own_routines
from webapp.storage.people import Person
from webapp.web.answers_own import OwnRoutineAnswer, OwnRoutinesAnswer, RemovedAnswer
from webapp.web.bodies import EmptyBody
from webapp.web.bodies_own import OwnRoutineBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import Problem
from webapp.web.own_answers import around_of, routine_answer
from webapp.web.own_here import forget_catalogue, whole_catalogue
from webapp.web.own_words import problem_of
from webapp.web.plans_api import edition_in

bp = Blueprint("own_routines_api", __name__, url_prefix="/api/v1")
ONE = "/own-routines/<routine_id>"


@bp.get("/own-routines")
@contract({200: OwnRoutinesAnswer})
def index() -> Response:
    """All routines of this person's own."""
    person = get_current_person()
    found = [_answer_of(stored, person) for stored in own_routines(person.id)]
    return answer(OwnRoutinesAnswer(routines=found))


@bp.post("/own-routines")
@contract({201: OwnRoutineAnswer}, takes=OwnRoutineBody)
def create(body: OwnRoutineBody) -> Response:
    """Keep a new routine."""
    person = get_current_person()
    try:
        stored = create_routine(person.id, body.as_own(), now())
    except OwnProblems as problems:
        raise problem_of(problems) from None
    return _answer(stored, person, 201)


@bp.get(ONE)
@contract({200: OwnRoutineAnswer})
def show(routine_id: str) -> Response:
    """One routine of this person's own, with its edition as ETag."""
    person = get_current_person()
    return _answer(present_routine(person, routine_id), person)


@bp.put(ONE)
@contract({200: OwnRoutineAnswer}, takes=OwnRoutineBody)
def put(routine_id: str, body: OwnRoutineBody) -> Response:
    """Change a routine; with If-Match only where nobody changed it since."""
    person = get_current_person()
    edition = edition_in(request.headers.get("If-Match", "*"))
    try:
        stored = save_routine(person.id, body.as_own(routine_id), edition, now())
    except OwnProblems as problems:
        raise problem_of(problems) from None
    except NoSuchRoutine:
        raise unknown() from None
    except RoutineChanged:
        detail = "It was changed elsewhere. Load it again, then change it."
        raise Problem(412, "Changed meanwhile", detail) from None
    return _answer(stored, person)


@bp.post(f"{ONE}/removal")
@contract({200: RemovedAnswer}, takes=EmptyBody)
def remove(routine_id: str, body: EmptyBody) -> Response:
    """Take a routine off the list; for 30 days it can be brought back."""
    person = get_current_person()
    try:
        remove_routine(person.id, routine_id, now())
    except NoSuchRoutine:
        raise unknown() from None
    return answer(RemovedAnswer(id=routine_id, removed=True))


@bp.post(f"{ONE}/return")
@contract({200: OwnRoutineAnswer}, takes=EmptyBody)
def bring_back(routine_id: str, body: EmptyBody) -> Response:
    """Bring a removed routine back as it was."""
    person = get_current_person()
    try:
        stored = bring_back_routine(person.id, routine_id)
    except NoSuchRoutine:
        raise unknown() from None
    return _answer(stored, person)


def present_routine(person: Person, routine_id: str) -> StoredRoutine:
    """A routine of this person's that is there; Problem 404."""
    stored = find_own_routine(person.id, routine_id)
    if stored is None or stored.removed_at is not None:
        raise unknown()
    return stored


def unknown() -> Problem:
    """The problem of a routine that is not this person's, or not there any more."""
    return Problem(404, "No such routine", "GET /api/v1/own-routines lists yours.")


def _answer(stored: StoredRoutine, person: Person, status: int = 200) -> Response:
    forget_catalogue()
    return answer(_answer_of(stored, person), status, {"ETag": f'"{stored.edition}"'})


def _answer_of(stored: StoredRoutine, person: Person) -> OwnRoutineAnswer:
    return routine_answer(stored, whole_catalogue(), around_of(person))
