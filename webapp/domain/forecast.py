"""What a plan will bring: the coming turns, decided as the tick will, if nothing else happens."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from webapp.domain.back_off import Heed
from webapp.domain.caps import Cap, Done, Today, Work, find_cap, first_within, free_on, offer
from webapp.domain.catalogue import Caps
from webapp.domain.days import local_day
from webapp.domain.plan_versions import PlanVersion, due_minutes
from webapp.domain.plans import Plan
from webapp.domain.reminders import Moment, OccurrenceKind, Unsent, reason_not_to_send
from webapp.domain.turns import Turn, next_turn_at, turns_between


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a person now; all that follows is worked out from it.

    `works` answers what a routine asks of the body under this person's effects, then its
    fallbacks. `sent` counts by day what was sent already.
    """

    day_start_minutes: int
    effects: frozenset[str]
    caps: Caps
    works: Callable[[str], tuple[Work, ...]]
    silent_until: datetime | None = None
    unheeded: int = 0
    rung_at: datetime | None = None
    last_session_ended_at: datetime | None = None
    sent: Mapping[date, int] = field(default_factory=dict)
    done: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """A cap that a turn would go beyond, at which level, and the day on which it is open again."""

    cap: Cap
    level: int
    again: date


@dataclass(frozen=True, slots=True)
class Forecast:
    """One coming turn: which routine it offers, and why it will not be sent (None when it will).

    `reached` is the cap, where that is why.
    """

    turn: Turn
    routine: str
    reason: Unsent | None
    reached: Reached | None = None

    @property
    def at(self) -> datetime:
        """The instant (UTC)."""
        return self.turn.at

    @property
    def local(self) -> datetime:
        """The instant on the plan's own wall clock."""
        return self.turn.at.astimezone(ZoneInfo(self.turn.version.time_zone))

    @property
    def why(self) -> str | None:
        """The reason as a word, "holiday:<name>" for a public holiday."""
        return f"holiday:{self.turn.holiday}" if self.reason is Unsent.HOLIDAY else self.reason


def forecast(
    plan: Plan, after: datetime, until: datetime, standing: Standing
) -> Iterator[Forecast]:
    """Yield what comes after one instant and up to another.

    It counts on every reminder that comes being followed, so that what would be too much of
    something shows; that nobody reacts, it counts on no further than it is so now.
    """
    course = _Course(plan, standing)
    for turn in turns_between(plan, after, until):
        yield course.decided(turn)


def can_ring(version: PlanVersion) -> bool:
    """Answer whether any day of the week has an instant at which this version reminds."""
    return any(due_minutes(version, weekday) for weekday in range(7))


class _Course:
    """What has come so far, as the forecast goes along."""

    def __init__(self, plan: Plan, standing: Standing) -> None:
        self._standing = standing
        self._sent = Counter(standing.sent)
        self._done = list(standing.done)
        self._rung_at = standing.rung_at
        self._after_rung = next_turn_at(plan, standing.rung_at) if standing.rung_at else None
        self._has_just_rung = False

    def decided(self, turn: Turn) -> Forecast:
        """Decide a turn, and remember it where it rings."""
        today = Today(self._day(turn.at, turn), self._done)
        works = self._standing.works(turn.routine)
        offered = offer(self._standing.caps, turn.routine, works, today)
        reason = reason_not_to_send(self._moment(turn, today.date, offered))
        self._has_just_rung = reason is None
        if reason is None:
            self._remember(turn, today.date, first_within(self._standing.caps, works, today))
        reached = self._reached(works, today) if reason is Unsent.CAP else None
        return Forecast(turn, offered or turn.routine, reason, reached)

    def _reached(self, works: tuple[Work, ...], today: Today) -> Reached | None:
        caps = self._standing.caps
        cap = find_cap(caps, works[0], today) if works else None
        return Reached(cap, works[0].level, free_on(caps, works[0], today)) if cap else None

    def _moment(self, turn: Turn, day: date, offered: str | None) -> Moment:
        return Moment(
            turn=turn,
            kind=OccurrenceKind.PLANNED,
            now=turn.at,
            during_outage=False,
            effects=self._standing.effects,
            silent_until=self._standing.silent_until,
            sent_today=self._sent[day],
            last_session_ended_at=self._standing.last_session_ended_at,
            heed=self._heed(turn, day),
            offered=offered,
            rings=True,
        )

    def _heed(self, turn: Turn, day: date) -> Heed:
        if self._rung_at is None:
            return Heed()
        is_first_after = self._after_rung is not None and turn.at <= self._after_rung
        return Heed(
            self._standing.unheeded,
            is_next=self._has_just_rung or is_first_after,
            is_today=self._day(self._rung_at, turn) == day,
        )

    def _remember(self, turn: Turn, day: date, work: Work | None) -> None:
        self._sent[day] += 1
        self._rung_at, self._after_rung = turn.at, None
        if work is not None:
            self._done.append(Done(day, work))

    def _day(self, instant: datetime, turn: Turn) -> date:
        zone = turn.version.time_zone
        return local_day(instant, zone, self._standing.day_start_minutes)
