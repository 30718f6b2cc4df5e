"""What a person's sessions add, read row by row and without an object for each."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from webapp.domain.totals import Effort
from webapp.storage.db import db, table_of
from webapp.storage.sessions import StoredSession

SESSIONS = table_of(StoredSession)


def efforts_between(person_id: int, first: date, last: date) -> Iterator[Effort]:
    """What each session of a person adds, from one day to another, both included."""
    rows = db.session.execute(
        select(
            SESSIONS.c.day,
            SESSIONS.c.routine,
            func.coalesce(SESSIONS.c.corrected_seconds, SESSIONS.c.played_seconds),
            SESSIONS.c.practised,
            SESSIONS.c.tension_before,
            SESSIONS.c.tension_after,
        )
        .where(SESSIONS.c.person_id == person_id, SESSIONS.c.day.between(first, last))
        .order_by(SESSIONS.c.day, SESSIONS.c.started_at)
    )
    return (Effort(*row) for row in rows)
