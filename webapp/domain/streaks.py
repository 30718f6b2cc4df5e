"""How many days in a row a person practised: an answer computed from days, never a counter."""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.days import Course, Day, DayKind, LivedDays, course_of, rest_reason

FURTHEST_SAFE_DAYS = 400


@dataclass(frozen=True, slots=True)
class Streak:
    """Practised days in a row, and what keeps them.

    `since` is the first day of the running streak; `freezes_spent` are all days a freeze ever
    protected. `safe_until` is the last date by whose end practising still keeps the streak,
    the freezes held being spent on the days missed until then; None without a streak.
    """

    days: int
    best: int
    since: date | None
    freezes_held: int
    freezes_spent: tuple[date, ...]
    today_done: bool
    safe_until: date | None


def streak_of(lived: LivedDays) -> Streak:
    """Answer the streak on the person's today; a day that is still open never breaks it."""
    course = course_of(lived)
    runs = _runs(course.days)
    running = runs[-1]
    return Streak(
        days=len(running),
        best=max(len(run) for run in runs),
        since=running[0] if running else None,
        freezes_held=course.freezes_held,
        freezes_spent=tuple(day.date for day in course.days if day.kind is DayKind.PROTECTED),
        today_done=lived.today in lived.practised,
        safe_until=_safe_until(lived, course) if running else None,
    )


def _runs(days: tuple[Day, ...]) -> list[list[date]]:
    """Answer the practised dates between missed ones; the last run is the running streak."""
    runs: list[list[date]] = [[]]
    for day in days:
        if day.kind is DayKind.PRACTISED:
            runs[-1].append(day.date)
        elif day.kind is DayKind.MISSED:
            runs.append([])
    return runs


def _safe_until(lived: LivedDays, course: Course) -> date | None:
    freezes = course.freezes_held
    for count in range(FURTHEST_SAFE_DAYS):
        day = lived.today + timedelta(days=count)
        if day in lived.practised or rest_reason(lived.plan, day):
            continue
        if not freezes:
            return day
        freezes -= 1
    return None
