"""The safety check: questions go out, answers stay on the device."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext

from webapp.domain.catalogue import Catalogue, Question
from webapp.parts import parts

bp = Blueprint("safety", __name__)
PAGES = ("/", "/plan", "/routines", "/devices")


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
        check=_check(catalogue),
        then=_then(),
        stop_signs=catalogue.stop_signs,
        disclaimer=catalogue.disclaimer,
    )


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


def _check(catalogue: Catalogue) -> dict[str, object]:
    """What the page's script works with; the same rules run here and there."""
    return {
        "catalogue_version": catalogue.version,
        "questions": [
            {
                "id": q.id,
                "group": q.group,
                "effects": list(q.effects),
                "clearable": q.clearable,
                "message": q.message,
                "lasts_hours": q.lasts_hours,
            }
            for q in catalogue.questions
        ],
        "effects": {
            rule.id: {
                "kinds": sorted(rule.kinds),
                "tags": sorted(rule.tags),
                "points": sorted(rule.points),
                "note": rule.note,
            }
            for rule in catalogue.effects.values()
        },
    }


def _then() -> str:
    asked = request.args.get("then", "/")
    is_ours = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if is_ours and asked.split("?")[0] in (*PAGES, *_plays()) else "/"


def _plays() -> list[str]:
    routines = parts().catalogue.routines
    return [f"/routines/{name}" for name in routines] + [
        f"/routines/{name}/play" for name in routines
    ]
