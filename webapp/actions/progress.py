"""Looking back: what days, sessions and reminders add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.actions.days import LifeSoFar, days_of, life_of
from webapp.domain.days import Day
from webapp.domain.ever import Ever, ever_after
from webapp.domain.totals import Effort, Totals, sum_of, totals_of
from webapp.storage.efforts import efforts_between
from webapp.storage.histories import Span
from webapp.storage.month_summaries import months_in
from webapp.storage.people import Person
from webapp.storage.reminder_answers import Answered, answered_in

AHEAD = timedelta(days=1)  # a device in a zone ahead has tomorrow already


@dataclass(frozen=True, slots=True)
class Progress:
    """A person's life so far and the sessions of the days that are not summed up yet."""

    life: LifeSoFar
    recent: Sequence[Effort]

    @property
    def ever(self) -> Ever:
        """What the whole life adds up to, and its records."""
        before = self.life.before.ever if self.life.before else Ever()
        return ever_after(before, totals_of(self.recent))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days in a row, and what was done in them."""

    days: tuple[Day, ...]
    totals: Totals

    @property
    def seconds(self) -> Mapping[date, int]:
        """How long was practised on each day."""
        return self.totals.by_day


def progress_of(person: Person, now: datetime) -> Progress:
    """How a person is getting on."""
    life = life_of(person, now)
    return Progress(life, list(efforts_between(person.id, life.since, life.today + AHEAD)))


def stretch_of(progress: Progress, first: date, last: date) -> Stretch:
    """The days from the first to the last, and what their whole months that are summed up hold.

    Sums of single days are exact; those by routine take a month summed up as a whole.
    """
    life = progress.life
    recent = totals_of(effort for effort in progress.recent if first <= effort.day <= last)
    months = [month.totals for month in months_in(life.person_id, first, last)]
    return Stretch(days_of(life, first, last), sum_of([*months, recent]))


def answers_lately(person_id: int, days: int, now: datetime) -> Answered:
    """How many reminders of the last days came through, and how many were answered."""
    return answered_in(person_id, Span(now - timedelta(days=days), now))
