"""Joining another browser: the link, the code to type, and making them."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from webapp.actions import people
from webapp.language import gettext
from webapp.parts import parts
from webapp.web.current import find_current_person, get_current_person, local, now, sign_in
from webapp.web.limits import LINKS, limiter
from webapp.web.link_codes import code_in, is_loopback, qr_svg, spaced

bp = Blueprint("links", __name__)
# A short code has 40 bits and ten minutes; these leave a guesser no chance, alone or in a crowd.
TYPED = "10 per minute;60 per hour"
TYPED_BY_ALL = "600 per minute"
LINK = "/link/<code>"
NEXT = "/phone?joined=1"


@bp.get("/link")
def ask() -> ResponseReturnValue:
    """Ask for the code that another browser shows."""
    return render_template("phone/code.html", code="", errors={})


@bp.post("/link")
@limiter.limit(TYPED, key_func=get_remote_address)
@limiter.limit(TYPED_BY_ALL, key_func=lambda: "everybody")
def join_by_code() -> ResponseReturnValue:
    """Join this browser by a typed code."""
    text = request.form.get("code", "")
    wanted = code_in(text)
    if wanted is None:
        return _ask_again(
            text, gettext("A code has 8 letters and figures, such as K7QM-4XPA."), 400
        )
    try:
        sign_in(people.use_typed_code(wanted, now()))
    except people.LinkGone:
        message = gettext("This code is not known, was used, or is older than ten minutes.")
        return _ask_again(text, message, 410)
    return redirect(NEXT, 303)


@bp.get(LINK)
@limiter.limit(LINKS, key_func=get_remote_address)
def show(code: str) -> ResponseReturnValue:
    """Ask whether this browser shall join; a GET changes nothing."""
    owner = people.find_link_owner(code, now())
    if owner is None:
        return _gone()
    return render_template("link.html", code=code, state=_state(owner))


@bp.post(LINK)
@limiter.limit(LINKS, key_func=get_remote_address)
def join(code: str) -> ResponseReturnValue:
    """Join this browser to the person behind the link, once."""
    try:
        sign_in(people.use_link_code(code, now()))
    except people.LinkGone:
        return _gone()
    return redirect(NEXT, 303)


@bp.post("/link-codes")
@limiter.limit(LINKS)
def make() -> ResponseReturnValue:
    """Make a link that joins a phone to this person, and show it as a picture and as a code."""
    person = get_current_person()
    link = people.make_link(person.id, now())
    address = f"{parts().settings.public_url}/link/{link.code}"
    return render_template(
        "phone/add.html",
        active="devices",
        link_id=link.id,
        url=address,
        qr=qr_svg(address),
        typed=spaced(link.typed),
        until=local(link.expires_at, person.time_zone),
        only_here=is_loopback(parts().settings.public_url),
        link_page=f"{parts().settings.public_url}/link",
    )


def _state(owner: int) -> str:
    person = find_current_person()
    if person is None:
        return "ready"
    return "same" if person.id == owner else "other"


def _gone() -> ResponseReturnValue:
    return render_template("link.html", code="", state="gone"), 410


def _ask_again(text: str, message: str, status: int) -> ResponseReturnValue:
    return render_template("phone/code.html", code=text[:80], errors={"code": message}), status
