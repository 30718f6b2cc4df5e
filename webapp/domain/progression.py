"""How much of each kind of exercise suits a person: a level, up by consent, down at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.safety import HIGHEST_LEVEL

LOWEST_LEVEL = 1
BREAK_DAYS, LONG_BREAK_DAYS = 7, 21
WEEK = timedelta(days=7)
# Breathing has no pressure, range or strain that could grow apart from its minutes.
WITHOUT_EFFORT = frozenset({"breathing"})


class Why(StrEnum):
    """Why a level is what it is."""

    START = "start"
    TIME = "time"
    EFFORT = "effort"
    REGAINED = "regained"
    OWN_WISH = "own_wish"
    WORSE = "worse"
    BREAK = "break"
    LONG_BREAK = "long_break"
    FLARE = "flare"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with one kind of exercise; dates are the person's own.

    `level` rules seconds and repetitions, `effort` how hard it may be and never lies above it.
    `regain` is the level to go back to after a week one level lower.
    """

    kind: str
    level: int = LOWEST_LEVEL
    effort: int = LOWEST_LEVEL
    why: Why = Why.START
    changed_on: date | None = None
    raised_on: date | None = None
    practised_on: date | None = None
    regain: int | None = None
    put_off_on: date | None = None


Standings = Mapping[str, Standing]


def standings_of(stored: Iterable[Standing], today: date) -> dict[str, Standing]:
    """Answer where a person stands today with every kind; a break that goes on counts already."""
    known = {standing.kind: standing for standing in stored}
    return {kind: after_break(known.get(kind, Standing(kind)), today) for kind in KINDS}


def level_for(kinds: Iterable[str], standings: Standings) -> int:
    """Answer the level at which exercises of these kinds are played together: the lowest."""
    return min((standings[kind].level for kind in kinds), default=LOWEST_LEVEL)


def effort_for(kinds: Iterable[str], standings: Standings) -> int:
    """Answer how much effort suits exercises of these kinds together: the lowest."""
    return min((standings[kind].effort for kind in kinds), default=LOWEST_LEVEL)


def after_session(standing: Standing, day: date) -> Standing:
    """Answer the standing after a session on a day, the break before it counted."""
    resumed = after_break(standing, day)
    latest = max(day, standing.practised_on or day)
    return replace(resumed, practised_on=latest)


def after_worse(standing: Standing, day: date) -> Standing:
    """Answer the standing after a session that felt worse: a week one level lower."""
    lowered = _lowered(standing, day, Why.WORSE)
    return lowered if lowered is standing else replace(lowered, regain=standing.level)


def after_break(standing: Standing, day: date) -> Standing:
    """Answer the standing on a day, whole days without this kind counted since the last."""
    if standing.practised_on is None:
        return standing
    without = (day - standing.practised_on).days - 1
    if without >= LONG_BREAK_DAYS:
        return to_first(standing, day, Why.LONG_BREAK)
    already = standing.changed_on is not None and standing.changed_on > standing.practised_on
    if without < BREAK_DAYS or (already and standing.why is Why.BREAK):
        return standing
    return _lowered(standing, day, Why.BREAK)


def to_first(standing: Standing, day: date, why: Why) -> Standing:
    """Answer the standing set back to level 1."""
    if standing.level == LOWEST_LEVEL:
        return standing
    return replace(
        standing, level=LOWEST_LEVEL, effort=LOWEST_LEVEL, why=why, changed_on=day, regain=None
    )


def lowered_by_wish(standing: Standing, level: int, day: date) -> Standing:
    """Answer the standing at a lower level the person chose; a higher one changes nothing."""
    if level >= standing.level:
        return standing
    effort = min(standing.effort, level)
    return replace(
        standing, level=level, effort=effort, why=Why.OWN_WISH, changed_on=day, regain=None
    )


def raised(standing: Standing, day: date) -> Standing:
    """Answer the standing after its next step: back to what it was, more effort, or more time."""
    step = next_step(standing)
    changes: dict[Why, Standing] = {
        Why.REGAINED: replace(standing, level=standing.regain or standing.level),
        Why.EFFORT: replace(standing, effort=standing.level),
        Why.TIME: replace(standing, level=min(standing.level + 1, HIGHEST_LEVEL)),
    }
    if step is None:
        return standing
    changed = replace(changes[step], why=step, changed_on=day, raised_on=day, regain=None)
    has_effort = standing.kind not in WITHOUT_EFFORT
    return changed if has_effort else replace(changed, effort=changed.level)


def next_step(standing: Standing) -> Why | None:
    """Answer what the next step would be: one thing at a time, and time before effort."""
    if standing.regain is not None and standing.regain > standing.level:
        return Why.REGAINED
    if standing.effort < standing.level:
        return Why.EFFORT
    return Why.TIME if standing.level < HIGHEST_LEVEL else None


def _lowered(standing: Standing, day: date, why: Why) -> Standing:
    if standing.level == LOWEST_LEVEL:
        return standing
    level = standing.level - 1
    return replace(
        standing,
        level=level,
        effort=min(standing.effort, level),
        why=why,
        changed_on=day,
        regain=None,
    )
