"""The player, and the tap that leads to it."""

from datetime import datetime

from flask import Blueprint, abort, render_template

from webapp.actions.own_catalogue import DEFAULT_ROUTINE
from webapp.domain.catalogue import Routine
from webapp.domain.own_exercises import is_own
from webapp.domain.safety import lines_shown
from webapp.parts import parts
from webapp.push.go_token import ForgedToken, GoToken
from webapp.storage.occurrences import Occurrence, find_occurrence
from webapp.storage.people import get_person
from webapp.web.current import find_current_person, local, now
from webapp.web.own_here import find_routine_here
from webapp.web.own_levels import effort_here, level_here
from webapp.web.routine_cards import card_of, safety_of
from webapp.web.suggestions import suggestion_after
from webapp.web.words_player import player_words

bp = Blueprint("sessions", __name__)
ASKED_BY_THE_PLAYER = "Rate comfort"  # a line of the finish lists that is a question on the page


@bp.get("/routines/<routine_id>/play")
def play(routine_id: str) -> str:
    """Play a routine."""
    routine = find_routine_here(routine_id)
    if routine is None:
        abort(404)
    return _player(routine, level_here(routine), None, None)


@bp.get("/go/<token>")
def go(token: str) -> str:
    """Open what a reminder was for, signed in or not; a stale one gives no rights."""
    occurrence = _occurrence(token)
    routine = _routine_of(occurrence)
    if routine is None:
        abort(404)
    if now() < occurrence.expires_at:
        return _player(routine, level_here(routine), token, None)
    zone = get_person(occurrence.person_id).time_zone
    return _player(routine, level_here(routine), None, local(occurrence.due_at, zone))


def _occurrence(text: str) -> Occurrence:
    try:
        token: GoToken = parts().tokens.read(text)
    except ForgedToken:
        abort(404)
    occurrence = find_occurrence(token.occurrence) if token.occurrence is not None else None
    if occurrence is None:
        abort(404)
    return occurrence


def _routine_of(occurrence: Occurrence) -> Routine | None:
    """What was asked for; a routine of one's own opens for them only, and while it is there."""
    found = find_routine_here(occurrence.routine)
    if found is None and is_own(occurrence.routine):
        return parts().catalogue.get_routine(DEFAULT_ROUTINE)
    return found


def _player(routine: Routine, level: int, token: str | None, stale: datetime | None) -> str:
    catalogue = parts().catalogue
    person = find_current_person()
    known = safety_of(person)
    prepare = catalogue.prepare_lists[routine.prepare.list_name]
    finish = catalogue.finish_lists[routine.finish.list_name]
    return render_template(
        "player/play.html",
        routine=card_of(routine, known),
        level=level,
        effort=effort_here(routine, level),
        token=token,
        stale=stale,
        stop_signs=catalogue.stop_signs,
        no_go_zones=catalogue.no_go_zones,
        prepare=lines_shown(catalogue, prepare, known.effects),
        finish=[line for line in finish if not line.startswith(ASKED_BY_THE_PLAYER)],
        suggestion=suggestion_after(routine, person),
        player_words=player_words(),
    )
