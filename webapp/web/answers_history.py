"""The JSON answers about past reminders."""

from pydantic import AwareDatetime, BaseModel


class CopyAnswer(BaseModel):
    """What became of a reminder on its way to one device."""

    device: str
    state: str
    settled_at: AwareDatetime | None
    attempts: int


class ReplyAnswer(BaseModel):
    """What one device said of it."""

    kind: str
    at: AwareDatetime
    device: str
    minutes: int | None


class PlayedAnswer(BaseModel):
    """The session that came of it."""

    started_at: AwareDatetime
    finished_at: AwareDatetime | None
    practised: bool


class ReminderAnswer(BaseModel):
    """One reminder's life."""

    id: int
    kind: str
    due_at: AwareDatetime
    local: str
    routine: str
    fate: str
    reason: str | None
    sentence: str
    accepted_at: AwareDatetime | None
    shown_at: AwareDatetime | None
    opened_at: AwareDatetime | None
    deliveries: list[CopyAnswer]
    receipts: list[ReplyAnswer]
    session: PlayedAnswer | None


class OnTimeAnswer(BaseModel):
    """How many reminders were on time: shown, or where no device says so accepted, in time."""

    days: int
    within_seconds: int
    due: int
    on_time: int
    percent: int | None


class HistoryAnswer(BaseModel):
    """Past reminders, newest first; `next` is the `before` of the next page."""

    reminders: list[ReminderAnswer]
    next: AwareDatetime | None
    on_time: OnTimeAnswer
