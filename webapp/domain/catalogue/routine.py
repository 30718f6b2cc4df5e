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
    """One exercise of a routine, with its own seconds where the routine overrides them.

    `level` is set where the exercise has a level of its own, whatever the routine is played at.
    """

    exercise: str
    seconds: Mapping[int, int]
    level: int | None = None

    def level_at(self, level: int) -> int:
        """Answer the level it is played at when the routine may go as high as this one."""
        return level if self.level is None else min(self.level, level)

    def seconds_at(self, level: int) -> int | None:
        """Answer the override at a level, None where the exercise's own dose holds."""
        return self.seconds.get(self.level_at(level))


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

    def level_wanted(self, level: int) -> int:
        """Answer the level to play at: the one asked for, or the highest its exercises have."""
        return max((item.level for item in self.items if item.level is not None), default=level)


def half_minutes(seconds: int) -> float:
    """Answer seconds as minutes, to the nearest half and never none."""
    return max(0.5, round(seconds / 30) / 2)


@dataclass(frozen=True, slots=True)
class Need:
    """What a person may want, and the routines that serve it."""

    id: str
    title: str
    routines: tuple[str, ...]
