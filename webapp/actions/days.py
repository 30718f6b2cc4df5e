"""Looking at a person's days and streak: answers computed from what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from webapp.actions.transaction import transaction
from webapp.domain.amnesty import Gap, Hours, lost_days
from webapp.domain.days import Day, LivedDays, local_day
from webapp.domain.month_summaries import (
    SETTLED_AFTER,
    MonthSummary,
    is_settled,
    month_of,
    summarise,
)
from webapp.domain.streaks import Streak, streak_after
from webapp.domain.totals import Effort, Totals, totals_of
from webapp.domain.walks import Walk, dates, day_outside, walk
from webapp.storage.day_marks import marks_since
from webapp.storage.efforts import efforts_between
from webapp.storage.month_summaries import (
    StoredMonth,
    find_last_month,
    forget_months,
    keep_month,
    months_in,
)
from webapp.storage.outages import Outage, last_outage_id, outages_to_weigh
from webapp.storage.people import Person, hold_person
from webapp.storage.plans import find_plan
from webapp.storage.sessions import days_practised

DAY = timedelta(days=1)
SPILL = timedelta(days=3)  # local dates lie apart from those of UTC, hours reach into the night


@dataclass(frozen=True, slots=True)
class LifeSoFar:
    """A person's days: those since the last month summed up, and what all of them amount to."""

    person_id: int
    lived: LivedDays
    before: MonthSummary | None
    walked: Walk

    @property
    def since(self) -> date:
        """The first day that is not summed up."""
        return self.walked.days[0].date if self.walked.days else self.today

    @property
    def today(self) -> date:
        """The person's own today."""
        return self.lived.today

    @property
    def streak(self) -> Streak:
        """The streak as it stands."""
        return streak_after(self.lived, self.walked.tally)


@dataclass(frozen=True, slots=True)
class Read:
    """What a walk needs, as it is stored: the days since a start and that start.

    From `stale` on the months summed up overlook an outage that was written down since.
    """

    lived: LivedDays
    before: MonthSummary | None
    stale: date | None

    @property
    def first(self) -> date | None:
        """The first day that is not summed up."""
        known = self.before.following.day if self.before else None
        return known or min(self.lived.practised, default=None)

    @property
    def is_behind(self) -> bool:
        """Whether there is a month to sum up."""
        first = self.first
        is_due = first is not None and is_settled(first, self.lived.today)
        return is_due or self.stale is not None


def life_of(person: Person, now: datetime) -> LifeSoFar:
    """A person's life so far; months that settled meanwhile are summed up on the way."""
    read = read_days(person, now)
    if read.is_behind:
        keep_months(person, now)
        read = read_days(person, now)
    start = read.before.following if read.before else None
    return LifeSoFar(person.id, read.lived, read.before, walk(read.lived, start))


def days_of(life: LifeSoFar, first: date, last: date) -> tuple[Day, ...]:
    """A person's days from the first to the last, both included, also those still to come."""
    found = {day.date: day for day in life.walked.days}
    if life.before is not None and first < life.since:
        for month in months_in(life.person_id, first, min(last, life.since - DAY)):
            found.update({day.date: day for day in month.days()})
    return tuple(found.get(day) or day_outside(life.lived, day) for day in dates(first, last))


def streak_today(person: Person, now: datetime) -> Streak:
    """A person's streak as it stands now."""
    return life_of(person, now).streak


def keep_months(person: Person, now: datetime) -> None:
    """Sum up every month of a person that is settled and not summed up yet."""
    with transaction():
        hold_person(person.id)
        stale = read_days(person, now).stale
        if stale is not None:
            forget_months(person.id, stale)
        read = read_days(person, now)
        totals, outages_known = _totals_by_month(person.id, read), last_outage_id()
        for month in summarise(read.lived, read.before, totals):
            keep_month(person.id, month, outages_known)


def read_days(person: Person, now: datetime) -> Read:
    """The days since the last month summed up, whether or not others are due."""
    today = local_day(now, person.time_zone, person.day_start_minutes)
    # One that is not settled yet was made by a clock that has been set back since.
    month = find_last_month(person.id, month_of(today - SETTLED_AFTER))
    before = month.as_summary() if month else None
    practised = days_practised(person.id, before.following.day if before else None)
    first = before.following.day if before else min(practised, default=today)
    plan = find_plan(person.id)
    hours = Hours(plan.as_plan() if plan else None, person.time_zone)
    outages = outages_to_weigh(_noon(first) - SPILL, month.outages_known if month else 0)
    gaps = [Gap(outage.started_at, outage.ended_at) for outage in outages]
    marks = marks_since(person.id, first)
    lived = LivedDays(practised, hours.plan, today, marks, lost_days(hours, gaps))
    return Read(lived, before, _stale_from(month, outages))


def _stale_from(month: StoredMonth | None, outages: Sequence[Outage]) -> date | None:
    """From which day on the months summed up overlook an outage written down since."""
    if month is None:
        return None
    end = _noon(month.month + len(month.letters) * DAY) + SPILL
    overlooked = [
        (outage.started_at - SPILL).date()
        for outage in outages
        if outage.id > month.outages_known and outage.started_at < end
    ]
    return min(overlooked, default=None)


def _totals_by_month(person_id: int, read: Read) -> dict[date, Totals]:
    first = read.first or read.lived.today
    by_month: dict[date, list[Effort]] = {}
    for effort in efforts_between(person_id, month_of(first), read.lived.today):
        by_month.setdefault(month_of(effort.day), []).append(effort)
    return {month: totals_of(efforts) for month, efforts in by_month.items()}


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
