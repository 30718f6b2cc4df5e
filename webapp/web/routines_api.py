"""Routines and their timelines over JSON."""

from dataclasses import asdict

from flask import Blueprint, Response, request

from webapp.domain.safety import is_silenced
from webapp.domain.timelines import timeline_as_json
from webapp.language import gettext
from webapp.web.answers import RoutineAnswer, RoutinesAnswer, TimelineAnswer
from webapp.web.contract import answer, contract
from webapp.web.current import find_current_person
from webapp.web.errors import FieldError, Problem, invalid
from webapp.web.own_caps import within_caps
from webapp.web.own_here import catalogue_with, find_routine_here
from webapp.web.own_levels import compiled_within_levels, effort_here, highest_for
from webapp.web.routine_cards import (
    LEVELS,
    RoutineCard,
    cards,
    effects_for_timeline,
    safety_of,
)

bp = Blueprint("routines_api", __name__, url_prefix="/api/v1")
LEVEL = {"level": {"type": "integer", "minimum": 1, "maximum": 3}}


@bp.get("/routines")
@contract({200: RoutinesAnswer})
def index() -> Response:
    """All routines, and what of them is open to this person."""
    found = cards(safety_of(find_current_person()))
    return answer(RoutinesAnswer(routines=[_routine(card) for card in found]))


@bp.get("/routines/<routine_id>/timeline")
@contract({200: TimelineAnswer}, query=LEVEL)
def timeline(routine_id: str) -> Response:
    """A routine compiled for this person: what is blocked is never in it."""
    routine = find_routine_here(routine_id)
    if routine is None:
        raise Problem(404, "No such routine", "GET /api/v1/routines lists them all.")
    effects, level = effects_for_timeline(), min(_level(), highest_for(routine))
    offered, why = within_caps(routine, level, effects)
    if offered is None:
        detail = gettext("%(why)s Until then choose calm breathing.", why=why)
        raise Problem(409, gettext("Enough of it for now"), detail)
    standing_in = catalogue_with(offered).get_routine(offered)
    found = compiled_within_levels(offered, min(level, highest_for(standing_in)), effects)
    if found is None:
        raise Problem(409, gettext("Nothing to play now"), _why_nothing(is_silenced(effects)))
    as_asked = {
        **timeline_as_json(found),
        "asked": routine_id,
        "capped": offered != routine_id,
        "capped_why": why,
        "effort": effort_here(
            catalogue_with(found.routine).get_routine(found.routine), found.level
        ),
    }
    return answer(TimelineAnswer.model_validate(as_asked))


def _why_nothing(silenced: bool) -> str:
    if silenced:
        return gettext(
            "Your safety check says: get help first. Repeat the check when that is settled."
        )
    return gettext("Your safety check leaves nothing of this routine. Choose calm breathing.")


def _level() -> int:
    text = request.args.get("level", "1")
    if text not in map(str, LEVELS):
        raise invalid(FieldError("level", "Levels are 1, 2 and 3."))
    return int(text)


def _routine(card: RoutineCard) -> RoutineAnswer:
    values = asdict(card)
    values["minutes"] = {str(level): minutes for level, minutes in card.minutes.items()}
    values["offered"] = card.offered.id if card.offered else None
    values["kinds"] = list(card.kinds)
    return RoutineAnswer.model_validate(values)
