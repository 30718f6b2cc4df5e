"""Joining, signing further browsers in, and leaving."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from webapp.actions.transaction import transaction
from webapp.storage.db import db
from webapp.storage.people import (
    LinkCode,
    Person,
    SignIn,
    find_link_code,
    find_person,
    find_sign_in,
    get_person,
    hold_link_code,
)

LINK_LASTS = timedelta(minutes=10)
SEEN_EVERY = timedelta(hours=12)


class LinkGone(Exception):
    """This link was used already or is older than ten minutes."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person and the token that signs this browser in as them; the token is shown only here."""

    person: Person
    token: str


def join(time_zone: str, language: str, now: datetime) -> SignedIn:
    """Make a new guest and sign this browser in."""
    with transaction():
        person = Person(created_at=now, time_zone=time_zone, language=language)
        db.session.add(person)
        db.session.flush()
        token = _sign_in(person, now)
    return SignedIn(person, token)


def recognise(token: str, now: datetime) -> Person | None:
    """Find whom a browser's token stands for, noting now and then that it was seen."""
    sign_in = find_sign_in(_hash(token))
    if sign_in is None:
        return None
    if now - sign_in.last_seen_at > SEEN_EVERY:
        with transaction():
            sign_in.last_seen_at = now
    return get_person(sign_in.person_id)


def make_link_code(person_id: int, now: datetime) -> str:
    """Make a single-use code, good for ten minutes, that joins another browser to this person."""
    code = secrets.token_urlsafe(16)
    with transaction():
        expires_at = now + LINK_LASTS
        db.session.add(LinkCode(person_id=person_id, code_hash=_hash(code), expires_at=expires_at))
    return code


def is_link_open(code: str, now: datetime) -> bool:
    """Whether a link code could still be used."""
    link = find_link_code(_hash(code))
    return link is not None and link.used_at is None and now < link.expires_at


def use_link_code(code: str, now: datetime) -> SignedIn:
    """Sign this browser in as the person behind a code, once; LinkGone when it is too late."""
    with transaction():
        link = hold_link_code(_hash(code))
        if link is None or link.used_at is not None or now >= link.expires_at:
            raise LinkGone
        link.used_at = now
        person = get_person(link.person_id)
        token = _sign_in(person, now)
    return SignedIn(person, token)


def leave(person_id: int) -> None:
    """Delete a person and everything that is theirs."""
    with transaction():
        person = find_person(person_id)
        if person is not None:
            db.session.delete(person)


def _sign_in(person: Person, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(person_id=person.id, token_hash=_hash(token), created_at=now, last_seen_at=now)
    )
    return token


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
