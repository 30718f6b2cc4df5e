"""How many days in a row a person practised: an answer computed from days, never a counter."""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.days import LivedDays, rest_reason
from webapp.domain.tallies import Tally
from webapp.domain.walks import walk

FURTHEST_SAFE_DAYS = 400


@dataclass(frozen=True, slots=True)
class Streak:
    """Practised days in a row, and what keeps them.

    `since` is the first day of the running streak; of the freezes ever spent `run_spent` were
    spent within it, and `last_spent` is the day of the last. `safe_until` is the last date by
    whose end practising still keeps the streak, the freezes held being spent on the days missed
    until then; None without a streak.
    """

    days: int
    best: int
    since: date | None
    best_since: date | None
    best_until: date | None
    freezes_held: int
    freezes_spent: int
    run_spent: int
    last_spent: date | None
    today_done: bool
    safe_until: date | None


def streak_of(lived: LivedDays) -> Streak:
    """Answer the streak on the person's today; a day that is still open never breaks it."""
    return streak_after(lived, walk(lived).tally)


def streak_after(lived: LivedDays, tally: Tally) -> Streak:
    """Answer the streak of somebody whose days up to today amount to this."""
    return Streak(
        days=tally.run,
        best=tally.best,
        since=tally.run_since,
        best_since=tally.best_since,
        best_until=tally.best_until,
        freezes_held=tally.held,
        freezes_spent=tally.spent,
        run_spent=tally.run_spent,
        last_spent=tally.last_spent,
        today_done=lived.today in lived.practised,
        safe_until=_safe_until(lived, tally.held) if tally.run else None,
    )


def _safe_until(lived: LivedDays, freezes: int) -> date | None:
    for count in range(FURTHEST_SAFE_DAYS):
        day = lived.today + timedelta(days=count)
        if _is_kept(lived, day):
            continue
        if not freezes:
            return day
        freezes -= 1
    return None


def _is_kept(lived: LivedDays, day: date) -> bool:
    return bool(day in lived.practised or day in lived.marks or rest_reason(lived.plan, day))
