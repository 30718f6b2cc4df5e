"""What all the days up to one amount to: everything the days after it need to know of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.consistency import WINDOW, done_in, next_score
from webapp.domain.days import Day, DayKind

PRACTISED_PER_FREEZE = 7
MOST_FREEZES = 2


@dataclass(slots=True)
class Tally:
    """The sums a walk along the days carries with it.

    `run` is the running streak, `run_spent` the freezes spent within it. `recent` holds a letter
    for each of the last days, as `consistency` reads them.
    """

    practised: int = 0
    first: date | None = None
    held: int = 0
    spent: int = 0
    last_spent: date | None = None
    run: int = 0
    run_since: date | None = None
    run_spent: int = 0
    best: int = 0
    best_since: date | None = None
    best_until: date | None = None
    weeks: int = 0
    last_week: date | None = None
    score: float = 0.0
    recent: str = ""

    def resolved(self, day: Day) -> Day:
        """The day with a freeze spent on it, where it was missed and one is held."""
        if day.kind is DayKind.MISSED and self.held:
            return Day(day.date, DayKind.PROTECTED, "freeze")
        return day

    def take(self, day: Day, a_week: int) -> None:
        """Count a resolved day in; `a_week` is how many days a week were working days then."""
        if day.kind is DayKind.PRACTISED:
            self._practise(day.date)
        elif day.why == "freeze":
            self._spend(day.date)
        elif day.kind is DayKind.MISSED:
            self.run, self.run_since, self.run_spent = 0, None, 0
        if day.kind is not DayKind.OPEN:
            self._score(day, a_week)

    def _practise(self, day: date) -> None:
        self.practised, self.first = self.practised + 1, self.first or day
        if self.practised % PRACTISED_PER_FREEZE == 0:
            self.held = min(MOST_FREEZES, self.held + 1)
        self.run, self.run_since = self.run + 1, self.run_since or day
        if self.run > self.best:
            self.best, self.best_since, self.best_until = self.run, self.run_since, day
        monday = day - timedelta(days=day.weekday())
        if monday != self.last_week:
            self.weeks, self.last_week = self.weeks + 1, monday

    def _spend(self, day: date) -> None:
        self.held, self.spent, self.last_spent = self.held - 1, self.spent + 1, day
        self.run_spent += bool(self.run)

    def _score(self, day: Day, a_week: int) -> None:
        letter = _letter(day)
        self.recent = (self.recent + letter)[-WINDOW:]
        if letter in "P-":
            self.score = next_score(self.score, done_in(self.recent, a_week), a_week)


def _letter(day: Day) -> str:
    if day.kind is DayKind.PRACTISED:
        return "P"
    if day.kind is DayKind.PROTECTED or day.why == "holiday":
        return "s"
    return "-"
