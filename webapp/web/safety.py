"""The safety check: questions go out, answers stay on the device."""

import re
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from webapp.domain.catalogue import Catalogue, Question
from webapp.domain.safety import check_as_json
from webapp.language import gettext
from webapp.parts import parts

bp = Blueprint("safety", __name__)
OWN_PAGE = re.compile(
    r"/routines/own_[0-9a-f]{16}(/play)?|/own(/(routines|exercises)/own_[0-9a-f]{16})?"
)
PAGES = ("/", "/plan", "/routines", "/exercises", "/devices", "/phone")


@dataclass(frozen=True, slots=True)
class Group:
    """Questions asked together, closed by "none of these"."""

    key: str
    title: str
    questions: list[Question]


@bp.get("/safety")
def show() -> str:
    """Show the whole check on one screen."""
    catalogue = parts().catalogue
    return render_template(
        "safety.html",
        groups=_groups(catalogue),
        check=check_as_json(catalogue),
        then=_then(),
        stop_signs=catalogue.stop_signs,
        disclaimer=catalogue.disclaimer,
    )


@bp.get("/flare")
def flare() -> str:
    """Show what a flare leaves open; the device switches it on and off."""
    return render_template("flare.html", check=check_as_json(parts().catalogue))


def _groups(catalogue: Catalogue) -> list[Group]:
    titles = {
        "urgent": gettext("Right now"),
        "eligibility": gettext("Your age"),
        "today": gettext("Today and lately"),
        "history": gettext("Your health so far"),
        "skin": gettext("Skin and touch"),
    }
    return [
        Group(key, title, [q for q in catalogue.questions if q.group == key])
        for key, title in titles.items()
    ]


def _then() -> str:
    asked = request.args.get("then", "/")
    is_ours = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    path = asked.split("?")[0]
    known = path in (*PAGES, *_plays()) or OWN_PAGE.fullmatch(path)
    return asked if is_ours and known else "/"


def _plays() -> list[str]:
    catalogue = parts().catalogue
    played = (*catalogue.routines, *catalogue.exercises)
    pages = [f"/exercises/{name}" for name in catalogue.exercises]
    return pages + [f"/routines/{name}{end}" for name in played for end in ("", "/play")]
