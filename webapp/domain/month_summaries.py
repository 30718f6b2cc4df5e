"""A month that is over, summed up: what it was, and what all days up to its end amount to.

Whatever a summary says can be computed again from the sessions, marks, plans and outages; it is
kept so that ten years cost no more than ten weeks.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.days import Day, DayKind, LivedDays
from webapp.domain.ever import Ever, ever_after
from webapp.domain.tallies import Tally
from webapp.domain.totals import Totals
from webapp.domain.walks import Start, dates, walk

# Sessions arrive up to sixty days late: a month is summed up when that can change it no more.
SETTLED_AFTER = timedelta(days=62)
# Of the days; a summary made under others is made anew, and a test says when this is to be raised.
RULES = "1"

_DAY = timedelta(days=1)
_MEANINGS = {
    "P": (DayKind.PRACTISED, "practised"),
    "i": (DayKind.PROTECTED, "ill"),
    "t": (DayKind.PROTECTED, "travelling"),
    "a": (DayKind.PROTECTED, "away"),
    "o": (DayKind.PROTECTED, "outage"),
    "f": (DayKind.PROTECTED, "freeze"),
    "r": (DayKind.REST, "day off"),
    "h": (DayKind.REST, "holiday"),
    "b": (DayKind.REST, "before"),
    "m": (DayKind.MISSED, "missed"),
}
_LETTERS = {why: letter for letter, (_, why) in _MEANINGS.items()}


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """One month: a letter for each of its days, what its sessions sum to, and its end.

    `tally` and `ever` are what all up to its last day amounts to.
    """

    month: date
    letters: str
    tally: Tally
    totals: Totals
    ever: Ever

    @property
    def following(self) -> Start:
        """Where a walk goes on from here."""
        return Start(month_after(self.month), self.tally)

    def days(self) -> Iterator[Day]:
        """Its days, each as it was."""
        for count, letter in enumerate(self.letters):
            yield Day(self.month + count * _DAY, *_MEANINGS[letter])


def month_of(day: date) -> date:
    """Answer the first day of a date's month."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """Answer the first day of the month that follows a date's."""
    return month_of(month_of(day) + timedelta(days=31))


def is_settled(month: date, today: date) -> bool:
    """Answer whether a month lies so far back that nothing arrives for it any more."""
    return month_after(month) + SETTLED_AFTER <= today


def summarise(
    lived: LivedDays, before: MonthSummary | None, totals: Mapping[date, Totals]
) -> Iterator[MonthSummary]:
    """Yield every settled month after another; `totals` are given by month.

    Without one before it begins with the month of the first practised day.
    """
    if before is None and not lived.practised:
        return
    at = before.following if before else Start(min(lived.practised), Tally())
    ever = before.ever if before else Ever()
    while is_settled(at.day, lived.today):
        following, month = month_after(at.day), month_of(at.day)
        walked = walk(lived, at, following - _DAY)
        unlived = "b" * (at.day - month).days
        letters = unlived + "".join(_LETTERS[day.why] for day in walked.days)
        done = totals.get(month, Totals())
        ever = ever_after(ever, done)
        yield MonthSummary(month, letters, copy(walked.tally), done, ever)
        at = Start(following, walked.tally)


def months_between(first: date, last: date) -> list[date]:
    """Answer the first days of all months from one date's to another's."""
    return [day for day in dates(month_of(first), last) if day.day == 1]
