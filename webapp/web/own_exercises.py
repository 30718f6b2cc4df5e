"""Writing down an exercise somebody taught, with a photograph of one's own."""

import re
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from webapp.actions.own_exercises import (
    ExerciseChanged,
    NoSuchExercise,
    create_exercise,
    keep_photo,
    remove_photo,
    save_exercise,
)
from webapp.domain.own_exercises import MOST_STEPS, PLACES, OwnExercise, OwnStep, as_exercise
from webapp.domain.own_problems import OwnProblems
from webapp.domain.own_texts import tidied
from webapp.language import gettext
from webapp.storage.own_exercises import StoredExercise, find_own_exercise, find_photo
from webapp.storage.people import Person
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.exercises import way_to
from webapp.web.own import unknown
from webapp.web.own_uploads import PhotoProblem, photo_in
from webapp.web.own_words import words_of

bp = Blueprint("own_exercises", __name__, url_prefix="/own/exercises")
EMPTY_ROWS = 2
ROUTINE_ID = re.compile(r"own_[0-9a-f]{16}")
BLANK = OwnExercise("", "", "mobility", "neck", ())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form as it was filled in; seconds that are no number stay what was typed."""

    own: OwnExercise
    rows: list[dict[str, str]]
    edition: int | None


@bp.get("/new")
def new() -> ResponseReturnValue:
    """Ask for a new exercise."""
    if find_current_person() is None:
        return redirect("/start", 303)
    return _page(Sheet(BLANK, _blank_rows(3), None), {}, None)


@bp.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new exercise, or show the form again with what to change."""
    person, sheet = get_current_person(), _sheet_in(request.form, "")
    if request.form.get("do") == "more":
        return _page(_with_more(sheet), {}, None)
    try:
        picture = photo_in(request.files.get("photo"))
        stored = create_exercise(person.id, sheet.own, now())
        keep_photo(person.id, stored.id, picture, now())
    except OwnProblems as problems:
        return _page(sheet, _errors(problems), None), 400
    except PhotoProblem as problem:
        return _page(sheet, {"photo": problem.words}, None), problem.status
    return redirect(_back(request.form.get("for", "")), 303)


@bp.get("/<exercise_id>")
def show(exercise_id: str) -> ResponseReturnValue:
    """Show an exercise to change it."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    stored = _present(person, exercise_id)
    own = stored.as_own()
    rows = [{"do": s.do, "seconds": str(s.seconds), "side": s.side} for s in own.steps]
    return _page(Sheet(own, rows + _blank_rows(1), stored.edition), {}, stored)


@bp.post("/<exercise_id>")
def save(exercise_id: str) -> ResponseReturnValue:
    """Change an exercise, or show the form again with what to change."""
    person = get_current_person()
    stored, sheet = _present(person, exercise_id), _sheet_in(request.form, exercise_id)
    if request.form.get("do") == "more":
        return _page(_with_more(sheet), {}, stored)
    try:
        picture = photo_in(request.files.get("photo"))
        saved = save_exercise(person.id, sheet.own, sheet.edition, now())
        keep_photo(person.id, saved.id, picture, now())
    except OwnProblems as problems:
        return _page(sheet, _errors(problems), stored), 400
    except PhotoProblem as problem:
        return _page(sheet, {"photo": problem.words}, stored), problem.status
    except ExerciseChanged:
        elsewhere = gettext("This was changed elsewhere. Load the page again first.")
        return _page(sheet, {"edition": elsewhere}, stored), 409
    return redirect("/own", 303)


@bp.get("/<exercise_id>/photo")
def photo(exercise_id: str) -> Response:
    """The photograph of an exercise, for its owner only."""
    person = find_current_person()
    mine = find_own_exercise(person.id, exercise_id) if person else None
    found = find_photo(exercise_id) if mine else None
    if found is None:
        abort(404)
    response = Response(found.image, mimetype="image/jpeg")
    response.headers["Content-Disposition"] = "inline"
    return response


@bp.post("/<exercise_id>/photo/removal")
def take_photo_away(exercise_id: str) -> ResponseReturnValue:
    """Delete the photograph of an exercise."""
    try:
        remove_photo(get_current_person().id, exercise_id)
    except NoSuchExercise:
        raise unknown() from None
    return redirect(f"/own/exercises/{exercise_id}", 303)


def _present(person: Person, exercise_id: str) -> StoredExercise:
    stored = find_own_exercise(person.id, exercise_id)
    if stored is None or stored.removed_at is not None:
        raise unknown()
    return stored


def _back(routine: str) -> str:
    """Where a new exercise was wanted: in a routine, if it was asked for there."""
    return f"/own/routines/{routine}#add" if ROUTINE_ID.fullmatch(routine) else "/own"


def _sheet_in(form: MultiDict[str, str], exercise_id: str) -> Sheet:
    columns = [form.getlist(name)[: MOST_STEPS + 1] for name in ("do_step", "seconds", "side")]
    rows = [
        dict(zip(("do", "seconds", "side"), r, strict=True)) for r in zip(*columns, strict=False)
    ]
    steps = [_step(row) for row in rows if row["do"].strip()]
    own = OwnExercise(
        id=exercise_id,
        title=tidied(form.get("title", "")),
        kind=form.get("kind", ""),
        place=form.get("place", ""),
        steps=tuple(steps),
        note=tidied(form.get("note", "")),
    )
    edition = form.get("edition", "")
    return Sheet(own, rows, int(edition) if edition.isdecimal() and len(edition) < 10 else None)


def _step(row: dict[str, str]) -> OwnStep:
    text = row["seconds"].strip()
    seconds = int(text) if text.isdecimal() and len(text) < 6 else 0
    return OwnStep(tidied(row["do"]), seconds, row["side"])


def _with_more(sheet: Sheet) -> Sheet:
    room = MOST_STEPS - len(sheet.rows)
    return replace(sheet, rows=sheet.rows + _blank_rows(min(EMPTY_ROWS, room)))


def _blank_rows(count: int) -> list[dict[str, str]]:
    return [{"do": "", "seconds": "30", "side": "none"} for _ in range(count)]


def _errors(problems: OwnProblems) -> dict[str, str]:
    """By the field they belong to: "steps.2.do" is said with the third step."""
    found = {}
    for problem in reversed(problems.problems):
        first, _, rest = problem.field.partition(".")
        name = f"step-{rest.split('.')[0]}" if first == "steps" and rest else first
        found[name] = words_of(problem)
    return found


def _page(sheet: Sheet, errors: dict[str, str], stored: StoredExercise | None) -> str:
    has_photo = stored is not None and find_photo(stored.id) is not None
    return render_template(
        "own/exercise.html",
        active="routines",
        own_exercise=sheet.own,
        rows=sheet.rows,
        edition=sheet.edition,
        stored=stored,
        photo=f"/own/exercises/{stored.id}/photo" if stored and has_photo else "",
        places=PLACES,
        errors=errors,
        wanted_for=request.values.get("for", ""),
        way=way_to(as_exercise(stored.as_own())) if stored else None,
    )
