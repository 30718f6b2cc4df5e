"""Calendars that read a person's breaks: planned ones ahead, and sessions done."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from webapp.actions.days import life_of
from webapp.actions.outlook import outlook
from webapp.actions.transaction import transaction
from webapp.domain.forecast import Forecast
from webapp.storage.calendar_feeds import drop_feed, find_feed_owner, put_feed
from webapp.storage.people import Person, find_person, hold_person
from webapp.storage.sessions import StoredSession, sessions_of

AHEAD_DAYS = 14
BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a calendar shows of a person."""

    person: Person
    planned: Sequence[Forecast]
    done: Sequence[StoredSession]


def open_feed(person: Person, now: datetime) -> str:
    """Make a person's feed; answers the token of its address, which is shown only here."""
    token = secrets.token_urlsafe(24)
    with transaction():
        hold_person(person.id)
        put_feed(person.id, _hash(token), now)
    return token


def close_feed(person: Person) -> None:
    """Let the address of a person's feed be dead."""
    with transaction():
        drop_feed(person.id)


def find_feed_of(token: str, now: datetime) -> Feed | None:
    """Find what a calendar shows at an address; None where it is dead or never was."""
    owner = find_feed_owner(_hash(token))
    person = find_person(owner) if owner is not None else None
    if person is None:
        return None
    today = life_of(person, now).today
    planned = [each for each in outlook(person, AHEAD_DAYS, now) if each.reason is None]
    done = sessions_of(person.id, today - BACK, today + timedelta(days=1))
    return Feed(person, planned, [session for session in done if session.practised])


def _hash(token: str) -> bytes:
    return sha256(f"calendar:{token}".encode()).digest()
