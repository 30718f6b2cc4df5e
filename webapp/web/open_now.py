"""What is really offered when a routine is named: never anything the safety check closed."""

from flask import g

from webapp.domain.timelines import Timeline
from webapp.web.current import find_current_person
from webapp.web.own_here import find_routine_here
from webapp.web.own_levels import compiled_within_levels, highest_for
from webapp.web.routine_cards import safety_of


def find_open_now(routine_id: str) -> Timeline | None:
    """What of a routine is open to whoever asks, as far as it is known here; None: nothing."""
    kept: dict[str, Timeline | None] = g.setdefault("open_now", {})
    if routine_id not in kept:
        kept[routine_id] = _compiled(routine_id)
    return kept[routine_id]


def _compiled(routine_id: str) -> Timeline | None:
    known = safety_of(find_current_person())
    held = known.own_effects if known.checked and not known.consent else known.effects
    routine = find_routine_here(routine_id)
    return compiled_within_levels(routine_id, highest_for(routine), held) if routine else None
