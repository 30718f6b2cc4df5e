"""The JSON answers about plans and what they bring."""

from datetime import date

from pydantic import AwareDatetime, BaseModel


class PlanAnswer(BaseModel):
    """A plan as it now is."""

    enabled: bool
    routine: str
    time_zone: str
    weekdays: dict[str, list[list[str]]]
    every_minutes: int | None
    times: list[str]
    routine_by_time: list[dict[str, str]]
    holidays: str | None
    max_per_day: int | None
    paused_until: date | None
    quiet_after_session_minutes: int
    next_due_at: AwareDatetime | None


class PlannedAnswer(BaseModel):
    """One coming reminder."""

    at: AwareDatetime
    local: str
    routine: str


class SkippedAnswer(BaseModel):
    """One that will not come, and why: as a code, and in words."""

    at: AwareDatetime
    local: str
    why: str
    words: str


class PreviewAnswer(BaseModel):
    """What a plan will bring, and what holds it back as things stand.

    `pace` is as_planned, every_second or one_a_day, after `unheeded` reminders in a row that
    nobody reacted to. Nothing rings before `silent_until`. `rings` is false for a plan that never
    can. `days_off` are the dates on which nothing is planned.
    """

    occurrences: list[PlannedAnswer]
    skipped: list[SkippedAnswer]
    days_off: list[date]
    rings: bool
    silent_until: AwareDatetime | None
    pace: str
    unheeded: int


class SilenceAnswer(BaseModel):
    """Until when nothing rings; None when reminders come as planned."""

    silent_until: AwareDatetime | None
