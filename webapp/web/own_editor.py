"""Putting a routine together: one form that works by itself, and live where scripts run."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.own_routines import RoutineChanged, save_routine
from webapp.actions.people import set_break
from webapp.domain.own_lint import BREAKS
from webapp.domain.own_problems import OwnProblem, OwnProblems
from webapp.domain.own_routines import OwnRoutine, exercises_in, seconds_of
from webapp.language import gettext
from webapp.storage.own_routines import StoredRoutine
from webapp.storage.people import Person
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.own import get_own_routine
from webapp.web.own_answers import around_of, findings_of
from webapp.web.own_form import addable, pressed, rows_of, typed
from webapp.web.own_here import forget_catalogue, whole_catalogue
from webapp.web.own_words import words_of
from webapp.web.routine_cards import safety_of
from webapp.web.why_closed import why_closed

bp = Blueprint("own_editor", __name__, url_prefix="/own")


@bp.get("/routines/<routine_id>")
def show(routine_id: str) -> ResponseReturnValue:
    """Show a routine to change it."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    stored = get_own_routine(person, routine_id)
    return _page(person, stored, stored.as_own(), {})


@bp.post("/routines/<routine_id>")
def save(routine_id: str) -> ResponseReturnValue:
    """Keep what the form says and what was pressed in it, or show it again with what to change."""
    person = get_current_person()
    stored = get_own_routine(person, routine_id)
    button = request.form.get("do", "")
    _keep_break(person)
    own = pressed(typed(request.form, whole_catalogue(), stored.as_own()), button)
    try:
        save_routine(person.id, own, _edition(), now())
    except OwnProblems as problems:
        errors = {_field(each): words_of(each) for each in problems.problems}
        return _page(person, stored, own, errors), 400
    except RoutineChanged:
        errors = {"edition": gettext("This was changed elsewhere. Load the page again first.")}
        return _page(person, stored, own, errors), 409
    forget_catalogue()
    return redirect(f"/own/routines/{routine_id}{_place(button, own)}", 303)


def _keep_break(person: Person) -> None:
    text = request.form.get("break_minutes")
    if text is not None:
        minutes = int(text) if text in map(str, BREAKS) else None
        if minutes != person.break_minutes:
            set_break(person.id, minutes)


def _edition() -> int | None:
    text = request.form.get("edition", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _place(button: str, own: OwnRoutine) -> str:
    """Where the eye was, so that a page without scripts opens there again."""
    what, _, which = button.partition(":")
    if what == "add":
        return f"#item-{len(own.items) - 1}"
    number = int(which) if which.isdecimal() else 0
    places = {"up": max(number - 1, 0), "down": number + 1, "remove": max(number - 1, 0)}
    return f"#item-{places[what]}" if what in places else ""


def _field(problem: OwnProblem) -> str:
    """Which row or field a message belongs to: "items.3.seconds" is said with the fourth row."""
    first, _, rest = problem.field.partition(".")
    return f"item-{rest.split('.')[0]}" if first == "items" and rest else first


def _page(person: Person, stored: StoredRoutine, own: OwnRoutine, errors: dict[str, str]) -> str:
    catalogue = whole_catalogue()
    findings = findings_of(catalogue, own, around_of(person))
    return render_template(
        "own/routine.html",
        active="routines",
        routine=own,
        edition=stored.edition,
        rows=rows_of(catalogue, own),
        total=seconds_of(catalogue, own),
        findings=findings,
        why=why_closed(exercises_in(catalogue, own), safety_of(person)),
        adds=addable(catalogue, safety_of(person)),
        errors=errors,
        breaks=BREAKS,
        **_around(person, own),
    )


def _around(person: Person, own: OwnRoutine) -> dict[str, Any]:
    model = whole_catalogue().routines.get(own.based_on or "")
    return {"break_minutes": person.break_minutes, "model": model}
