"""How much of something is good for a day or a week: the catalogue's caps, and what they leave."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.catalogue import Caps, Catalogue
from webapp.domain.catalogue.arrangement import Arrangement, find_offer
from webapp.domain.safety import blocked_ids, highest_level, is_silenced

FULL_MASSAGE, FOUR_SEVEN_EIGHT = "full_self_massage", "br_478"
WEEK = timedelta(days=7)


class Cap(StrEnum):
    """Which cap is reached, by its name in the catalogue."""

    FULL_MASSAGE = "massage_full_per_day"
    MASSAGE_MINUTES = "massage_minutes_per_day"
    SAME_POINT = "acupressure_same_point_per_day"
    FOUR_SEVEN_EIGHT = "four_seven_eight_rounds_per_day"
    STRENGTH_DAYS = "strength_days_per_week"


@dataclass(frozen=True, slots=True)
class Work:
    """What one run through a routine asks of the body, as far as a cap counts it."""

    routine: str
    level: int
    kinds: frozenset[str]
    massage_seconds: int
    points: frozenset[str]
    rounds: int
    is_strength: bool

    @property
    def is_capped(self) -> bool:
        """Whether any cap can ever be reached by it."""
        return bool(self.massage_seconds or self.points or self.rounds or self.is_strength)


@dataclass(frozen=True, slots=True)
class Done:
    """A session that counted, on a day as the person lived it."""

    day: date
    work: Work


@dataclass(frozen=True, slots=True)
class Today:
    """A person's day, and what was done on it and on those before."""

    date: date
    done: Sequence[Done] = ()


def works_of(
    catalogue: Catalogue, routine_id: str, level: int, effects: Collection[str]
) -> tuple[Work, ...]:
    """Answer what a routine asks of the body under these effects, then its fallbacks in turn.

    Empty when the effects leave nothing, or the catalogue has no such routine.
    """
    return () if is_silenced(effects) else tuple(_works(catalogue, routine_id, level, effects))


def first_within(caps: Caps, works: Iterable[Work], today: Today) -> Work | None:
    """Answer the first of these that may still be done today, None when there is none."""
    return next((work for work in works if find_cap(caps, work, today) is None), None)


def offer(caps: Caps, asked: str, works: Sequence[Work], today: Today) -> str | None:
    """Answer the routine to offer when one is asked for: itself, or what is left of its fallbacks.

    `works` are those of the routine asked for; without any there is nothing to hold against it.
    """
    allowed = first_within(caps, works, today)
    if not works or allowed == works[0]:
        return asked
    return allowed.routine if allowed else None


def find_cap(caps: Caps, work: Work, today: Today) -> Cap | None:
    """Answer the cap that doing this today would go beyond, if any."""
    before = [each.work for each in today.done if each.day == today.date]
    reached = (
        (Cap.FULL_MASSAGE, _is_full(work) and _full(before) >= caps.massage_full_per_day),
        (Cap.MASSAGE_MINUTES, _massaged_too_long(caps, work, before)),
        (Cap.SAME_POINT, any(_pressed(p, before) >= caps.same_point_per_day for p in work.points)),
        (Cap.FOUR_SEVEN_EIGHT, _breathed_too_often(caps, work, before)),
        (Cap.STRENGTH_DAYS, _strained_too_often(caps, work, today)),
    )
    return next((cap for cap, is_reached in reached if is_reached), None)


def free_on(caps: Caps, work: Work, today: Today) -> date:
    """Answer the first day after this one on which no cap stands against doing it."""
    days = (today.date + timedelta(days=n) for n in range(1, 8))
    free = (day for day in days if find_cap(caps, work, Today(day, today.done)) is None)
    return next(free, today.date + WEEK)


def _works(
    catalogue: Catalogue, routine_id: str, level: int, effects: Collection[str]
) -> Iterator[Work]:
    routine, seen = catalogue.find_routine(routine_id), set[str]()
    wanted = level if routine is None else routine.level_wanted(level)
    blocked, level = blocked_ids(catalogue, effects), min(wanted, highest_level(effects))
    while routine is not None and routine.id not in seen:
        offer = find_offer(catalogue, routine, level, blocked)
        if offer is None:
            return
        yield _work(offer, level)
        seen |= {routine.id, offer.routine.id}
        routine = catalogue.find_routine(offer.routine.fallback or "")


def _work(offer: Arrangement, level: int) -> Work:
    exercises = [choice.exercise for choice in offer.choices]
    massages = (choice for choice in offer.choices if choice.exercise.kind == "massage")
    pressed = (exercise for exercise in exercises if exercise.kind == "acupressure")
    return Work(
        routine=offer.routine.id,
        level=level,
        kinds=frozenset(exercise.kind for exercise in exercises),
        massage_seconds=sum(choice.seconds for choice in massages),
        points=frozenset(point for exercise in pressed for point in exercise.points),
        rounds=sum(exercise.id == FOUR_SEVEN_EIGHT for exercise in exercises),
        is_strength=any(exercise.kind == "strength" for exercise in exercises),
    )


def _is_full(work: Work) -> bool:
    return work.routine == FULL_MASSAGE


def _full(before: Sequence[Work]) -> int:
    return sum(_is_full(work) for work in before)


def _massaged_too_long(caps: Caps, work: Work, before: Sequence[Work]) -> bool:
    seconds = work.massage_seconds + sum(each.massage_seconds for each in before)
    return work.massage_seconds > 0 and seconds > caps.massage_minutes_per_day * 60


def _pressed(point: str, before: Sequence[Work]) -> int:
    return sum(point in work.points for work in before)


def _breathed_too_often(caps: Caps, work: Work, before: Sequence[Work]) -> bool:
    rounds = work.rounds + sum(each.rounds for each in before)
    return work.rounds > 0 and rounds > caps.four_seven_eight_per_day


def _strained_too_often(caps: Caps, work: Work, today: Today) -> bool:
    strained = (each.day for each in today.done if each.work.is_strength)
    days = {day for day in strained if today.date - WEEK < day <= today.date}
    return work.is_strength and len(days | {today.date}) > caps.strength_days_per_week[work.level]
