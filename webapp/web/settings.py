"""What a person settles for themselves, and what must be said about Unhunch as a whole."""

from flask import Blueprint, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from webapp.actions import people
from webapp.domain.catalogue import languages
from webapp.language import CHOSEN, gettext, names_of_languages
from webapp.parts import parts
from webapp.web.current import find_current_person
from webapp.web.errors import Problem

bp = Blueprint("settings", __name__)


@bp.get("/settings")
def show() -> str:
    """Show what can be settled."""
    return render_template(
        "settings.html",
        active="settings",
        languages=names_of_languages(),
        disclaimer=parts().catalogue.disclaimer,
    )


@bp.post("/settings")
def save() -> ResponseReturnValue:
    """Keep the language; of somebody who is nobody yet, on this browser only."""
    wanted = request.form.get("language", "")
    if wanted not in languages():
        raise Problem(400, gettext("Choose one of the languages."))
    person = find_current_person()
    if person is None:
        session[CHOSEN] = wanted
        session.permanent = True
    else:
        people.speak(person, wanted)
    return redirect("/settings", 303)
