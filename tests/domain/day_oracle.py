"""A life told without cleverness: every rule of days and streaks worked out anew for each date.

Written from the rules in words, and knowing none of the code it judges.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


@dataclass
class ToldPlan:
    """What a plan says from the day it was saved on: working weekdays and times of day.

    A pause silences reminders and excuses no day, so no rule below asks for it.
    """

    saved_at: datetime
    zone: str
    weekdays: frozenset[int]
    times: tuple[int, ...]
    holidays: str | None
    paused: date | None = None


@dataclass
class Told:
    """Everything that happened, in no particular order."""

    home: str
    day_start: int
    practised: list[tuple[datetime, str]] = field(default_factory=list)  # start, zone
    plans: list[ToldPlan] = field(default_factory=list)
    marks: dict[date, str] = field(default_factory=dict)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)


@cache
def first_reached(wall: datetime, zone: str) -> datetime:
    """The first instant at which a wall clock shows this time or a later one: by looking at it."""
    instant = wall.replace(tzinfo=UTC) - timedelta(hours=15)
    while instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wall:
        instant += QUARTER
    return instant


def day_at(instant: datetime, zone: str, day_start: int) -> date:
    """The last date whose start the clock had reached by then."""
    day = instant.date() + 2 * DAY
    while first_reached(midnight(day) + timedelta(minutes=day_start), zone) > instant:
        day -= DAY
    return day


def midnight(day: date) -> datetime:
    """The first moment of a date on a wall clock."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001


def plan_of(told: Told, day: date) -> ToldPlan | None:
    """The plan that holds on a date: of those saved until then the last."""
    holds = None
    for plan in sorted(told.plans, key=lambda plan: plan.saved_at):
        if day_at(plan.saved_at, plan.zone, told.day_start) <= day:
            holds = plan
    return holds


def is_lost(told: Told, day: date) -> bool:
    """Whether half of the reminders of a day, or all of a day without any, fell into outages."""
    plan = plan_of(told, day)
    zone = plan.zone if plan else told.home
    if plan is None or day.weekday() not in plan.weekdays:
        moment, end = first_reached(midnight(day), zone), first_reached(midnight(day + DAY), zone)
        while moment < end:
            if not any(
                start <= moment and moment + QUARTER <= stop for start, stop in told.outages
            ):
                return False
            moment += QUARTER
        return True
    lost = 0
    for minute in plan.times:
        at = first_reached(midnight(day) + timedelta(minutes=minute), zone)
        lost += any(start <= at and at + QUARTER <= stop for start, stop in told.outages)
    return lost * 2 >= len(plan.times)


def why_of(told: Told, day: date, today: date) -> str:
    """What a date is, freezes aside."""
    if day in {day_at(start, zone, told.day_start) for start, zone in told.practised}:
        return "practised"
    if day in told.marks:
        return told.marks[day]
    if day < today and is_lost(told, day):
        return "outage"
    plan = plan_of(told, day)
    if plan and day.weekday() not in plan.weekdays:
        return "day off"
    if plan and plan.holidays and day in calendar(plan.holidays, day.year):
        return "holiday"
    return "missed" if day < today else "open"


@cache
def calendar(name: str, year: int) -> frozenset[date]:
    """The public holidays of a year."""
    country, _, part = name.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))


@dataclass(frozen=True)
class Answer:
    """Every date with its reason, and the streak."""

    days: tuple[tuple[date, str], ...]
    run: int
    best: int
    held: int
    spent: int


def tell(told: Told, now: datetime) -> Answer:
    """The whole life from the first practised day to today, or to a later one practised."""
    today = day_at(now, told.home, told.day_start)
    practised = {day_at(start, zone, told.day_start) for start, zone in told.practised}
    if not practised:
        return Answer((), 0, 0, 0, 0)
    reasons: list[str] = []
    day = min(practised)
    while day <= max(today, *practised):
        why = why_of(told, day, today)
        reasons.append("freeze" if why == "missed" and freezes(reasons) else why)
        day += DAY
    runs = "".join({"practised": "P", "missed": "M"}.get(why, "") for why in reasons).split("M")
    days = tuple((min(practised) + count * DAY, why) for count, why in enumerate(reasons))
    best = max(len(run) for run in runs)
    return Answer(days, len(runs[-1]), best, freezes(reasons), reasons.count("freeze"))


def freezes(reasons: list[str]) -> int:
    """Counted from the very first day: one for every seventh, two at most, less those spent."""
    held = practised = 0
    for why in reasons:
        if why == "practised":
            practised += 1
            held += practised % 7 == 0 and held < 2
        held -= why == "freeze"
    return held
