"""What sessions add up to: minutes, routines, tension before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Effort:
    """What one session adds: its day, routine and seconds, and the tension where both are known."""

    day: date
    routine: str
    seconds: int
    practised: bool
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How often a routine counted, and for how long it was played."""

    sessions: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Tension:
    """The sums of tension before and after, over the sessions that have both."""

    pairs: int = 0
    before: int = 0
    after: int = 0


NO_TENSION = Tension()


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over sessions; `by_day` are the seconds of each day that has any."""

    by_routine: Mapping[str, Done] = field(default_factory=dict)
    by_day: Mapping[date, int] = field(default_factory=dict)
    tension: Tension = NO_TENSION

    @property
    def sessions(self) -> int:
        """How many sessions counted."""
        return sum(done.sessions for done in self.by_routine.values())

    @property
    def seconds(self) -> int:
        """How long was played."""
        return sum(done.seconds for done in self.by_routine.values())


def totals_of(efforts: Iterable[Effort]) -> Totals:
    """Answer what sessions add up to."""
    by_routine: dict[str, Done] = {}
    by_day: dict[date, int] = {}
    pairs = []
    for effort in efforts:
        done = by_routine.get(effort.routine, Done(0, 0))
        by_routine[effort.routine] = _more(done, Done(effort.practised, effort.seconds))
        by_day[effort.day] = by_day.get(effort.day, 0) + effort.seconds
        if effort.before is not None and effort.after is not None:
            pairs.append((effort.before, effort.after))
    before, after = sum(b for b, _ in pairs), sum(a for _, a in pairs)
    return Totals(by_routine, by_day, Tension(len(pairs), before, after))


def sum_of(totals: Iterable[Totals]) -> Totals:
    """Answer the sum of sums."""
    by_routine: dict[str, Done] = {}
    by_day: dict[date, int] = {}
    tension = Tension()
    for each in totals:
        for routine, done in each.by_routine.items():
            by_routine[routine] = _more(by_routine.get(routine, Done(0, 0)), done)
        for day, seconds in each.by_day.items():
            by_day[day] = by_day.get(day, 0) + seconds
        tension = Tension(
            tension.pairs + each.tension.pairs,
            tension.before + each.tension.before,
            tension.after + each.tension.after,
        )
    return Totals(by_routine, by_day, tension)


def _more(one: Done, other: Done) -> Done:
    return Done(one.sessions + other.sessions, one.seconds + other.seconds)
