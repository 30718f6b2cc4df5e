"""How long a step lasts once level and override are settled, in whole seconds."""

from dataclasses import dataclass

from webapp.domain.catalogue.exercise import Exercise, Step

LONGEST_PRESS_SECONDS = 60
SHORTEST_STRETCH_SECONDS = 5


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step with its numbers settled."""

    step: Step
    seconds: int
    repeat: int
    rest: int

    @property
    def total(self) -> int:
        """Add up the seconds, repetitions and rests included."""
        return self.repeat * (self.seconds + self.rest)


def timed_steps(exercise: Exercise, level: int, override: int | None) -> tuple[TimedStep, ...]:
    """Settle an exercise's steps: stretch steps share what an override leaves, others keep level 1.

    The override must be one that problem_of_override finds nothing wrong with.
    """
    if override is None:
        return tuple(_at_level(step, level) for step in exercise.steps)
    share = _left_for_stretch(exercise, override) // len(_stretch_steps(exercise))
    return tuple(
        TimedStep(step, seconds=share, repeat=1, rest=0) if step.stretch else _at_level(step, 1)
        for step in exercise.steps
    )


def problem_of_override(exercise: Exercise, level: int, override: int) -> str | None:
    """Say why an exercise cannot last this many seconds at a level, None when it can."""
    if not exercise.min_seconds <= override <= exercise.max_seconds:
        return f"override {override} outside {exercise.min_seconds}-{exercise.max_seconds}"
    if not _stretch_steps(exercise):
        return "override on an exercise without stretch steps"
    return _problem_of_share(exercise, override) or _problem_of_cycles(exercise, level, override)


def longest_press(exercise: Exercise) -> int:
    """Answer the longest press of an acupressure exercise over all levels, in seconds."""
    return max((max(step.seconds) for step in _stretch_steps(exercise)), default=0)


def _problem_of_share(exercise: Exercise, override: int) -> str | None:
    stretch = _stretch_steps(exercise)
    share, remainder = divmod(_left_for_stretch(exercise, override), len(stretch))
    if remainder or share < SHORTEST_STRETCH_SECONDS:
        left = _left_for_stretch(exercise, override)
        return f"override {override} leaves {left} s for {len(stretch)} stretch steps"
    if exercise.kind == "acupressure" and share > LONGEST_PRESS_SECONDS:
        return f"override {override} presses longer than the {LONGEST_PRESS_SECONDS} s cap"
    return None


def _problem_of_cycles(exercise: Exercise, level: int, override: int) -> str | None:
    pattern = exercise.pattern
    if pattern is None:
        return None
    cycle = pattern.cycle_seconds(level)
    cycles, remainder = divmod(override - pattern.lead_in - pattern.lead_out, cycle)
    if remainder:
        return f"override {override} is not lead + whole cycles of {cycle} at level {level}"
    if pattern.max_cycles is not None and cycles > pattern.max_cycles:
        return f"override {override} exceeds max_cycles"
    return None


def _at_level(step: Step, level: int) -> TimedStep:
    at = level - 1
    return TimedStep(step, step.seconds[at], step.repeat[at], step.rest[at])


def _stretch_steps(exercise: Exercise) -> list[Step]:
    return [step for step in exercise.steps if step.stretch]


def _left_for_stretch(exercise: Exercise, override: int) -> int:
    return override - sum(step.total(1) for step in exercise.steps if not step.stretch)
