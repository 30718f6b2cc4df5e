"""Days as a calendar shows them: a month with a link for each day, half a year in weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.actions.progress import Progress, Stretch, stretch_of
from webapp.domain.days import Day, DayKind
from webapp.domain.month_summaries import month_after, month_of
from webapp.language import format_date, gettext, ngettext
from webapp.web.day_words import kind_words

WEEKS = 26
SQUARE, GAP, TOP = 12, 2, 16
LAST_NAME = 324  # further right a month's name would be cut off
DAY = timedelta(days=1)
STEPS = (60, 180, 420, 900)  # seconds from which on a day is drawn fuller


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the calendar; `fill` is how full it is drawn, from 0 to 4."""

    date: date
    kind: str
    fill: int
    words: str
    today: bool


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month in weeks from Monday on; the days of its neighbours are None."""

    title: str
    weeks: list[list[Cell | None]]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the half year, and where it is drawn."""

    x: int
    y: int
    look: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week of the half year in figures."""

    monday: date
    practised: int
    kept: int
    missed: int
    minutes: int


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Half a year in weeks: the squares, the months above them, and the same as a table."""

    first: date
    last: date
    squares: list[Square]
    months: list[tuple[int, str]]
    rows: list[WeekRow]
    words: str


def month_view(progress: Progress, month: date) -> MonthView:
    """A month's calendar."""
    today, last = progress.life.today, month_after(month) - DAY
    stretch = stretch_of(progress, month, last)
    cells: list[Cell | None] = [None] * month.weekday()
    cells += [cell_of(day, stretch.seconds, today) for day in stretch.days]
    cells += [None] * (-len(cells) % 7)
    weeks = [cells[at : at + 7] for at in range(0, len(cells), 7)]
    before = month_of(month - DAY) if month > month_of(_first_month(progress)) else None
    after = month_after(month) if month < month_of(today) else None
    return MonthView(format_date(month, "LLLL y"), weeks, _address(before), _address(after))


def half_year(progress: Progress) -> HalfYear:
    """The last 26 weeks."""
    today = progress.life.today
    first = today - (today.weekday() + 7 * (WEEKS - 1)) * DAY
    stretch = stretch_of(progress, first, today)
    squares = [_square(count, day, stretch.seconds) for count, day in enumerate(stretch.days)]
    rows = [_week(stretch, at) for at in range(0, len(stretch.days), 7)]
    practised, minutes = sum(r.practised for r in rows), sum(r.minutes for r in rows)
    days = ngettext("%(num)d day practised", "%(num)d days practised", practised)
    words = gettext("%(days)s in the last half year, %(n)s minutes.", days=days, n=minutes)
    return HalfYear(first, today, squares, _months(first, today), rows[::-1], words)


def _first_month(progress: Progress) -> date:
    tally = progress.life.walked.tally
    return tally.first or progress.life.today


def _address(month: date | None) -> str | None:
    return f"/progress?month={month:%Y-%m}#calendar" if month else None


def cell_of(day: Day, seconds: Mapping[date, int], today: date) -> Cell:
    """One day as the calendar shows it."""
    played = seconds.get(day.date, 0)
    words = kind_words(day, today)
    if played:
        minutes = ngettext("%(num)d minute", "%(num)d minutes", max(1, round(played / 60)))
        words = f"{words}, {minutes}"
    look = "before" if day.why == "before" else "coming" if day.date > today else day.kind
    return Cell(day.date, look, fill_of(day, played), words, day.date == today)


def fill_of(day: Day, seconds: int) -> int:
    """How full a day is drawn: 0 when it was not practised, else 1 to 4 by its minutes."""
    if day.kind is not DayKind.PRACTISED:
        return 0
    return max(1, sum(seconds >= step for step in STEPS))


def _square(count: int, day: Day, seconds: Mapping[date, int]) -> Square:
    fill = fill_of(day, seconds.get(day.date, 0))
    look = f"p{fill}" if fill else "before" if day.why == "before" else str(day.kind)
    week, weekday = divmod(count, 7)
    return Square(week * (SQUARE + GAP), TOP + weekday * (SQUARE + GAP), look)


def _months(first: date, last: date) -> list[tuple[int, str]]:
    found = []
    month = month_after(first)
    while month <= last:
        x = (month - first).days // 7 * (SQUARE + GAP)
        found.append((min(x, LAST_NAME), format_date(month, "LLL")))
        month = month_after(month)
    return found


def _week(stretch: Stretch, at: int) -> WeekRow:
    days = stretch.days[at : at + 7]
    kinds = [day.kind for day in days]
    return WeekRow(
        days[0].date,
        kinds.count(DayKind.PRACTISED),
        kinds.count(DayKind.PROTECTED),
        kinds.count(DayKind.MISSED),
        round(sum(stretch.seconds.get(day.date, 0) for day in days) / 60),
    )
