"""A person's sessions, page by page and newest first; a page ends with a whole day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from webapp.storage.db import db
from webapp.storage.sessions import StoredSession

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions: those before a day, of one routine, and of one of the ways to show."""

    before: date | None = None
    routine: str | None = None
    show: str = "all"


SHOWN: dict[str, tuple[ColumnElement[bool], ...]] = {
    "all": (),
    "counted": (StoredSession.practised.is_(True),),
    "early": (~StoredSession.practised,),
    "hand": (StoredSession.by_hand | StoredSession.corrected_seconds.is_not(None),),
}


def page_of(person_id: int, wanted: Wanted) -> tuple[Sequence[StoredSession], date | None]:
    """One page, and the day before which the next one lies; None at the end."""
    query = select(StoredSession).where(StoredSession.person_id == person_id, *SHOWN[wanted.show])
    if wanted.before is not None:
        query = query.where(StoredSession.day < wanted.before)
    if wanted.routine is not None:
        query = query.where(StoredSession.routine == wanted.routine)
    newest_first = query.order_by(StoredSession.day.desc(), StoredSession.started_at.desc())
    found = db.session.scalars(newest_first.limit(A_PAGE + 1)).all()
    if len(found) <= A_PAGE:
        return found, None
    whole = [session for session in found if session.day > found[-1].day]
    if whole:
        return whole, whole[-1].day
    of_day = newest_first.where(StoredSession.day == found[0].day)
    return db.session.scalars(of_day).all(), found[0].day


def routines_played(person_id: int) -> Sequence[str]:
    """Every routine a person has a session of."""
    query = select(StoredSession.routine).where(StoredSession.person_id == person_id)
    return db.session.scalars(query.distinct()).all()
