"""One stretch of a timeline, made from what the catalogue says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from webapp.domain.catalogue import Exercise
from webapp.domain.catalogue.durations import TimedStep
from webapp.domain.catalogue.routine import Bookend
from webapp.domain.timeline_exercises import pace_bounds, working_hand


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the timeline, in whole seconds from its start.

    `kind` is prepare, step, transition or finish. `seconds`, `repeat` and `rest` are those of one
    repetition. `breath` holds the phases and `cycles` of a breathing exercise, and the bounds of
    its pace in percent (`quickest`, `slowest`). `hand` is the one that works; `press` marks the
    hold of a pressure point. A transition carries the exercise that comes next.
    """

    kind: str
    start: int
    end: int
    title: str
    do: str
    cue: str
    side: str
    hand: str
    direction: str
    press: bool
    exercise: str | None
    exercise_kind: str | None
    repeat: int
    seconds: int
    rest: int
    breath: Mapping[str, int] | None
    tags: tuple[str, ...]
    points: tuple[str, ...]
    cautions: tuple[str, ...]


_BLANK = Entry(
    kind="",
    start=0,
    end=0,
    title="",
    do="",
    cue="",
    side="none",
    hand="",
    direction="",
    press=False,
    exercise=None,
    exercise_kind=None,
    repeat=1,
    seconds=0,
    rest=0,
    breath=None,
    tags=(),
    points=(),
    cautions=(),
)


def bookend_entry(kind: str, title: str, bookend: Bookend) -> Entry:
    """Make the entry of a preparation or a finish, as if it began at 0."""
    return replace(
        _BLANK,
        kind=kind,
        end=bookend.seconds,
        title=title,
        do=bookend.cue,
        cue=bookend.cue,
        seconds=bookend.seconds,
    )


def transition_entry(coming: Exercise, seconds: int) -> Entry:
    """Make the entry between two exercises, as if it began at 0."""
    return replace(_of(coming), kind="transition", end=seconds, do=coming.summary, seconds=seconds)


def step_entry(exercise: Exercise, timed: TimedStep, level: int) -> Entry:
    """Make the entry of one step, as if it began at 0."""
    return replace(
        _of(exercise),
        kind="step",
        end=timed.total,
        do=timed.step.do,
        cue=timed.step.cue,
        side=timed.step.side,
        hand=working_hand(exercise, timed.step.side),
        direction=timed.step.direction,
        press=exercise.kind == "acupressure" and timed.step.stretch,
        repeat=timed.repeat,
        seconds=timed.seconds,
        rest=timed.rest,
        breath=_breath(exercise, timed, level),
    )


def _of(exercise: Exercise) -> Entry:
    return replace(
        _BLANK,
        title=exercise.title,
        exercise=exercise.id,
        exercise_kind=exercise.kind,
        tags=exercise.tags,
        points=exercise.points,
        cautions=exercise.cautions,
    )


def _breath(exercise: Exercise, timed: TimedStep, level: int) -> Mapping[str, int] | None:
    pattern = exercise.pattern
    if pattern is None or not timed.step.stretch:
        return None
    cycles = timed.total // pattern.cycle_seconds(level)
    bounds = pace_bounds(exercise, timed.total)
    return MappingProxyType({**pattern.phases[level], "cycles": cycles, **bounds})
