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
    forget_unused_links,
    get_person,
    take_open_links,
)
from webapp.storage.sqlite import empty_log

LINK_LASTS = timedelta(minutes=10)
SEEN_EVERY = timedelta(hours=12)
# Letters and figures nobody takes for one another.
TYPED_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TYPED_LENGTH = 8


class LinkGone(Exception):
    """This link was used already or is older than ten minutes."""


@dataclass(frozen=True, slots=True)
class Link:
    """A fresh link: its code of 128 bits, the short one to type, and until when both hold."""

    id: int
    code: str
    typed: str
    expires_at: datetime


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


def speak(person: Person, language: str) -> None:
    """Speak this language to a person from now on."""
    with transaction():
        get_person(person.id).language = language


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
    return make_link(person_id, now).code


def make_link(person_id: int, now: datetime) -> Link:
    """Make a single-use link, good for ten minutes; it takes the place of one not used yet.

    Its two codes are one link: whichever is used first uses up the other.
    """
    code = secrets.token_urlsafe(16)
    typed = "".join(secrets.choice(TYPED_SIGNS) for _ in range(TYPED_LENGTH))
    with transaction():
        forget_unused_links(person_id)
        hashes = (_hash(code), _hash_of_typed(typed))
        links = [
            LinkCode(person_id=person_id, code_hash=h, expires_at=now + LINK_LASTS) for h in hashes
        ]
        db.session.add_all(links)
        db.session.flush()
    return Link(links[0].id, code, typed, links[0].expires_at)


def is_link_open(code: str, now: datetime) -> bool:
    """Whether a link code could still be used."""
    return find_link_owner(code, now) is not None


def find_link_owner(code: str, now: datetime) -> int | None:
    """Find whom a link code that could still be used would join a browser to."""
    link = find_link_code(_hash(code))
    is_open = link is not None and link.used_at is None and now < link.expires_at
    return link.person_id if link is not None and is_open else None


def use_link_code(code: str, now: datetime) -> SignedIn:
    """Sign this browser in as the person behind a code, once; LinkGone when it is too late."""
    return _use_link(_hash(code), now)


def use_typed_code(typed: str, now: datetime) -> SignedIn:
    """Sign this browser in by the short code of a link, once; LinkGone when it is too late."""
    return _use_link(_hash_of_typed(typed), now)


def set_break(person_id: int, minutes: int | None) -> None:
    """Note how long a person's break is; None where they do not say."""
    with transaction():
        get_person(person_id).break_minutes = minutes


def leave(person_id: int) -> None:
    """Delete a person and everything that is theirs, in the database's files too."""
    with transaction():
        person = find_person(person_id)
        if person is not None:
            db.session.delete(person)
    empty_log(db.engine)


def _use_link(code_hash: bytes, now: datetime) -> SignedIn:
    with transaction():
        link = find_link_code(code_hash)
        if link is None or link.id not in take_open_links(link.person_id, now):
            raise LinkGone
        person = get_person(link.person_id)
        token = _sign_in(person, now)
    return SignedIn(person, token)


def _sign_in(person: Person, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(person_id=person.id, token_hash=_hash(token), created_at=now, last_seen_at=now)
    )
    return token


def _hash_of_typed(typed: str) -> bytes:
    return _hash(f"typed:{typed}")  # so that an address cannot be guessed by the short code


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
