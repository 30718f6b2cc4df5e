"""The JSON answers about days, streaks and sessions."""

from datetime import date

from pydantic import BaseModel


class FreezesAnswer(BaseModel):
    """Freezes at hand, all that were ever spent, and the day the last one was spent on."""

    held: int
    spent: int
    last_spent: date | None


class StreakAnswer(BaseModel):
    """A streak as it stands, in short (`sentence`) and whole (`explained`)."""

    days: int
    best: int
    since: date | None
    safe_until: date | None
    freezes: FreezesAnswer
    sentence: str
    explained: str


class SessionAnswer(BaseModel):
    """A recorded session's day, the streak that follows, and what came of a late arrival."""

    day: date
    practised: bool
    late: bool
    streak: StreakAnswer


class DayAnswer(BaseModel):
    """One day and why it counts as it does, in a word and in a sentence."""

    date: date
    kind: str
    why: str
    sentence: str


class ProgressAnswer(BaseModel):
    """Days and the streak."""

    days: list[DayAnswer]
    streak: StreakAnswer


class DayStartAnswer(BaseModel):
    """When one's day begins."""

    day_start: str
