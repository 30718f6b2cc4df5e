"""The JSON bodies that are answered."""

from typing import Any

from pydantic import AwareDatetime, BaseModel


class FieldErrorAnswer(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class ProblemAnswer(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldErrorAnswer] | None = None


class PersonAnswer(BaseModel):
    """A person as they see themselves."""

    id: int
    time_zone: str
    language: str


class GuestAnswer(BaseModel):
    """A guest, and the token their writes must carry."""

    person: PersonAnswer
    csrf_token: str


class SafetyAnswer(BaseModel):
    """What is kept of a safety check."""

    checked: bool
    consent: bool
    effects: list[str]


class KeyAnswer(BaseModel):
    """The server's public key for push subscriptions."""

    key: str


class DeviceAnswer(BaseModel):
    """A device that rings."""

    id: int
    label: str


class TestMessageAnswer(BaseModel):
    """A test message and what became of it."""

    __test__ = False  # pytest takes Test... for a test class

    id: int
    state: str
    shown_at: AwareDatetime | None


class OccurrenceAnswer(BaseModel):
    """One occurrence."""

    id: int
    kind: str
    due_at: AwareDatetime
    expires_at: AwareDatetime
    routine: str
    title: str


class DueAnswer(BaseModel):
    """What is due now, and the page that starts it."""

    occurrence: OccurrenceAnswer | None
    go: str | None


class RecordedAnswer(BaseModel):
    """Whether something was new."""

    recorded: bool


class RoutineAnswer(BaseModel):
    """A routine in short."""

    id: str
    title: str
    summary: str
    category: str
    kinds: list[str]
    minutes: dict[str, float]
    state: str
    offered: str | None
    own: bool


class RoutinesAnswer(BaseModel):
    """All routines."""

    routines: list[RoutineAnswer]


class TimelineAnswer(BaseModel):
    """A routine compiled for this person now.

    `routine` is what was compiled, in the place of `asked` where the safety check closes that, or
    (`capped`, with `capped_why` in words) where more of it would be too much for today or this
    week. `effort`: the level whose
    pressure, range and strain suit the person, where more time came first.
    """

    routine: str
    asked: str
    capped: bool
    capped_why: str = ""
    level: int
    effort: int
    title: str
    seconds: int
    entries: list[dict[str, Any]]
    exercises: dict[str, dict[str, Any]]
    changes: list[dict[str, Any]]
    digest: str
