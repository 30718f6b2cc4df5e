"""What a whole life adds up to, and its records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from webapp.domain.totals import NO_TENSION, Done, Tension, Totals, sum_of


@dataclass(frozen=True, slots=True)
class Record:
    """The day, week or month with the most minutes, by its first date."""

    since: date | None = None
    seconds: int = 0

    def or_more(self, since: date, seconds: int) -> "Record":
        """Itself, or what is more."""
        return Record(since, seconds) if seconds > self.seconds else self


@dataclass(frozen=True, slots=True)
class Ever:
    """Sums and records up to some day; `running` is the week that this day lies in."""

    by_routine: Mapping[str, Done] = field(default_factory=dict)
    tension: Tension = NO_TENSION
    day: Record = Record()
    week: Record = Record()
    month: Record = Record()
    running: Record = Record()

    @property
    def totals(self) -> Totals:
        """The sums without the single days."""
        return Totals(self.by_routine, {}, self.tension)


def ever_after(ever: Ever, totals: Totals) -> Ever:
    """Answer what it all adds up to with the sums of later days, whole months of them."""
    both = sum_of((ever.totals, Totals(totals.by_routine, {}, totals.tension)))
    day, running, weeks, months = ever.day, ever.running, [], _by_month(totals.by_day)
    for date_ in sorted(totals.by_day):
        seconds = totals.by_day[date_]
        day = day.or_more(date_, seconds)
        running = _in_week(running, date_, seconds)
        weeks.append(running)
    return Ever(
        both.by_routine,
        both.tension,
        day,
        _most(ever.week, weeks),
        _most(ever.month, (Record(*item) for item in months.items())),
        running,
    )


def _in_week(running: Record, day: date, seconds: int) -> Record:
    monday = day - timedelta(days=day.weekday())
    return Record(monday, seconds + (running.seconds if running.since == monday else 0))


def _most(record: Record, others: Iterable[Record]) -> Record:
    for other in others:
        if other.since is not None:
            record = record.or_more(other.since, other.seconds)
    return record


def _by_month(by_day: Mapping[date, int]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day in sorted(by_day):
        month = day.replace(day=1)
        found[month] = found.get(month, 0) + by_day[day]
    return found
