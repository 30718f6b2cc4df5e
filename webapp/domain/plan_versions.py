"""What a person asked for from one local date on: hours, rhythm, routine, holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from webapp.domain.public_holidays import find_holiday, is_calendar
from webapp.domain.wall_clock import (
    MINUTES_PER_DAY,
    UnknownZone,
    text_from_minutes,
    wall_of,
    zone_named,
)
from webapp.domain.working_hours import HourRange, PlanProblem, Week, check_week

SHORTEST_EVERY, LONGEST_EVERY = 30, 240
MOST_PER_DAY = 24
LONGEST_QUIET = 240


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version of a plan; times are minutes after midnight. Raises PlanProblem."""

    valid_from: date
    time_zone: str
    weekdays: Week
    every_minutes: int | None
    times: tuple[int, ...]
    holidays: str | None
    routine: str
    routine_by_time: tuple[tuple[int, str], ...] = ()
    max_per_day: int | None = None
    quiet_after_session_minutes: int = 0
    paused_until: date | None = None

    def __post_init__(self) -> None:
        _check_zone(self.time_zone)
        check_week(self.weekdays)
        _check_rhythm(self)
        _check_holidays(self.holidays)
        _check_routines(self.routine_by_time)
        _check_limits(self)


def due_minutes(version: PlanVersion, weekday: int) -> tuple[int, ...]:
    """Answer when a working day of this weekday (0 is Monday) reminds, ascending.

    Minutes after midnight of that day; those of the night after lie above 1440.
    """
    minutes = {
        minute
        for hours in version.weekdays[weekday]
        for minute in _minutes_within(hours, version.every_minutes, version.times)
    }
    return tuple(sorted(minutes))


def has_night(version: PlanVersion, weekday: int) -> bool:
    """Answer whether the hours of this weekday reach into the next day."""
    return any(hours.end > MINUTES_PER_DAY for hours in version.weekdays[weekday])


def holiday_name(version: PlanVersion, day: date) -> str | None:
    """Answer the public holiday of the day in this version's calendar, if it is one."""
    return find_holiday(version.holidays, day) if version.holidays else None


def routine_at(version: PlanVersion, instant: datetime) -> str:
    """Answer the routine asked for at an instant.

    The latest time of routine_by_time that has passed decides, counted on the day the hours
    began: after midnight a night shift goes on with what its evening asked for.
    """
    minute = _minute_of_working_day(version, instant)
    passed = [entry for entry in version.routine_by_time if entry[0] <= minute]
    return max(passed)[1] if passed else version.routine


def _minutes_within(hours: HourRange, every: int | None, times: tuple[int, ...]) -> Iterator[int]:
    if every is not None:
        yield from range(hours.start + every, hours.end, every)
    for time in times:
        for minute in (time, time + MINUTES_PER_DAY):
            if hours.start <= minute < hours.end:
                yield minute


def _minute_of_working_day(version: PlanVersion, instant: datetime) -> int:
    wall = wall_of(instant, zone_named(version.time_zone))
    minute, weekday = wall.hour * 60 + wall.minute, wall.weekday()
    if any(hours.start <= minute < hours.end for hours in version.weekdays[weekday]):
        return minute
    night = minute + MINUTES_PER_DAY
    is_night = any(night < hours.end for hours in version.weekdays[weekday - 1])
    return night if is_night else minute


def _check_zone(name: str) -> None:
    try:
        zone_named(name)
    except UnknownZone as error:
        raise PlanProblem(
            "time_zone", f"{error} Choose one from the list, such as Europe/Berlin."
        ) from error


def _check_rhythm(version: PlanVersion) -> None:
    if version.every_minutes is not None and version.times:
        raise PlanProblem("times", "Choose either fixed times or every few minutes, not both.")
    if version.every_minutes is None:
        _check_times(version)
    elif not SHORTEST_EVERY <= version.every_minutes <= LONGEST_EVERY:
        raise PlanProblem(
            "every_minutes", f"Choose between {SHORTEST_EVERY} and {LONGEST_EVERY} minutes."
        )


def _check_times(version: PlanVersion) -> None:
    times = version.times
    if not times:
        raise PlanProblem("times", "Choose how often to remind, or at which times.")
    if len(times) > MOST_PER_DAY:
        raise PlanProblem("times", f"Choose at most {MOST_PER_DAY} times a day.")
    for time in times:
        _check_time(version, time)


def _check_time(version: PlanVersion, time: int) -> None:
    if not 0 <= time < MINUTES_PER_DAY:
        raise PlanProblem("times", "Times of day lie between 00:00 and 23:59.")
    text = text_from_minutes(time)
    if version.times.count(time) > 1:
        raise PlanProblem("times", f"{text} is there twice; remove one.")
    ranges = (hours for day in version.weekdays for hours in day)
    if not any(True for hours in ranges for _ in _minutes_within(hours, None, (time,))):
        raise PlanProblem(
            "times", f"{text} lies outside your hours on every day; move it or widen the hours."
        )


def _check_holidays(calendar: str | None) -> None:
    if calendar is not None and not is_calendar(calendar):
        raise PlanProblem(
            "holidays",
            f"“{calendar}” is no holiday calendar we know; "
            "give a country such as DE or a region such as DE-BE.",
        )


def _check_routines(routine_by_time: tuple[tuple[int, str], ...]) -> None:
    starts = [start for start, _ in routine_by_time]
    if any(not 0 <= start < MINUTES_PER_DAY for start in starts):
        raise PlanProblem("routine_by_time", "Times of day lie between 00:00 and 23:59.")
    if len(set(starts)) < len(starts):
        raise PlanProblem("routine_by_time", "Give each time of day one routine only.")


def _check_limits(version: PlanVersion) -> None:
    most = version.max_per_day
    if most is not None and not 1 <= most <= MOST_PER_DAY:
        raise PlanProblem("max_per_day", f"Choose between 1 and {MOST_PER_DAY} reminders a day.")
    if not 0 <= version.quiet_after_session_minutes <= LONGEST_QUIET:
        raise PlanProblem(
            "quiet_after_session_minutes", f"Choose between 0 and {LONGEST_QUIET} minutes of quiet."
        )
