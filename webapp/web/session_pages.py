"""The history of sessions: list, filter, correct, add by hand, delete and bring back."""

from collections.abc import Callable
from datetime import time
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.corrections import (
    COMES_BACK_FOR,
    add_by_hand,
    bring_back,
    change_minutes,
    get_own,
    remove,
)
from webapp.actions.sessions import NotYours
from webapp.domain.corrections import Noted
from webapp.domain.sessions import SessionProblem
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.people import Person
from webapp.storage.removed_sessions import RemovedSession, removed_since
from webapp.storage.session_pages import SHOWN, Wanted, page_of, routines_played
from webapp.storage.sessions import StoredSession
from webapp.web.current import find_current_person, get_current_person, local, now
from webapp.web.days_api import find_date
from webapp.web.errors import Problem
from webapp.web.own_here import find_routine_here
from webapp.web.session_rows import row_of, rows_of

bp = Blueprint("session_pages", __name__)
LIST = "/progress/sessions"
T = TypeVar("T")


@bp.get(LIST)
def show() -> ResponseReturnValue:
    """Show this person's sessions, newest first."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    return _list(person, {}, {})


@bp.post(LIST)
def add() -> ResponseReturnValue:
    """Add a session by hand, or show the form again with what to change."""
    person = get_current_person()
    try:
        stored = add_by_hand(person, _noted(), uuid4(), now())
    except SessionProblem as problem:
        field = {"started_at": "day", "finished_at": "at"}.get(problem.field, problem.field)
        return _list(person, {field: problem.message}, request.form.to_dict()), 400
    return redirect(f"/progress/days/{stored.day}?added={stored.id}", 303)


@bp.get(f"{LIST}/<uuid:session_id>")
def show_one(session_id: UUID) -> ResponseReturnValue:
    """Show one session and what can be corrected."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    return _one(person, session_id, {})


@bp.post(f"{LIST}/<uuid:session_id>/minutes")
def correct(session_id: UUID) -> ResponseReturnValue:
    """Correct how long a session was; left empty it is as long as was played."""
    person = get_current_person()
    text = request.form.get("minutes", "").strip()
    was = _minutes_text(_whose(get_own, person, session_id))
    try:
        stored = _whose(change_minutes, person, session_id, _number(text) if text else None)
    except SessionProblem as problem:
        return _one(person, session_id, {problem.field: problem.message}), 400
    undo_with = f"?corrected={session_id}&was={was}" if was != _minutes_text(stored) else ""
    return redirect(f"/progress/days/{stored.day}{undo_with}", 303)


@bp.post(f"{LIST}/<uuid:session_id>/removal")
def delete(session_id: UUID) -> ResponseReturnValue:
    """Delete a session; the list offers to bring it back."""
    _whose(remove, get_current_person(), session_id, now())
    return redirect(f"{LIST}?removed={session_id}#removed", 303)


@bp.post(f"{LIST}/<uuid:session_id>/return")
def undo(session_id: UUID) -> ResponseReturnValue:
    """Bring a deleted session back."""
    stored = _whose(bring_back, get_current_person(), session_id)
    return redirect(f"/progress/days/{stored.day}", 303)


def _minutes_text(stored: StoredSession) -> str:
    corrected = stored.corrected_seconds
    return "" if corrected is None else str(corrected // 60)


def _whose(act: Callable[..., T], *given: Any) -> T:
    try:
        return act(*given)
    except NotYours:
        raise Problem(404, gettext("No such session"), gettext("It may be deleted.")) from None


def _list(person: Person, errors: dict[str, str], typed: dict[str, str]) -> str:
    show = request.args.get("show", "all")
    routine = request.args.get("routine", "")
    wanted = Wanted(
        before=find_date(request.args.get("before", "")),
        routine=routine if find_routine_here(routine) else None,
        show=show if show in SHOWN else "all",
    )
    sessions, earlier = page_of(person.id, wanted)
    today = local(now(), person.time_zone)
    return render_template(
        "progress/sessions.html",
        active="progress",
        rows=rows_of(sessions),
        wanted=wanted,
        earlier=earlier,
        routines=[_choice(each) for each in routines_played(person.id)],
        all_routines=list(parts().catalogue.routines.values()),
        removed=_removed(person),
        errors=errors,
        typed={"day": str(today.date()), "at": today.strftime("%H:%M"), "minutes": "5"} | typed,
    )


def _removed(person: Person) -> list[tuple[RemovedSession, str]]:
    found = removed_since(person.id, now() - COMES_BACK_FOR)
    return [(each, _choice(each.body["routine"])[1]) for each in found if each.body]


def _one(person: Person, session_id: UUID, errors: dict[str, str]) -> str:
    stored = _whose(get_own, person, session_id)
    return render_template(
        "progress/session.html", active="progress", row=row_of(stored), stored=stored,
        played=round(stored.played_seconds / 60, 1), errors=errors,
    )  # fmt: skip


def _noted() -> Noted:
    form = request.form
    day = find_date(form.get("day", ""))
    if day is None:
        raise SessionProblem("day", gettext("Choose a date."))
    if find_routine_here(form.get("routine", "")) is None:
        raise SessionProblem("routine", gettext("Choose what you did."))
    return Noted(day, _time(form.get("at", "")), form["routine"], _number(form.get("minutes", "")))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise SessionProblem("at", gettext("Write a time such as 09:30.")) from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise SessionProblem("minutes", gettext("Write the minutes as a whole number."))
    return int(text)


def _choice(routine_id: str) -> tuple[str, str]:
    routine = find_routine_here(routine_id)
    return routine_id, routine.title if routine else routine_id
