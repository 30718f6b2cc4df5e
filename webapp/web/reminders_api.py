"""What is due, and what devices say came of it, over JSON."""

from flask import Blueprint, Response

from webapp.actions.due import find_due
from webapp.actions.own_catalogue import catalogue_for
from webapp.actions.reaches import reach_with
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminder_words import reminder_words
from webapp.domain.reminders import ReceiptKind
from webapp.parts import parts
from webapp.push.go_token import ForgedToken, GoToken
from webapp.storage.occurrences import Occurrence
from webapp.storage.safety import known_safety
from webapp.web.answers import DueAnswer, OccurrenceAnswer, RecordedAnswer
from webapp.web.bodies import ReceiptBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import Problem

bp = Blueprint("reminders_api", __name__, url_prefix="/api/v1")
UNKNOWN = Problem(404, "Unknown token", "This reminder does not exist (any more).")


@bp.get("/due")
@contract({200: DueAnswer})
def due() -> Response:
    """What is due to this person right now."""
    person = get_current_person()
    occurrence = find_due(person.id, now())
    if occurrence is None:
        return answer(DueAnswer(occurrence=None, go=None))
    return answer(DueAnswer(occurrence=_occurrence(occurrence), go=go_path(occurrence)))


@bp.post("/receipts")
@contract({200: RecordedAnswer, 201: RecordedAnswer}, takes=ReceiptBody)
def create_receipt(body: ReceiptBody) -> Response:
    """Record what a device says; the token is all it needs, so it works signed out."""
    token = read_token(body.token)
    word = Word(ReceiptKind(body.kind), body.at, body.minutes, body.sent_at)
    try:
        recorded = record_receipt(token, word, now())
    except LookupError:
        raise UNKNOWN from None
    return answer(RecordedAnswer(recorded=recorded), 201 if recorded else 200)


def read_token(text: str) -> GoToken:
    """What a token stands for; Problem 404 when it is not one of ours."""
    try:
        return parts().tokens.read(text)
    except ForgedToken:
        raise UNKNOWN from None


def go_path(occurrence: Occurrence) -> str:
    """The path that starts what is due."""
    return f"/go/{parts().tokens.sign(GoToken(occurrence.id, None))}"


def _occurrence(occurrence: Occurrence) -> OccurrenceAnswer:
    known = known_safety(occurrence.person_id, now())
    catalogue = catalogue_for(occurrence.person_id, occurrence.routine)
    reach = reach_with(occurrence.person_id, occurrence.routine, now())
    words = reminder_words(catalogue, occurrence.routine, known, reach)
    return OccurrenceAnswer(
        id=occurrence.id,
        kind=occurrence.kind,
        due_at=occurrence.due_at,
        expires_at=occurrence.expires_at,
        routine=occurrence.routine,
        title=words.title,
    )
