"""Sessions of random lives: what each was, and the reports of it that reach the server when."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from hypothesis import strategies as st

from webapp.actions.sessions import record
from webapp.domain.sessions import Session, SessionState
from webapp.storage.people import Person

DEVICES = ("phone", "laptop")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TIMELINE = 100  # seconds
# How it ended, the seconds played of it, and whether that is practised by the rule in words.
ENDS = (
    *((SessionState.FINISHED, 100, True),) * 30,
    (SessionState.FINISHED, 50, True),
    (SessionState.STOPPED, 20, False),
    (SessionState.FINISHED, 49, False),
    (SessionState.STOPPED_FOR_SAFETY, 5, True),
)


@dataclass(frozen=True)
class Spell:
    """How long a device had no connection."""

    device: str
    start: datetime
    stop: datetime


@dataclass(frozen=True)
class Report:
    """What a device says of a session when it reaches the server."""

    at: datetime
    device: str
    session: Session
    counts: bool

    def reach(self, person: Person) -> None:
        """Let it reach the server."""
        record(person, self.session, self.at)


def session_at(draw: st.DrawFn, start: datetime, zone: str) -> Session:
    """A session that began at an instant where the clock was of a zone."""
    state, played, _ = draw(st.sampled_from(ENDS))
    return Session(
        id=uuid4(),
        routine="desk_minute",
        level=1,
        started_at=start,
        time_zone=zone,
        state=state,
        finished_at=start + timedelta(seconds=120),
        played_seconds=played,
        steps_done=3,
        steps_total=8,
        timeline_seconds=TIMELINE,
    )


def reports_of(draw: st.DrawFn, session: Session, spells: list[Spell]) -> list[Report]:
    """Its reports: that it began, how it ended, some again, in whatever order they come through."""
    device = draw(st.sampled_from(DEVICES))
    begun = replace(session, state=SessionState.STARTED, finished_at=None, played_seconds=0)
    said = [session, *draw(st.lists(st.sampled_from([begun, session]), max_size=1))]
    return [
        Report(_arrival(draw, each, _spell_at(spells, device, each)), device, each, _counts(each))
        for each in said
    ]


def _spell_at(spells: list[Spell], device: str, session: Session) -> Spell | None:
    for spell in spells:
        if spell.device == device and spell.start <= session.started_at < spell.stop:
            return spell
    return None


def _arrival(draw: st.DrawFn, session: Session, spell: Spell | None) -> datetime:
    """At once, or as late as sixty days; without a connection when there is one again."""
    hours = draw(st.sampled_from([0, 0, 0, 1, 5, 30, 200, 1300]))
    sent = spell.stop if spell else session.started_at
    return min(sent + 3 * MINUTE + hours * HOUR, session.started_at + 1439 * HOUR)


def _counts(session: Session) -> bool:
    return (session.state, session.played_seconds, True) in ENDS
