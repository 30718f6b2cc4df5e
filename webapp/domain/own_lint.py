"""What a friend who knows the catalogue would say of a routine before it is played."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from webapp.domain.caps import Today, find_cap, works_of
from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.catalogue.arrangement import Choice, arrange, total_seconds
from webapp.domain.catalogue.durations import LONGEST_PRESS_SECONDS
from webapp.domain.own_routines import OwnRoutine, as_routine, with_own
from webapp.domain.safety import blocked_ids

WARM_UPS = ("mobility", "massage")
BREAKS = (2, 3, 5, 7, 10, 15, 20, 30)  # minutes; how long somebody may say that a break is
ANY_DAY = date(2000, 1, 1)  # with nothing done on it
WHOLE: frozenset[str] = frozenset()


class Hint(StrEnum):
    """What is said; the words for each are the web's."""

    EMPTY = "empty"
    GONE = "gone"
    ONE_SIDE = "one_side"
    LONG_PRESS = "long_press"
    COLD_STRENGTH = "cold_strength"
    BLOCKED = "blocked"
    OVER_BREAK = "over_break"
    OVER_PAUSE = "over_pause"
    OVER_CAP = "over_cap"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say, about an exercise (by its place in the routine) or about the whole."""

    hint: Hint
    item: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Around:
    """What the routine has to fit: the effects in force, the break, the pause between reminders.

    Minutes are None where nobody said.
    """

    effects: Collection[str] = ()
    break_minutes: int | None = None
    pause_minutes: int | None = None


def lint(catalogue: Catalogue, own: OwnRoutine, around: Around) -> tuple[Finding, ...]:
    """Say what does not look right; nothing of it keeps a routine from being kept."""
    there = [n for n, item in enumerate(own.items) if item.exercise in catalogue.exercises]
    gone = [Finding(Hint.GONE, n) for n in range(len(own.items)) if n not in there]
    if not there:
        return (*gone, Finding(Hint.EMPTY))
    found = _findings(with_own(catalogue, (), (own,)), as_routine(catalogue, own), around)
    return (*gone, *(replace(f, item=None if f.item is None else there[f.item]) for f in found))


def _findings(catalogue: Catalogue, routine: Routine, around: Around) -> Iterator[Finding]:
    whole = arrange(catalogue, routine, routine.level_wanted(1), WHOLE)
    yield from _sides(whole.choices)
    yield from _presses(whole.choices)
    yield from _strength(whole.choices)
    yield from _blocked(catalogue, routine, around.effects)
    yield from _caps(catalogue, routine)
    yield from _length(total_seconds(catalogue, whole), around)


def _sides(choices: tuple[Choice, ...]) -> Iterator[Finding]:
    """An exercise may be for one side if another, for the other side alone, makes up for it."""
    sides = [{step.side for step in choice.exercise.steps} for choice in choices]
    for one, other in (("left", "right"), ("right", "left")):
        alone = [number for number, each in enumerate(sides) if one in each and other not in each]
        made_up = any(other in each and one not in each for each in sides)
        if alone and not made_up:
            yield Finding(Hint.ONE_SIDE, alone[0], {"has": one, "lacks": other})


def _presses(choices: tuple[Choice, ...]) -> Iterator[Finding]:
    for number, choice in enumerate(choices):
        longest = max(timed.seconds for timed in choice.steps)
        if choice.exercise.kind == "acupressure" and longest > LONGEST_PRESS_SECONDS:
            values = {"seconds": longest, "most": LONGEST_PRESS_SECONDS}
            yield Finding(Hint.LONG_PRESS, number, values)


def _strength(choices: tuple[Choice, ...]) -> Iterator[Finding]:
    for number, choice in enumerate(choices):
        if choice.exercise.kind in WARM_UPS:
            return
        if choice.exercise.kind == "strength":
            yield Finding(Hint.COLD_STRENGTH, number)
            return


def _blocked(catalogue: Catalogue, routine: Routine, effects: Collection[str]) -> Iterator[Finding]:
    blocked = blocked_ids(catalogue, effects)
    arranged = arrange(catalogue, routine, 1, blocked)
    became = {change.exercise: change.became for change in arranged.changes}
    for number, item in enumerate(routine.items):
        if item.exercise in blocked:
            swap = catalogue.exercises.get(became.get(item.exercise) or "")
            values = {"swap": swap.title} if swap and arranged.is_enough else {}
            yield Finding(Hint.BLOCKED, number, values)


def _caps(catalogue: Catalogue, routine: Routine) -> Iterator[Finding]:
    works = works_of(catalogue, routine.id, 1, WHOLE)
    cap = find_cap(catalogue.caps, works[0], Today(ANY_DAY)) if works else None
    if cap is not None:
        yield Finding(Hint.OVER_CAP, None, {"cap": cap.value})


def _length(seconds: int, around: Around) -> Iterator[Finding]:
    if around.break_minutes is not None and seconds > around.break_minutes * 60:
        yield Finding(Hint.OVER_BREAK, None, {"minutes": around.break_minutes})
    if around.pause_minutes is not None and seconds > around.pause_minutes * 60:
        yield Finding(Hint.OVER_PAUSE, None, {"minutes": around.pause_minutes})
