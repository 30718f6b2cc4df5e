"""What of a routine is offered when some exercises are blocked: swaps, drops, fallbacks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from webapp.domain.catalogue.durations import TimedStep, timed_steps
from webapp.domain.catalogue.exercise import Exercise
from webapp.domain.catalogue.model import Catalogue
from webapp.domain.catalogue.routine import Routine

KEEP_PERCENT = 60


@dataclass(frozen=True, slots=True)
class Change:
    """An exercise that was swapped for another, or dropped when `became` is None."""

    exercise: str
    became: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise that is played at a level, with its override where the routine gives one."""

    exercise: Exercise
    level: int
    override: int | None

    @property
    def steps(self) -> tuple[TimedStep, ...]:
        """The steps with their numbers settled."""
        return timed_steps(self.exercise, self.level, self.override)

    @property
    def seconds(self) -> int:
        """The seconds of all steps together."""
        return self.exercise.total(self.level) if self.override is None else self.override


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A routine at a level after swaps and drops."""

    routine: Routine
    choices: tuple[Choice, ...]
    changes: tuple[Change, ...]
    full_seconds: int
    kept_seconds: int

    @property
    def title(self) -> str:
        """The routine's title; that of what is played where its only exercise was exchanged."""
        if len(self.choices) == len(self.changes) == len(self.routine.items) == 1:
            return self.choices[0].exercise.title
        return self.routine.title

    @property
    def is_enough(self) -> bool:
        """Tell whether at least 60 percent of the exercises' seconds are left."""
        kept = 100 * self.kept_seconds >= KEEP_PERCENT * self.full_seconds
        return bool(self.choices) and kept


def arrange(
    catalogue: Catalogue, routine: Routine, level: int, blocked: Collection[str]
) -> Arrangement:
    """Replace each blocked exercise by its swap, or drop it where that is blocked or there."""
    pairs = tuple(_wanted_and_kept(catalogue, routine, level, blocked))
    choices = tuple(kept for _, kept in pairs if kept is not None)
    return Arrangement(
        routine=routine,
        choices=choices,
        changes=tuple(_change(wanted, kept) for wanted, kept in pairs if kept is not wanted),
        full_seconds=sum(wanted.seconds for wanted, _ in pairs),
        kept_seconds=sum(choice.seconds for choice in choices),
    )


def find_offer(
    catalogue: Catalogue, routine: Routine, level: int, blocked: Collection[str]
) -> Arrangement | None:
    """Follow the fallbacks from a routine to the first that is left whole enough, None if none."""
    seen: set[str] = set()
    current: Routine | None = routine
    while current is not None and current.id not in seen:
        arrangement = arrange(catalogue, current, level, blocked)
        if arrangement.is_enough:
            return arrangement
        seen.add(current.id)
        current = catalogue.routines[current.fallback] if current.fallback else None
    return None


def total_seconds(catalogue: Catalogue, arrangement: Arrangement) -> int:
    """Add up a routine's seconds: preparation, exercises, transitions between them, finish."""
    between = catalogue.transition_seconds * max(len(arrangement.choices) - 1, 0)
    ends = arrangement.routine.prepare.seconds + arrangement.routine.finish.seconds
    return ends + arrangement.kept_seconds + between


def _wanted_and_kept(
    catalogue: Catalogue, routine: Routine, level: int, blocked: Collection[str]
) -> Iterator[tuple[Choice, Choice | None]]:
    present = {item.exercise for item in routine.items}
    for item in routine.items:
        exercise, own_level = catalogue.exercises[item.exercise], item.level_at(level)
        wanted = Choice(exercise, own_level, item.seconds_at(level))
        if item.exercise not in blocked:
            yield wanted, wanted
            continue
        swap = catalogue.swaps.get(item.exercise)
        if swap is None or swap in blocked or swap in present:
            yield wanted, None
            continue
        present.add(swap)
        yield wanted, Choice(catalogue.exercises[swap], own_level, None)


def _change(wanted: Choice, kept: Choice | None) -> Change:
    return Change(wanted.exercise.id, kept.exercise.id if kept else None)
