"""Routines as files over JSON: out, looked at, and in."""

from flask import Blueprint, Response

from webapp.actions.own_routines import bring_in
from webapp.actions.routine_links import file_of_stored
from webapp.domain.own_problems import OwnProblems
from webapp.web.answers_own import FilePreviewAnswer, OwnRoutineAnswer, RoutineFileAnswer
from webapp.web.bodies_own import RoutineFileBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import invalid
from webapp.web.file_reading import FileRefused
from webapp.web.own_answers import around_of, routine_answer
from webapp.web.own_here import forget_catalogue, whole_catalogue
from webapp.web.own_routines_api import present_routine
from webapp.web.own_words import problem_of
from webapp.web.routine_files import Brought, checked_file, preview_of

bp = Blueprint("routine_files_api", __name__, url_prefix="/api/v1")


@bp.get("/own-routines/<routine_id>/file")
@contract({200: RoutineFileAnswer})
def show(routine_id: str) -> Response:
    """A routine as a file to hand on; no photograph and nothing about the person is in it."""
    stored = present_routine(get_current_person(), routine_id)
    return answer(RoutineFileAnswer.model_validate(file_of_stored(stored)))


@bp.post("/routine-files/preview")
@contract({200: FilePreviewAnswer}, takes=RoutineFileBody)
def preview(body: RoutineFileBody) -> Response:
    """What a file would bring under this person's safety check; nothing is stored."""
    person = get_current_person()
    return answer(preview_of(_checked(body), person))


@bp.post("/routine-files")
@contract({201: OwnRoutineAnswer}, takes=RoutineFileBody)
def bring(body: RoutineFileBody) -> Response:
    """Keep what a file brings: its exercises and its routine, all or nothing."""
    person, brought = get_current_person(), _checked(body)
    try:
        stored = bring_in(person.id, brought.routine, brought.exercises, now())
    except OwnProblems as problems:
        raise problem_of(problems) from None
    forget_catalogue()
    return answer(routine_answer(stored, whole_catalogue(), around_of(person)), 201)


def _checked(body: RoutineFileBody) -> Brought:
    try:
        return checked_file(body)
    except FileRefused as refused:
        raise invalid(*refused.errors) from None
