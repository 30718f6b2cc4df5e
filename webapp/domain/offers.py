"""Whether the next step up is offered: each condition of the catalogue, met or not, and why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.progression import WEEK, Standing, Standings, Why, next_step
from webapp.domain.safety import LEVEL_1_ONLY
from webapp.domain.sessions import Rating

SESSIONS_A_WEEK = 3
MOST_DISCOMFORT = 3
TWO_WEEKS = 2 * WEEK


@dataclass(frozen=True, slots=True)
class Felt:
    """A session as it was felt, on a day of the person's own."""

    day: date
    kinds: frozenset[str]
    counts: bool = True
    rating: Rating | None = None
    next_morning: Rating | None = None
    discomfort: int | None = None
    tension_before: int | None = None

    @property
    def is_worse(self) -> bool:
        """Whether it felt worse at once or the next morning."""
        return Rating.WORSE in (self.rating, self.next_morning)


class Condition(StrEnum):
    """What must hold before a step up is offered."""

    OPEN = "open"
    OFTEN = "often"
    NOT_WORSE = "not_worse"
    COMFORTABLE = "comfortable"
    NOT_SORE = "not_sore"
    SETTLED = "settled"
    ONE_CHANGE = "one_change"


@dataclass(frozen=True, slots=True)
class Review:
    """The next step of a kind, and each condition with whether it holds.

    `weeks` counts the sessions of the last seven days and of the seven before them.
    """

    standing: Standing
    step: Why | None
    conditions: dict[Condition, bool]
    weeks: tuple[int, int]
    is_put_off: bool

    @property
    def is_open(self) -> bool:
        """Whether the step may be taken now."""
        return self.step is not None and all(self.conditions.values())

    @property
    def is_offered(self) -> bool:
        """Whether the step is offered now: it may be taken, and was not put off lately."""
        return self.is_open and not self.is_put_off


@dataclass(frozen=True, slots=True)
class Practice:
    """What a review looks at: sessions of two weeks at least, the effects in force, today."""

    sessions: Sequence[Felt]
    effects: Collection[str]
    today: date


def review(standings: Standings, kind: str, practice: Practice) -> Review:
    """Answer what the next step of a kind is, and what it still lacks."""
    standing = standings[kind]
    own = [each for each in practice.sessions if kind in each.kinds]
    step = next_step(standing)
    weeks = _weeks(own, practice.today)
    holds = {
        Condition.OPEN: LEVEL_1_ONLY not in practice.effects,
        Condition.OFTEN: step is Why.REGAINED or min(weeks) >= SESSIONS_A_WEEK,
        Condition.NOT_WORSE: not any(each.is_worse for each in _since(own, practice, WEEK)),
        Condition.COMFORTABLE: all(map(_is_comfortable, _since(own, practice, TWO_WEEKS))),
        Condition.NOT_SORE: step is Why.REGAINED or not _was_sore(own, practice),
        Condition.SETTLED: _is_past(standing.changed_on, practice.today, _wait(step)),
        Condition.ONE_CHANGE: _is_past(_last_raise(standings), practice.today, WEEK),
    }
    put_off = not _is_past(standing.put_off_on, practice.today, WEEK)
    return Review(standing, step, holds, weeks, put_off)


def _weeks(own: Sequence[Felt], today: date) -> tuple[int, int]:
    ages = [(today - each.day).days for each in own if each.counts]
    return sum(age < 7 for age in ages), sum(7 <= age < 14 for age in ages)


def _since(own: Sequence[Felt], practice: Practice, span: timedelta) -> Iterator[Felt]:
    return (each for each in own if each.day > practice.today - span)


def _is_comfortable(session: Felt) -> bool:
    return session.discomfort is None or session.discomfort <= MOST_DISCOMFORT


def _was_sore(own: Sequence[Felt], practice: Practice) -> bool:
    mornings = (each.next_morning for each in _since(own, practice, TWO_WEEKS))
    return Rating.WORSE in mornings


def _wait(step: Why | None) -> timedelta:
    return TWO_WEEKS if step is Why.TIME else WEEK


def _last_raise(standings: Standings) -> date | None:
    return max((each.raised_on for each in standings.values() if each.raised_on), default=None)


def _is_past(day: date | None, today: date, span: timedelta) -> bool:
    return day is None or day + span <= today
