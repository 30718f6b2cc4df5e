"""Handing a routine on, and taking one in: as a file, by link and by QR code."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from webapp.actions import people
from webapp.actions.own_routines import bring_in
from webapp.actions.routine_links import (
    TooManyLinks,
    file_of_stored,
    find_handed_on,
    hand_on,
    take_back,
)
from webapp.domain.own_problems import OwnProblems
from webapp.domain.own_routines import seconds_of, with_own
from webapp.domain.routine_files import MOST_BYTES
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.own_routines import StoredRoutine, count_routine_links
from webapp.storage.people import Person
from webapp.web.current import find_current_person, get_current_person, local, now, sign_in
from webapp.web.errors import FieldError
from webapp.web.file_reading import FileRefused
from webapp.web.limits import JOINING, LINKS, limiter
from webapp.web.link_codes import is_loopback, qr_svg
from webapp.web.own import get_own_routine
from webapp.web.own_answers import around_of, findings_of
from webapp.web.own_form import rows_of
from webapp.web.routine_cards import safety_of
from webapp.web.routine_files import Brought, read_file, refusal_of, text_of
from webapp.web.zones import is_zone

bp = Blueprint("own_sharing", __name__)


@bp.get("/own/routines/<routine_id>/share")
def share(routine_id: str) -> ResponseReturnValue:
    """Show the ways to hand a routine on."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    return _share_page(get_own_routine(person, routine_id))


@bp.post("/own/routines/<routine_id>/share")
@limiter.limit(LINKS)
def make_link(routine_id: str) -> ResponseReturnValue:
    """Make a link to a copy, and show it as an address and as a QR code, this once."""
    person = get_current_person()
    stored = get_own_routine(person, routine_id)
    try:
        made = hand_on(person.id, routine_id, now())
    except TooManyLinks:
        return _share_page(stored, full=True), 409
    address = f"{parts().settings.public_url}/shared/{made.code}"
    until = local(made.expires_at, person.time_zone)
    return _share_page(stored, address=address, qr=qr_svg(address), until=until)


@bp.post("/own/routines/<routine_id>/share/removal")
def end_links(routine_id: str) -> ResponseReturnValue:
    """Take back every link of a routine."""
    person = get_current_person()
    get_own_routine(person, routine_id)
    take_back(person.id, routine_id)
    return redirect(f"/own/routines/{routine_id}/share", 303)


@bp.get("/own/routines/<routine_id>/file")
def download(routine_id: str) -> Response:
    """A routine as a file to keep or to send."""
    stored = get_own_routine(get_current_person(), routine_id)
    response = Response(text_of(file_of_stored(stored)), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="routine.unhunch.json"'
    return response


@bp.get("/own/import")
def ask_for_file() -> ResponseReturnValue:
    """Ask for a routine's file."""
    if find_current_person() is None:
        return redirect("/start", 303)
    return render_template("own/import.html", active="routines", errors=(), text="")


@bp.post("/own/import")
def take_file() -> ResponseReturnValue:
    """Show what a file would bring; keep it where that was pressed."""
    person, content = get_current_person(), _content()
    try:
        brought = read_file(content)
        if request.form.get("do") == "keep":
            return _kept(person, brought)
    except FileRefused as refused:
        text = request.form.get("text", "")[:MOST_BYTES]
        page = render_template(
            "own/import.html", active="routines", errors=refused.errors, text=text
        )
        return page, 400
    return _preview(brought, person, {"action": "/own/import", "text": content.decode("utf-8-sig")})


@bp.get("/shared/<code>")
@limiter.limit(LINKS, key_func=get_remote_address)
def show_shared(code: str) -> ResponseReturnValue:
    """Show what a link would bring; nothing is kept by looking."""
    try:
        brought = _handed_on(code)
    except FileRefused as refused:
        return _gone(refused)
    person = find_current_person()
    return _preview(brought, person, {"action": f"/shared/{code}", "text": ""})


@bp.post("/shared/<code>")
@limiter.limit(JOINING)
def keep_shared(code: str) -> ResponseReturnValue:
    """Keep what a link brings; it may be somebody's first choice."""
    try:
        brought = _handed_on(code)
        return _kept(find_current_person() or _join(), brought)
    except FileRefused as refused:
        return _gone(refused)


def _handed_on(code: str) -> Brought:
    file = find_handed_on(code, now())
    if file is None:
        gone = gettext("This link is over, or was taken back. Ask for a new one.")
        raise FileRefused(FieldError("link", gone))
    return read_file(text_of(file).encode())


def _kept(person: Person, brought: Brought) -> ResponseReturnValue:
    try:
        stored = bring_in(person.id, brought.routine, brought.exercises, now())
    except OwnProblems as problems:
        raise refusal_of(problems) from None
    return redirect(f"/routines/{stored.id}", 303)


def _join() -> Person:
    zone = request.form.get("time_zone", "")
    signed_in = people.join(zone if is_zone(zone) else "UTC", "en", now())
    sign_in(signed_in)
    return signed_in.person


def _content() -> bytes:
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        return upload.stream.read(MOST_BYTES + 1)
    return request.form.get("text", "").encode("utf-8", "replace")


def _share_page(stored: StoredRoutine, **more: Any) -> str:
    return render_template(
        "own/share.html",
        active="routines",
        routine=stored.as_own(),
        links=count_routine_links(stored.id, now()),
        only_here=is_loopback(parts().settings.public_url),
        **{"address": "", "full": False, **more},
    )


def _preview(brought: Brought, person: Person | None, ways: dict[str, str]) -> str:
    catalogue = with_own(parts().catalogue, brought.exercises, ())
    return render_template(
        "own/preview.html",
        active="routines",
        routine=brought.routine,
        brought=brought.exercises,
        rows=rows_of(catalogue, brought.routine),
        total=seconds_of(catalogue, brought.routine),
        findings=findings_of(catalogue, brought.routine, around_of(person)),
        checked=safety_of(person).checked,
        ways=ways,
    )


def _gone(refused: FileRefused) -> ResponseReturnValue:
    page = render_template("own/refused.html", active="routines", errors=refused.errors)
    return page, 410
