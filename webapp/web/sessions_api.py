"""Sessions over JSON."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response

from webapp.actions.own_catalogue import catalogue_for
from webapp.actions.sessions import (
    AnsweredAlready,
    NotYours,
    Recorded,
    Removed,
    record,
    record_once,
)
from webapp.domain.catalogue import Catalogue
from webapp.domain.safety import BREATHING_ONLY, STOP_ALL
from webapp.domain.sessions import (
    Rating,
    Session,
    SessionConflict,
    SessionProblem,
    SessionState,
)
from webapp.domain.timelines import NothingAllowed, compile_timeline
from webapp.storage.occurrences import Occurrence, find_occurrence
from webapp.storage.people import Person, get_person
from webapp.web.answers_days import SessionAnswer
from webapp.web.bodies import SessionBody
from webapp.web.contract import answer, contract
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.errors import FieldError, Problem, invalid
from webapp.web.reminders_api import read_token
from webapp.web.streak_words import streak_answer
from webapp.web.zones import checked_zone

bp = Blueprint("sessions_api", __name__, url_prefix="/api/v1")
LOCKS = {None: BREATHING_ONLY, "rest": BREATHING_ONLY, "urgent": STOP_ALL}


@bp.put("/sessions/<uuid:session_id>")
@contract({200: SessionAnswer, 201: SessionAnswer}, takes=SessionBody)
def put(session_id: UUID, body: SessionBody) -> Response:
    """Record a session; the same body again changes nothing, a later one may only add."""
    asker = _whose(body)
    write = record if asker.signed_in else record_once
    try:
        session = _session(session_id, body, asker)
        recorded = write(asker.person, session, now(), LOCKS[body.stop_sign])
    except SessionProblem as problem:
        raise invalid(FieldError(problem.field, problem.message)) from None
    except SessionConflict as conflict:
        detail = f"{conflict.field} was recorded differently before; what was recorded stays."
        raise Problem(409, "Already recorded otherwise", detail) from None
    except Removed:
        detail = "This session was deleted. It can be brought back under Progress."
        raise Problem(410, "Deleted", detail) from None
    except AnsweredAlready:
        detail = "This link recorded its one session. Open the app on this device for another."
        raise Problem(409, "Recorded already", detail) from None
    except NotYours:
        raise Problem(404, "No such session", "Use a new id for a new session.") from None
    return _answer(recorded)


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who practised, for which occurrence, and whether they are signed in or hold its token."""

    person: Person
    occurrence: int | None
    signed_in: bool


def _whose(body: SessionBody) -> _Asker:
    """Who practised, and for which occurrence: by a fresh token when there is one, else signed in.

    The token speaks for one session only, and only while the reminder is useful or its browser
    is signed in as the same person.
    """
    if body.token is None:
        person = get_current_person()
        return _Asker(person, _own_occurrence(person, body.occurrence), signed_in=True)
    occurrence = _occurrence_of(body.token)
    signed_in = find_current_person()
    if signed_in is not None and signed_in.id == occurrence.person_id:
        return _Asker(get_current_person(), occurrence.id, signed_in=True)
    if not may_record(occurrence, body):
        detail = "This reminder is too old to record a session. Open the app on this device."
        raise Problem(401, "Too late for this link", detail)
    return _Asker(get_person(occurrence.person_id), occurrence.id, signed_in=False)


def may_record(occurrence: Occurrence, body: SessionBody) -> bool:
    """Whether a session began while the reminder that it answers was still fresh."""
    return occurrence.due_at <= body.started_at <= occurrence.expires_at


def _occurrence_of(token: str) -> Occurrence:
    number = read_token(token).occurrence
    occurrence = find_occurrence(number) if number is not None else None
    if occurrence is None:
        raise Problem(404, "Unknown token", "This reminder does not exist (any more).")
    return occurrence


def _own_occurrence(person: Person, number: int | None) -> int | None:
    occurrence = find_occurrence(number) if number is not None else None
    return occurrence.id if occurrence and occurrence.person_id == person.id else None


def _session(session_id: UUID, body: SessionBody, asker: _Asker) -> Session:
    # It may have been played from a copy while its routine was removed elsewhere.
    catalogue = catalogue_for(asker.person.id, body.routine, removed=True)
    if catalogue.find_routine(body.routine) is None:
        raise invalid(FieldError("routine", f"There is no routine called {body.routine!r}."))
    return Session(
        id=session_id,
        routine=body.routine,
        level=body.level,
        started_at=body.started_at,
        time_zone=checked_zone(body.time_zone),
        state=SessionState(body.state),
        finished_at=body.finished_at,
        played_seconds=body.played_seconds,
        steps_done=body.steps_done,
        steps_total=body.steps_total,
        timeline_seconds=body.timeline_seconds or _catalogue_seconds(catalogue, body),
        timeline_digest=body.timeline_digest,
        tension_before=body.tension_before,
        tension_after=body.tension_after,
        rating=Rating(body.rating) if body.rating else None,
        discomfort=body.discomfort,
        next_morning=Rating(body.next_morning) if body.next_morning else None,
        occurrence_id=asker.occurrence,
    )


def _catalogue_seconds(catalogue: Catalogue, body: SessionBody) -> int:
    try:
        return compile_timeline(catalogue, body.routine, body.level, ()).seconds
    except NothingAllowed:  # cannot happen without effects; kept so that no 500 ever can
        return 1


def _answer(recorded: Recorded) -> Response:
    return answer(
        SessionAnswer(
            day=recorded.day,
            practised=recorded.practised,
            late=recorded.late,
            streak=streak_answer(recorded.streak),
        ),
        201 if recorded.created else 200,
    )
