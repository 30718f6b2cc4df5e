"""The player, and the tap that leads to it."""

from datetime import datetime

from flask import Blueprint, abort, render_template

from webapp.actions.own_catalogue import DEFAULT_ROUTINE
from webapp.domain.catalogue import Routine
from webapp.domain.own_exercises import is_own
from webapp.parts import parts
from webapp.push.go_token import ForgedToken, GoToken
from webapp.storage.occurrences import Occurrence, find_occurrence
from webapp.storage.people import get_person
from webapp.web.current import find_current_person, local, now
from webapp.web.own_here import find_routine_here
from webapp.web.routine_cards import card_of, safety_of
from webapp.web.routines import level_asked

bp = Blueprint("sessions", __name__)


@bp.get("/routines/<routine_id>/play")
def play(routine_id: str) -> str:
    """Play a routine."""
    routine = find_routine_here(routine_id)
    if routine is None:
        abort(404)
    return _player(routine, level_asked(), None, None)


@bp.get("/go/<token>")
def go(token: str) -> str:
    """Open what a reminder was for, signed in or not; a stale one gives no rights."""
    occurrence = _occurrence(token)
    routine = _routine_of(occurrence)
    if routine is None:
        abort(404)
    if now() < occurrence.expires_at:
        return _player(routine, 1, token, None)
    zone = get_person(occurrence.person_id).time_zone
    return _player(routine, 1, None, local(occurrence.due_at, zone))


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
    signs = catalogue.stop_signs
    return render_template(
        "player/play.html",
        routine=card_of(routine, safety_of(find_current_person())),
        level=level,
        token=token,
        stale=stale,
        stop_signs=signs,
        urgent_action=signs.urgent_action,
        rest_action=signs.rest_action,
        prepare=catalogue.prepare_lists[routine.prepare.list_name],
        disclaimer=catalogue.disclaimer,
    )
