"""An exercise of the catalogue: its steps, doses, pressure point and breath."""

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = (1, 2, 3)
KINDS = ("massage", "acupressure", "breathing", "mobility", "strength")
PHASES = ("inhale", "top_up", "hold_full", "exhale", "hold_empty")

PerLevel = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One timed instruction; seconds, repeat and rest are given for levels 1, 2 and 3.

    `direction` says which way it moves, "" where nothing does.
    """

    seconds: PerLevel
    repeat: PerLevel
    rest: PerLevel
    side: str
    direction: str
    do: str
    cue: str
    stretch: bool

    def total(self, level: int) -> int:
        """Add up the step's seconds, repetitions and rests included."""
        each = self.seconds[level - 1] + self.rest[level - 1]
        return self.repeat[level - 1] * each


@dataclass(frozen=True, slots=True)
class Dose:
    """What an exercise asks at one level: its seconds and the words for them."""

    seconds: int
    dose: str


@dataclass(frozen=True, slots=True)
class PressurePoint:
    """A point of acupressure, by its WHO code."""

    who_code: str
    name: str
    pinyin: str
    pressure: str
    felt_signals: tuple[str, ...]
    circle: str


@dataclass(frozen=True, slots=True)
class BreathPattern:
    """The phases of one breath in seconds and the number of breaths, by level."""

    phases: Mapping[int, Mapping[str, int]]
    cycles: Mapping[int, int]
    lead_in: int
    lead_out: int
    max_cycles: int | None

    def cycle_seconds(self, level: int) -> int:
        """Add up the seconds of one breath."""
        return sum(self.phases[level].values())

    def total(self, level: int) -> int:
        """Add up the seconds of the whole pattern, both leads included."""
        breaths = self.cycles[level] * self.cycle_seconds(level)
        return self.lead_in + breaths + self.lead_out


@dataclass(frozen=True, slots=True)
class Exercise:
    """The catalogue's unit; `point` belongs to acupressure, `pattern` to breathing."""

    id: str
    kind: str
    title: str
    summary: str
    position: str
    body_area: tuple[str, ...]
    side: str
    default_seconds: int
    min_seconds: int
    max_seconds: int
    tags: tuple[str, ...]
    points: tuple[str, ...]
    levels: Mapping[int, Dose]
    steps: tuple[Step, ...]
    cautions: tuple[str, ...]
    contraindicated_by: tuple[str, ...]
    sources: tuple[str, ...]
    illustration: str
    locate: str | None
    point: PressurePoint | None
    pattern: BreathPattern | None

    def total(self, level: int) -> int:
        """Add up the exercise's seconds at a level, both sides included."""
        return sum(step.total(level) for step in self.steps)
