"""Looking at a person's days and streak: answers computed from what is stored."""

from datetime import date, datetime

from webapp.domain.days import Day, LivedDays, days_between, local_day
from webapp.domain.streaks import Streak, streak_of
from webapp.storage.people import Person
from webapp.storage.plans import find_plan
from webapp.storage.sessions import days_practised


def lived_days(person: Person, now: datetime) -> LivedDays:
    """Everything that decides what a person's days were."""
    plan = find_plan(person.id)
    return LivedDays(
        practised=days_practised(person.id),
        plan=plan.as_plan() if plan else None,
        today=local_day(now, person.time_zone, person.day_start_minutes),
    )


def days_of(person: Person, span: tuple[date, date], now: datetime) -> tuple[Day, ...]:
    """A person's days from the first to the last of the span, both included."""
    return days_between(lived_days(person, now), *span)


def streak_today(person: Person, now: datetime) -> Streak:
    """A person's streak as it stands now."""
    return streak_of(lived_days(person, now))
