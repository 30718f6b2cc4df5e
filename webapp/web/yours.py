"""What is yours: take it along, bring it in, a calendar of it, and delete everything."""

import json
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import people
from webapp.actions.calendar_feeds import close_feed, find_feed_of, open_feed
from webapp.actions.taking_along import FileProblem, bring_in, taken_along
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.calendar_feeds import find_feed
from webapp.storage.people import Person
from webapp.web.calendar_file import calendar_of
from webapp.web.csv_files import days_csv, sessions_csv
from webapp.web.current import find_current_person, get_current_person, now, sign_out

bp = Blueprint("yours", __name__)
LARGEST_FILE = 64 * 1024 * 1024
WORD = "delete"
IMPORT = "/yours/import"


def admit_files() -> None:
    """Let the one form that takes a file take a large one; before anybody reads the body."""
    if request.path == IMPORT and request.method == "POST":
        request.max_content_length = LARGEST_FILE


@bp.get("/yours")
def show() -> ResponseReturnValue:
    """Show what can be done with one's things."""
    person = find_current_person()
    return _page(person) if person else redirect("/start", 303)


@bp.get("/yours/unhunch.json")
def export() -> Response:
    """Everything of this person as one file."""
    file = json.dumps(taken_along(get_current_person(), now()), ensure_ascii=False, indent=1)
    return _download(file, "application/json", "unhunch.json")


@bp.get("/yours/sessions.csv")
def sessions() -> Response:
    """This person's sessions as a table."""
    return _download(sessions_csv(get_current_person()), "text/csv", "sessions.csv")


@bp.get("/yours/days.csv")
def days() -> Response:
    """This person's days as a table, each with its reason."""
    return _download(days_csv(get_current_person(), now()), "text/csv", "days.csv")


@bp.post(IMPORT)
def bring() -> ResponseReturnValue:
    """Add what a file from an export holds."""
    person = get_current_person()
    try:
        added = bring_in(person, _file(), now())
    except FileProblem as problem:
        return _page(person, error=str(problem)), 400
    return _page(person, added=sum(added.values()))


@bp.post("/yours/calendar")
def make_feed() -> ResponseReturnValue:
    """Make a new address for calendars; an older one is dead from now on."""
    person = get_current_person()
    token = open_feed(person, now())
    return _page(person, feed=f"{parts().settings.public_url}/calendar/{token}.ics")


@bp.post("/yours/calendar/removal")
def drop_feed() -> ResponseReturnValue:
    """Let the address for calendars be dead."""
    close_feed(get_current_person())
    return redirect("/yours#calendar", 303)


@bp.get("/calendar/<token>.ics")
def calendar(token: str) -> Response:
    """A person's breaks, for whoever knows the address."""
    feed = find_feed_of(token, now())
    if feed is None:
        abort(404)
    response = Response(calendar_of(feed, now()), mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, max-age=900"
    return response


@bp.post("/yours/deletion")
def delete() -> ResponseReturnValue:
    """Delete everything of this person, once they wrote the word."""
    person = get_current_person()
    if request.form.get("word", "").strip().lower() != WORD:
        return _page(person, unsure=gettext("Write “%(word)s” to go on.", word=WORD)), 400
    people.leave(person.id)
    sign_out()
    response = redirect("/", 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _page(person: Person, **more: Any) -> str:
    has_feed = find_feed(person.id) is not None
    return render_template("yours.html", active="progress", has_feed=has_feed, word=WORD, **more)


def _file() -> Any:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise FileProblem(gettext("Choose the file first."))
    with upload.stream as stream:
        body = stream.read()
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise FileProblem(gettext("This file is damaged or was not made by Unhunch.")) from None


def _download(body: str, mimetype: str, name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
