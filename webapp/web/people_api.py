"""Guests over JSON."""

from flask import Blueprint, Response
from flask_wtf.csrf import generate_csrf

from webapp.actions import people
from webapp.storage.people import Person
from webapp.web.answers import GuestAnswer, PersonAnswer
from webapp.web.bodies import GuestBody
from webapp.web.contract import answer, contract
from webapp.web.current import find_current_person, now, sign_in
from webapp.web.limits import JOINING, limiter
from webapp.web.zones import checked_zone

bp = Blueprint("people_api", __name__, url_prefix="/api/v1")


@bp.post("/guests")
@limiter.limit(JOINING)
@contract({200: GuestAnswer, 201: GuestAnswer}, takes=GuestBody)
def create(body: GuestBody) -> Response:
    """Make a guest and sign this browser in; a browser signed in already stays who it is."""
    person = find_current_person()
    if person is not None:
        return _answer(person, 200)
    signed_in = people.join(checked_zone(body.time_zone), body.language, now())
    sign_in(signed_in)
    return _answer(signed_in.person, 201)


def _answer(person: Person, status: int) -> Response:
    known = PersonAnswer(id=person.id, time_zone=person.time_zone, language=person.language)
    return answer(GuestAnswer(person=known, csrf_token=generate_csrf()), status)
