"""A whole life's days, walked from the first to the last."""

from datetime import date

from webapp.domain.days import Day, LivedDays
from webapp.domain.walks import dates, day_outside, walk


def days_between(lived: LivedDays, first: date, last: date) -> tuple[Day, ...]:
    """Every day from the first to the last, both included."""
    known = {day.date: day for day in walk(lived).days}
    return tuple(known.get(day) or day_outside(lived, day) for day in dates(first, last))
