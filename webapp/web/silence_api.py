"""Done for today, and ringing as planned again, over JSON."""

from flask import Blueprint, Response

from webapp.actions.silence import NothingToSilence, done_for_today, ring_as_planned
from webapp.web.answers_plan import SilenceAnswer
from webapp.web.bodies import EmptyBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.silence import no_plan

bp = Blueprint("silence_api", __name__, url_prefix="/api/v1")


@bp.post("/plan/done-today")
@contract({200: SilenceAnswer}, takes=EmptyBody)
def done(body: EmptyBody) -> Response:
    """Let nothing ring for the rest of the person's day."""
    person = get_current_person()
    try:
        return answer(SilenceAnswer(silent_until=done_for_today(person, now())))
    except NothingToSilence:
        raise no_plan() from None


@bp.post("/plan/ring-as-planned")
@contract({200: SilenceAnswer}, takes=EmptyBody)
def ring_again(body: EmptyBody) -> Response:
    """Take back that the day is done, and that fewer come because nobody reacted."""
    person = get_current_person()
    try:
        ring_as_planned(person, now())
    except NothingToSilence:
        raise no_plan() from None
    return answer(SilenceAnswer(silent_until=None))
