"""What a request knows: who is asking, and that a write was really meant by them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import g, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf

from webapp import clock
from webapp.actions import people
from webapp.language import gettext
from webapp.storage.people import Person, find_person
from webapp.web.errors import Problem

SIGN_IN = "sign_in"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
csrf = CSRFProtect()


def now() -> datetime:
    """The instant this request arrived; the same throughout the request."""
    if "now" not in g:
        g.now = clock.now()
    answer: datetime = g.now
    return answer


def find_current_person() -> Person | None:
    """Find who is signed in on this browser."""
    if "person_id" not in g:
        token = session.get(SIGN_IN)
        person = people.recognise(token, now()) if isinstance(token, str) else None
        g.person_id = person.id if person else None
    return find_person(g.person_id) if g.person_id is not None else None


def get_current_person() -> Person:
    """Get who is signed in; a write must also carry the CSRF token. Problem 401 or 400."""
    person = find_current_person()
    if person is None:
        raise Problem(
            401, gettext("Not signed in"), gettext("Open the app and choose a routine first.")
        )
    if request.method not in SAFE_METHODS:
        csrf.protect()
    return person


def sign_in(signed_in: people.SignedIn) -> None:
    """Sign this browser in, under a fresh cookie."""
    session.clear()
    session[SIGN_IN] = signed_in.token
    session.permanent = True
    # From here on the cookie stays as it is, so no answer that comes late can undo part of it.
    g.pop("csrf_token", None)
    generate_csrf()
    g.person_id = signed_in.person.id


def sign_out() -> None:
    """Forget who was signed in on this browser."""
    session.clear()
    g.person_id = None


def local(instant: datetime, time_zone: str) -> datetime:
    """An instant on a wall clock."""
    return instant.astimezone(ZoneInfo(time_zone))
