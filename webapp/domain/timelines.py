"""A routine at a level under given effects, compiled to entries with exact starts and ends."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from webapp.domain.catalogue import Catalogue
from webapp.domain.catalogue.arrangement import Arrangement, Change, find_offer
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.safety import blocked_ids, highest_level, is_silenced
from webapp.domain.timeline_entries import Entry, bookend_entry, step_entry, transition_entry
from webapp.domain.timeline_exercises import About, about

__all__ = [
    "About",
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
class Timeline:
    """What is played: `routine` is what was compiled, `asked` what was asked for.

    `exercises` tells of each exercise in it what its steps do not, by id.
    """

    routine: str
    asked: str
    level: int
    title: str
    seconds: int
    entries: tuple[Entry, ...]
    exercises: Mapping[str, About]
    changes: tuple[Change, ...]
    digest: str


def compile_timeline(
    catalogue: Catalogue, routine_id: str, level: int, effects: Collection[str]
) -> Timeline:
    """Compile what of a routine may be played; the only way to make a timeline.

    The level is capped by the effects; exercises that have a level of their own keep to that.
    Raises UnknownRoutine, NothingAllowed, and ValueError for a level that is not 1, 2 or 3.
    """
    asked = catalogue.get_routine(routine_id)
    if level not in LEVELS:
        raise ValueError(f"level must be 1, 2 or 3, not {level}")
    allowed_level = min(asked.level_wanted(level), highest_level(effects))
    offer = find_offer(catalogue, asked, allowed_level, blocked_ids(catalogue, effects))
    if offer is None or is_silenced(effects):
        raise NothingAllowed(routine_id)
    entries = tuple(_end_to_end(_pieces(catalogue, offer)))
    timeline = Timeline(
        routine=offer.routine.id,
        asked=asked.id,
        level=allowed_level,
        title=offer.title,
        seconds=entries[-1].end,
        entries=entries,
        exercises=MappingProxyType(
            {each.exercise.id: about(each.exercise, each.level) for each in offer.choices}
        ),
        changes=offer.changes,
        digest="",
    )
    return replace(timeline, digest=_digest_of(timeline))


def timeline_as_json(timeline: Timeline) -> dict[str, object]:
    """Answer the timeline in JSON's types, field by field."""
    return {field.name: _plain(getattr(timeline, field.name)) for field in fields(timeline)}


def _pieces(catalogue: Catalogue, offer: Arrangement) -> Iterator[Entry]:
    if offer.routine.prepare.seconds:
        yield bookend_entry("prepare", offer.title, offer.routine.prepare)
    for number, choice in enumerate(offer.choices):
        if number and catalogue.transition_seconds:
            yield transition_entry(choice.exercise, catalogue.transition_seconds)
        for timed in choice.steps:
            yield step_entry(choice.exercise, timed, choice.level)
    if offer.routine.finish.seconds:
        yield bookend_entry("finish", offer.title, offer.routine.finish)


def _end_to_end(pieces: Iterable[Entry]) -> Iterator[Entry]:
    clock = 0
    for piece in pieces:
        yield replace(piece, start=clock, end=clock + piece.end)
        clock += piece.end


def _digest_of(timeline: Timeline) -> str:
    content = {
        name: value for name, value in timeline_as_json(timeline).items() if name != "digest"
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:DIGEST_CHARACTERS]


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Entry | About | Change):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
