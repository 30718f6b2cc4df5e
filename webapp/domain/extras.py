"""What comes beside the plan when asked for: a last reminder of the day, and a weekly summary."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from webapp.domain.plan_versions import PlanVersion
from webapp.domain.plans import Plan, is_working_day, version_on
from webapp.domain.turns import USEFUL_FOR
from webapp.domain.wall_clock import instant_of, wall_of, zone_named

BEFORE_THE_END = 30  # minutes
SHORTEST = USEFUL_FOR // timedelta(minutes=1)  # as long it may still arrive
FARTHEST_DAYS = 60
USUAL_SUMMARY = 17 * 60

_DAY = timedelta(days=1)


class WishProblem(ValueError):
    """A wish that cannot be kept: which field, and what to choose."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wishes:
    """Whether the last reminder of an open day comes; on which weekday, and when, the summary."""

    saver: bool = False
    summary_weekday: int | None = None
    summary_minute: int = USUAL_SUMMARY

    def __post_init__(self) -> None:
        if self.summary_weekday is not None and not 0 <= self.summary_weekday <= 6:
            raise WishProblem("summary_weekday", "Choose a day of the week.")
        if not 0 <= self.summary_minute < 24 * 60:
            raise WishProblem("summary_at", "Times of day lie between 00:00 and 23:59.")


def next_saver(plan: Plan, after: datetime) -> datetime | None:
    """Answer when the last reminder of the next working day comes, half an hour before its end.

    It lies within the plan's hours, also when it arrives late: where the last of them are shorter
    it comes as they begin, and hours of less than a quarter of an hour have none. None when the
    plan is off or has no working day within sixty.
    """
    if not plan.enabled or not plan.versions:
        return None
    today = wall_of(after, zone_named(plan.versions[-1].time_zone)).date()
    for count in range(-1, FARTHEST_DAYS):
        at = _saver_of(plan, today + count * _DAY)
        if at is not None and at > after:
            return at
    return None


def next_summary(wishes: Wishes, plan: Plan, after: datetime) -> datetime | None:
    """Answer when the next summary comes, on the clock of the plan; None where none is wanted."""
    if wishes.summary_weekday is None or not plan.versions:
        return None
    zone = zone_named(plan.versions[-1].time_zone)
    day = wall_of(after, zone).date()
    day += (wishes.summary_weekday - day.weekday()) % 7 * _DAY
    for week in (0, 1):
        wall = datetime.combine(day + 7 * week * _DAY, time()) + timedelta(
            minutes=wishes.summary_minute
        )
        at = instant_of(wall, zone)
        if at > after:
            return at
    return None


def _saver_of(plan: Plan, day: date) -> datetime | None:
    version = version_on(plan, day)
    minute = _find_last_minute(version, day) if version is not None else None
    if version is None or minute is None or not is_working_day(plan, day):
        return None
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    at = instant_of(wall, zone_named(version.time_zone))
    # Where the clock skips this minute it would come after the hours.
    return at if wall_of(at, zone_named(version.time_zone)) == wall else None


def _find_last_minute(version: PlanVersion, day: date) -> int | None:
    long_enough = [h for h in version.weekdays[day.weekday()] if h.end - h.start >= SHORTEST]
    if not long_enough:
        return None
    hours = max(long_enough, key=lambda each: each.end)
    return max(hours.start, hours.end - BEFORE_THE_END)
