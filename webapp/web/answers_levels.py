"""The JSON bodies that are answered about levels."""

from datetime import date

from pydantic import BaseModel


class ConditionAnswer(BaseModel):
    """One condition of a step up, and whether it holds."""

    id: str
    met: bool
    sentence: str


class StepAnswer(BaseModel):
    """The next step up: what it leads to, whether it is offered, and what it still lacks.

    `what` is time, effort or regained.
    """

    what: str
    level: int
    effort: int
    sentence: str
    offered: bool
    conditions: list[ConditionAnswer]


class LevelAnswer(BaseModel):
    """Where one stands with a kind of exercise, why, and the next step if there is one."""

    kind: str
    level: int
    effort: int
    since: date | None
    why: str
    sentence: str
    step: StepAnswer | None


class PauseAnswer(BaseModel):
    """Why hands-on routines pause (same or worse), and what to do."""

    why: str
    sentence: str


class LevelsAnswer(BaseModel):
    """Every kind, and the pause of hands-on routines where there is one."""

    levels: list[LevelAnswer]
    hands_on_pause: PauseAnswer | None
