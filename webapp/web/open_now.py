"""What is really offered when a routine is named: never anything the safety check closed."""

from flask import g

from webapp.domain.catalogue import Catalogue
from webapp.domain.timelines import NothingAllowed, Timeline, compile_timeline
from webapp.web.current import find_current_person
from webapp.web.own_here import catalogue_with
from webapp.web.routine_cards import safety_of


def find_open_now(routine_id: str) -> Timeline | None:
    """What of a routine is open to whoever asks, as far as it is known here; None: nothing."""
    kept: dict[str, Timeline | None] = g.setdefault("open_now", {})
    if routine_id not in kept:
        kept[routine_id] = _compiled(catalogue_with(routine_id), routine_id)
    return kept[routine_id]


def _compiled(catalogue: Catalogue, routine_id: str) -> Timeline | None:
    known = safety_of(find_current_person())
    held = known.own_effects if known.checked and not known.consent else known.effects
    if catalogue.find_routine(routine_id) is None:
        return None
    try:
        return compile_timeline(catalogue, routine_id, 1, held)
    except NothingAllowed:
        return None
