"""Files that must live at the root, what the installed app needs, and the signs of life."""

import hmac
from http import HTTPStatus
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.actions.reminder_words import neutral_words
from webapp.domain.safety import check_as_json
from webapp.language import language
from webapp.parts import parts
from webapp.storage.db import db
from webapp.storage.heartbeats import TICK, find_heartbeat
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.web.assets import build, find_packed, worker_files
from webapp.web.current import find_current_person, now
from webapp.web.days import STARTER
from webapp.web.own_here import find_routine_here
from webapp.web.routine_cards import safety_of

bp = Blueprint("pwa", __name__)
WHO = "Unhunch-Who"
KEPT_ANSWERS = ("routines_api.timeline",)
YEAR_SECONDS = 365 * 24 * 3600


@bp.get("/sw.js")
def service_worker() -> Response:
    """The service worker: a worker controls only what lies under its own address."""
    source = (Path(str(current_app.static_folder)) / "sw.js").read_text(encoding="utf-8")
    source = source.replace("__BUILD__", build()).replace("__FILES__", " ".join(worker_files()))
    return _fresh(Response(source, mimetype="text/javascript"))


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """What makes the app installable."""
    body = render_template("manifest.webmanifest")
    return _fresh(Response(body, mimetype="application/manifest+json"))


@bp.get("/assets/<build_name>/<path:name>")
def asset_file(build_name: str, name: str) -> Response:
    """A static file, to be kept for good; the page of an older build gets the present one."""
    wanted = request.accept_encodings.best_match(["br", "gzip"], "") or ""
    found = find_packed(name, wanted)
    if found is None:
        abort(404)
    response = Response(found.body, mimetype=found.mimetype)
    if found.encoding:
        response.headers["Content-Encoding"] = found.encoding
    is_ours = build_name == build()
    lasts = f"public, max-age={YEAR_SECONDS}, immutable" if is_ours else "no-cache"
    response.headers["Cache-Control"] = lasts
    response.headers["Vary"] = "Accept-Encoding"
    return response


@bp.get("/offline")
def offline() -> str:
    """What is shown when there is no connection; it holds nothing personal."""
    return render_template("offline.html")


@bp.get("/play-mine")
def play_mine() -> ResponseReturnValue:
    """Lead to the player of this person's own routine: the app's shortcut."""
    person = find_current_person()
    plan = find_plan(person.id) if person else None
    routine = plan.versions[-1].routine if plan else STARTER
    if find_routine_here(routine) is None:  # withdrawn since
        routine = STARTER
    return redirect(f"/routines/{routine}/play")


@bp.get("/safety-rules.json")
def safety_rules() -> Response:
    """What each effect of the safety check closes: a device without a connection holds to it."""
    rules = check_as_json(parts().catalogue)["effects"]
    return _fresh(jsonify(rules))


@bp.get("/safety-check.json")
def safety_check() -> Response:
    """The whole check: a device that holds answers says with it why something is closed."""
    return _fresh(jsonify(check_as_json(parts().catalogue)))


@bp.get("/reminder-words.json")
def reminder_words() -> Response:
    """What a device says of a reminder it cannot read, in the language the app speaks there."""
    words = neutral_words()
    return _fresh(jsonify(title=words.title, body=words.body, lang=language()))


@bp.get("/healthz")
def healthz() -> Response:
    """Alive, and how long ago reminders were last looked at (seconds, None before the first)."""
    beat = find_heartbeat(TICK)
    age = round((now() - beat).total_seconds(), 1) if beat else None
    return jsonify(status="ok", tick_age_seconds=age)


@bp.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Whether this process can serve."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="the database cannot be reached"), 503
    return jsonify(status="ready"), 200


@bp.after_app_request
def say_whose(response: Response) -> Response:
    """Tell the worker whose page this is, in a word that names nobody: it keeps one person's."""
    is_kept = response.mimetype == "text/html" or request.endpoint in KEPT_ANSWERS
    if is_kept and response.status_code == HTTPStatus.OK:
        person = find_current_person()
        response.headers[WHO] = _whose(person) if person else "nobody"
    return response


def whose_pages(person: Person | None) -> str:
    """The word a page carries for its person, so that a device notices that it changed hands."""
    return _word(_about(person)) if person else ""


def _whose(person: Person) -> str:
    """A word for a person under the effects in force, in their language.

    With another check, or in another language, other copies are kept.
    """
    effects = ",".join(sorted(safety_of(person).effects))
    return _word(f"{_about(person)} {effects} {person.language}")


def _about(person: Person) -> str:
    """Whom it is about: a number may be given out again, the moment they came may not."""
    return f"{person.id} {person.created_at.isoformat()}"


def _word(about: str) -> str:
    key = parts().settings.secret_key.encode()
    return hmac.digest(key, about.encode(), "sha256").hex()[:16]


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response
