"""Sessions to test with: one good run through Desk minute to vary."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from webapp.domain.sessions import Session, SessionState

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def a_session(**changes: object) -> Session:
    """Desk minute, played to its end just before now."""
    good: dict[str, object] = {
        "id": UUID("0b6bb0b4-5a0c-4bd3-9d0e-8f4f3ac0a001"),
        "routine": "desk_minute",
        "level": 1,
        "started_at": NOW - timedelta(seconds=120),
        "time_zone": "Europe/Berlin",
        "state": SessionState.FINISHED,
        "finished_at": NOW - timedelta(seconds=20),
        "played_seconds": 100,
        "steps_done": 8,
        "steps_total": 8,
        "timeline_seconds": 100,
    }
    return Session(**{**good, **changes})  # type: ignore[arg-type]


def a_started_session(**changes: object) -> Session:
    """The same, reported when it began."""
    begun = {"state": SessionState.STARTED, "finished_at": None}
    return a_session(**{**begun, "played_seconds": 0, "steps_done": 0, **changes})
