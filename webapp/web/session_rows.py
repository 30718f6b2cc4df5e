"""Sessions as a list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from webapp.domain.sessions import SessionState
from webapp.language import gettext
from webapp.storage.sessions import StoredSession
from webapp.web.current import local
from webapp.web.own_here import find_routine_here


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as it is shown, on the clock it was lived by."""

    id: UUID
    day: date
    local: datetime
    title: str
    minutes: float
    practised: bool
    notes: list[str]
    before: int | None
    after: int | None


def rows_of(sessions: Iterable[StoredSession]) -> list[SessionRow]:
    """Sessions as rows, in the order given."""
    return [row_of(session) for session in sessions]


def row_of(session: StoredSession) -> SessionRow:
    """One session as a row."""
    routine = find_routine_here(session.routine)
    return SessionRow(
        id=session.id,
        day=session.day,
        local=local(session.started_at, session.time_zone),
        title=routine.title if routine else session.routine,
        minutes=round(session.seconds / 60, 1),
        practised=session.practised,
        notes=_notes(session),
        before=session.tension_before,
        after=session.tension_after,
    )


def _notes(session: StoredSession) -> list[str]:
    notes = []
    if session.state == SessionState.STOPPED_FOR_SAFETY:
        notes.append(gettext("stopped for safety"))
    elif not session.practised:
        notes.append(gettext("ended early"))
    if session.by_hand:
        notes.append(gettext("added by hand"))
    if session.corrected_seconds is not None:
        notes.append(gettext("minutes corrected"))
    if session.late:
        notes.append(gettext("arrived late"))
    return notes
