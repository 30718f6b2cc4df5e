"""Marking days, choosing when one's day begins, and reading what happened to one's days."""

from datetime import date, datetime

from webapp.actions.days import LifeSoFar, days_of
from webapp.actions.transaction import transaction
from webapp.domain.day_marks import Mark, check_mark
from webapp.domain.days import check_day_start, local_day
from webapp.domain.news import LATE_FOR, TOLD_FOR, News, news_of
from webapp.storage.day_marks import keep_read, news_read_since, put_mark
from webapp.storage.month_summaries import forget_months
from webapp.storage.people import Person, get_person, hold_person
from webapp.storage.sessions import days_practised_late


def mark_day(person: Person, day: date, mark: Mark | None, now: datetime) -> None:
    """Mark a day of a person, or take its mark away; MarkProblem when it lies too far off."""
    check_mark(day, local_day(now, person.time_zone, person.day_start_minutes))
    with transaction():
        hold_person(person.id)
        put_mark(person.id, day, mark, now)
        forget_months(person.id, day)


def begin_days_at(person: Person, minutes: int) -> None:
    """Let a person's days begin so many minutes after midnight; DayStartProblem.

    What was practised stays on the day it was stamped with.
    """
    check_day_start(minutes)
    with transaction():
        hold_person(person.id)
        get_person(person.id).day_start_minutes = minutes


def read_news(life: LifeSoFar) -> tuple[News, ...]:
    """What happened to a person's days that they were not told yet."""
    since = life.today - LATE_FOR
    days = days_of(life, life.today - TOLD_FOR, life.today)
    healed = days_practised_late(life.person_id, since)
    return news_of(days, healed, news_read_since(life.person_id, since))


def acknowledge(person: Person, news: News, now: datetime) -> None:
    """Note that a person has read a piece of news."""
    with transaction():
        keep_read(person.id, news.day, news.kind, now)
