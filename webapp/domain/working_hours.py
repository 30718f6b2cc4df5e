"""The hours of a week in which reminders may come, and how they are read and refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from webapp.domain.wall_clock import MINUTES_PER_DAY, minutes_from_text, text_from_minutes

WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


class PlanProblem(ValueError):
    """A plan that cannot be kept: which field, and what the person can do about it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


@dataclass(frozen=True, slots=True, order=True)
class HourRange:
    """Working hours [start, end) in minutes after midnight of the day they begin.

    An end above 1440 lies on the next day. Raises PlanProblem("weekdays").
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < MINUTES_PER_DAY:
            raise PlanProblem("weekdays", "Hours begin between 00:00 and 23:59.")
        # A range as long as a day can only be written 00:00-24:00.
        longest = MINUTES_PER_DAY if self.start == 0 else MINUTES_PER_DAY - 1
        if not 1 <= self.end - self.start <= longest:
            raise PlanProblem(
                "weekdays", "Hours end after they begin, and before they begin again the next day."
            )

    @classmethod
    def from_text(cls, start: str, end: str) -> Self:
        """Read ("09:00", "12:30"), ("22:00", "06:00") into the night, or ("18:00", "24:00")."""
        first, last = _minutes(start), MINUTES_PER_DAY if end == "24:00" else _minutes(end)
        if first == last:
            raise PlanProblem(
                "weekdays",
                f"{start}-{end} begins and ends at the same time; "
                "choose a later end, or write 00:00-24:00 for the whole day.",
            )
        return cls(first, last if last > first else last + MINUTES_PER_DAY)

    def as_text(self) -> tuple[str, str]:
        """Answer the two texts that from_text reads back."""
        return text_from_minutes(self.start), text_from_minutes(self.end)

    def __str__(self) -> str:
        return "-".join(self.as_text())


Week = tuple[tuple[HourRange, ...], ...]


def week_from_text(days: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """Read {"mon": [["09:00", "12:30"], ...], ...} into seven days; raises PlanProblem."""
    unknown = sorted(set(days) - set(WEEKDAYS))
    if unknown:
        raise PlanProblem(
            f"weekdays.{unknown[0]}", "Days are named mon, tue, wed, thu, fri, sat and sun."
        )
    return tuple(_day_from_text(day, days.get(day, ())) for day in WEEKDAYS)


def week_as_text(week: Week) -> dict[str, list[list[str]]]:
    """Answer the mapping that week_from_text reads back, without the days off."""
    return {
        day: [list(hours.as_text()) for hours in ranges]
        for day, ranges in zip(WEEKDAYS, week, strict=True)
        if ranges
    }


def times_from_text(texts: Sequence[str]) -> tuple[int, ...]:
    """Read times of day such as "11:00" into minutes after midnight; raises PlanProblem."""
    try:
        return tuple(minutes_from_text(text) for text in texts)
    except ValueError as error:
        raise PlanProblem("times", str(error)) from error


def check_week(week: Week) -> None:
    """Raise PlanProblem unless there are seven days, some hours, and no overlap within a day."""
    if len(week) != len(WEEKDAYS):
        raise PlanProblem("weekdays", "A week has seven days, from Monday to Sunday.")
    if not any(week):
        raise PlanProblem("weekdays", "Choose at least one day with hours.")
    for day, ranges in zip(WEEKDAYS, week, strict=True):
        _check_day(day, ranges)


def _minutes(text: str) -> int:
    try:
        return minutes_from_text(text)
    except ValueError as error:
        raise PlanProblem("weekdays", str(error)) from error


def _day_from_text(day: str, ranges: Sequence[Sequence[str]]) -> tuple[HourRange, ...]:
    try:
        return tuple(HourRange.from_text(*_pair(texts)) for texts in ranges)
    except PlanProblem as problem:
        message = f"{WEEKDAYS[day]}: {problem.message}"
        raise PlanProblem(f"weekdays.{day}", message) from problem


def _pair(texts: Sequence[str]) -> tuple[str, str]:
    if len(texts) != 2:
        raise PlanProblem("weekdays", "Give each range a start and an end.")
    return texts[0], texts[1]


def _check_day(day: str, ranges: Sequence[HourRange]) -> None:
    for first, second in pairwise(sorted(ranges)):
        if second.start < first.end:
            raise PlanProblem(f"weekdays.{day}", _overlap(WEEKDAYS[day], first, second))


def _overlap(day: str, first: HourRange, second: HourRange) -> str:
    way_out = "keep only one of them."
    if first.start < second.start:
        way_out = f"end the first by {text_from_minutes(second.start)}."
    return f"{day} {first} and {second} overlap; {way_out}"
