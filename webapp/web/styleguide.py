"""The styleguide: every component in every state, in development and demonstration only."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, abort, render_template

from webapp.domain.catalogue import Routine
from webapp.parts import parts
from webapp.storage.safety import KnownSafety
from webapp.web.routine_cards import UNKNOWN, RoutineCard, card_of

bp = Blueprint("styleguide", __name__)
SHOWN = "desk_minute"
COLOURS = (
    "sky",
    "ground",
    "surface",
    "sunk",
    "line",
    "edge",
    "ink",
    "soft-ink",
    "accent",
    "accent-wash",
    "slope-far",
    "slope-near",
    "sun",
    "sun-wash",
    "danger",
    "danger-wash",
)
DAY_KINDS = ("practised", "practised", "protected", "missed", "rest", "open", "open")


@bp.get("/styleguide")
def styleguide() -> str:
    """Show all components; 404 where the application is reached from elsewhere."""
    if not _is_loopback(parts().settings.public_url):
        abort(404)
    return render_template(
        "styleguide.html",
        active="",
        colours=COLOURS,
        day_kinds=DAY_KINDS,
        kept=_card(frozenset()),
        closed=_card(frozenset({"breathing_only"})),
        unchecked=card_of(_routine(), UNKNOWN),
        errors={"name": "Please give it a name."},
    )


def _card(effects: frozenset[str]) -> RoutineCard:
    return card_of(_routine(), KnownSafety(checked=True, consent=True, effects=effects))


def _routine() -> Routine:
    return parts().catalogue.get_routine(SHOWN)


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
