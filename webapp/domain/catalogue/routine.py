"""A routine of the catalogue: exercises in order, between a preparation and a finish."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bookend:
    """The preparation or the finish: its seconds (0: not timed), its list of lines, its cue."""

    seconds: int
    list_name: str
    cue: str


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a routine, with its own seconds where the routine overrides them."""

    exercise: str
    seconds: Mapping[int, int]

    def seconds_at(self, level: int) -> int | None:
        """Answer the override at a level, None where the exercise's own dose holds."""
        return self.seconds.get(level)


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of exercises; `fallback` is what is offered when too little of it is left."""

    id: str
    title: str
    summary: str
    category: str
    claimed_minutes: Mapping[int, float]
    prepare: Bookend
    items: tuple[Item, ...]
    finish: Bookend
    follow_with: tuple[str, ...]
    fallback: str | None
    frequency: str
    unlock: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What a person may want, and the routines that serve it."""

    id: str
    title: str
    routines: tuple[str, ...]
