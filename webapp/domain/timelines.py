"""A routine at a level under given effects, compiled to entries with exact starts and ends."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue, Exercise
from webapp.domain.catalogue.arrangement import Arrangement, Change, find_offer
from webapp.domain.catalogue.durations import TimedStep
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.catalogue.routine import Bookend
from webapp.domain.safety import highest_level, is_blocked, is_silenced

__all__ = [
    "Change",
    "Entry",
    "NothingAllowed",
    "Timeline",
    "compile_timeline",
    "timeline_as_json",
]

DIGEST_CHARACTERS = 16


class NothingAllowed(Exception):
    """The effects leave nothing of the routine, nor of anything it could be replaced by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the timeline, in whole seconds from its start.

    `kind` is prepare, step, transition or finish. `seconds`, `repeat` and `rest` are those of one
    repetition. `breath` holds the phases and `cycles` of a breathing exercise. A transition
    carries the exercise that comes next.
    """

    kind: str
    start: int
    end: int
    title: str
    do: str
    cue: str
    side: str
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


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is played: `routine` is what was compiled, `asked` what was asked for."""

    routine: str
    asked: str
    level: int
    title: str
    seconds: int
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    digest: str


def compile_timeline(
    catalogue: Catalogue, routine_id: str, level: int, effects: Collection[str]
) -> Timeline:
    """Compile what of a routine may be played; the only way to make a timeline.

    The level is capped by the effects. Raises UnknownRoutine, NothingAllowed, and ValueError for
    a level that is not 1, 2 or 3.
    """
    asked = catalogue.get_routine(routine_id)
    if level not in LEVELS:
        raise ValueError(f"level must be 1, 2 or 3, not {level}")
    allowed_level = min(level, highest_level(effects))
    blocked = {
        exercise.id
        for exercise in catalogue.exercises.values()
        if is_blocked(catalogue, exercise, effects)
    }
    offer = find_offer(catalogue, asked, allowed_level, blocked)
    if offer is None or is_silenced(effects):
        raise NothingAllowed(routine_id)
    entries = tuple(_end_to_end(_pieces(catalogue, offer, allowed_level)))
    timeline = Timeline(
        routine=offer.routine.id,
        asked=asked.id,
        level=allowed_level,
        title=offer.routine.title,
        seconds=entries[-1].end,
        entries=entries,
        changes=offer.changes,
        digest="",
    )
    return replace(timeline, digest=_digest_of(timeline))


def timeline_as_json(timeline: Timeline) -> dict[str, object]:
    """Answer the timeline in JSON's types, field by field."""
    return {field.name: _plain(getattr(timeline, field.name)) for field in fields(timeline)}


def _pieces(catalogue: Catalogue, offer: Arrangement, level: int) -> Iterator[Entry]:
    title = offer.routine.title
    if offer.routine.prepare.seconds:
        yield _bookend("prepare", title, offer.routine.prepare)
    for number, choice in enumerate(offer.choices):
        if number and catalogue.transition_seconds:
            yield _transition(choice.exercise, catalogue.transition_seconds)
        for timed in choice.steps(level):
            yield _step(choice.exercise, timed, level)
    if offer.routine.finish.seconds:
        yield _bookend("finish", title, offer.routine.finish)


def _end_to_end(pieces: Iterable[Entry]) -> Iterator[Entry]:
    clock = 0
    for piece in pieces:
        yield replace(piece, start=clock, end=clock + piece.end)
        clock += piece.end


def _bookend(kind: str, title: str, bookend: Bookend) -> Entry:
    return replace(
        _BLANK,
        kind=kind,
        end=bookend.seconds,
        title=title,
        do=bookend.cue,
        cue=bookend.cue,
        seconds=bookend.seconds,
    )


def _transition(coming: Exercise, seconds: int) -> Entry:
    return replace(_of(coming), kind="transition", end=seconds, do=coming.summary, seconds=seconds)


def _step(exercise: Exercise, timed: TimedStep, level: int) -> Entry:
    return replace(
        _of(exercise),
        kind="step",
        end=timed.total,
        do=timed.step.do,
        cue=timed.step.cue,
        side=timed.step.side,
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
    return MappingProxyType({**pattern.phases[level], "cycles": cycles})


def _digest_of(timeline: Timeline) -> str:
    content = {
        name: value for name, value in timeline_as_json(timeline).items() if name != "digest"
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:DIGEST_CHARACTERS]


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Entry | Change):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
