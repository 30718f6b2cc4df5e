"""Short pages about how and why, with their sources."""

from flask import Blueprint, abort, render_template

from webapp.language import gettext
from webapp.parts import parts

bp = Blueprint("learn", __name__)


@bp.get("/learn")
def index() -> str:
    """List what there is to read."""
    return render_template("learn/index.html", active="learn", pages=_pages())


@bp.get("/learn/<page>")
def show(page: str) -> str:
    """Show one page."""
    if page not in _pages():
        abort(404)
    catalogue = parts().catalogue
    return render_template(
        f"learn/{page}.html",
        active="learn",
        page=page,
        pages=_pages(),
        references=catalogue.references,
        no_go=catalogue.no_go_zones,
        stop_signs=catalogue.stop_signs,
        hard_rules=[rule.rule for rule in catalogue.hard_rules],
        disclaimer=catalogue.disclaimer,
    )


def _pages() -> dict[str, tuple[str, str]]:
    """The pages in their order: the title, and what each answers."""
    return {
        "pressing": (gettext("How to press"), gettext("Where, how hard, and for how long.")),
        "breaks": (gettext("How often to break"), gettext("What studies of short breaks saw.")),
        "evidence": (
            gettext("What helps, and what is uncertain"),
            gettext("Movement, strength, touch, points and breath, one by one."),
        ),
        "massage": (
            gettext("What to leave to a professional"),
            gettext("What trained hands do that you should not do to yourself."),
        ),
        "doctor": (
            gettext("When to see a doctor"),
            gettext("The signs that come before any routine."),
        ),
        "sources": (
            gettext("Where our facts come from"),
            gettext("The article we began with, and all that we read."),
        ),
    }
