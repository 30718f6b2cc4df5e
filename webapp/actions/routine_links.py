"""Handing a routine on by a link: a copy of it as it was, until the link ends or is taken back."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from webapp.actions.own_routines import NoSuchRoutine
from webapp.actions.transaction import transaction
from webapp.domain.routine_files import file_of
from webapp.storage.db import db
from webapp.storage.own_exercises import own_exercises
from webapp.storage.own_routines import (
    RoutineLink,
    StoredRoutine,
    count_routine_links,
    find_own_routine,
    find_routine_link,
    forget_routine_links,
)
from webapp.storage.people import hold_person

LINK_LASTS = timedelta(days=30)
MOST_LINKS = 10
CODE_BYTES = 12


class TooManyLinks(Exception):
    """So many links hand on this routine already."""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A fresh link: its code, shown only here, and until when it holds."""

    code: str
    expires_at: datetime


def file_of_stored(stored: StoredRoutine) -> dict[str, Any]:
    """A routine as a file, with the exercises of one's own that are in it."""
    exercises = {row.id: row.as_own() for row in own_exercises(stored.person_id)}
    return file_of(stored.as_own(), exercises)


def hand_on(person_id: int, routine_id: str, now: datetime) -> HandedOn:
    """Make a link to a copy of a routine; NoSuchRoutine or TooManyLinks."""
    code = secrets.token_urlsafe(CODE_BYTES)
    with transaction():
        hold_person(person_id)
        stored = _present(person_id, routine_id)
        if count_routine_links(routine_id, now) >= MOST_LINKS:
            raise TooManyLinks
        expires_at = now + LINK_LASTS
        db.session.add(
            RoutineLink(
                code_hash=_hash(code),
                routine_id=routine_id,
                file=file_of_stored(stored),
                made_at=now,
                expires_at=expires_at,
            )
        )
    return HandedOn(code, expires_at)


def take_back(person_id: int, routine_id: str) -> None:
    """End every link of a routine; NoSuchRoutine."""
    with transaction():
        hold_person(person_id)
        _present(person_id, routine_id)
        forget_routine_links(routine_id)


def find_handed_on(code: str, now: datetime) -> dict[str, Any] | None:
    """The file a link hands on, None when it is over or never was."""
    link = find_routine_link(_hash(code), now)
    return link.file if link else None


def _present(person_id: int, routine_id: str) -> StoredRoutine:
    stored = find_own_routine(person_id, routine_id)
    if stored is None or stored.removed_at is not None:
        raise NoSuchRoutine
    return stored


def _hash(code: str) -> bytes:
    return sha256(f"routine:{code}".encode()).digest()
