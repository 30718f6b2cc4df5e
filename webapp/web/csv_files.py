"""Sessions and days as tables for a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from webapp.actions.days import days_of, life_of
from webapp.storage.people import Person
from webapp.storage.sessions import sessions_of
from webapp.web.current import local
from webapp.web.day_words import why_words
from webapp.web.own_here import find_routine_here

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SESSIONS = (
    "day", "started_at", "time_zone", "local_time", "routine", "title", "minutes", "counted",
    "by_hand", "state", "tension_before", "tension_after", "rating",
)  # fmt: skip


def sessions_csv(person: Person) -> str:
    """Every session of a person, oldest first."""
    rows = []
    for one in sessions_of(person.id, date.min, date.max):
        routine = find_routine_here(one.routine)
        clock = local(one.started_at, one.time_zone).strftime("%H:%M")
        rows.append(
            [
                one.day, one.started_at.isoformat(), one.time_zone, clock, one.routine,
                routine.title if routine else "", round(one.seconds / 60, 2), one.practised,
                one.by_hand, one.state, one.tension_before, one.tension_after, one.rating,
            ]
        )  # fmt: skip
    return _table(SESSIONS, rows)


def days_csv(person: Person, now: datetime) -> str:
    """Every day of a person since the first one practised, with its reason."""
    life = life_of(person, now)
    first = life.walked.tally.first or life.today
    days = days_of(life, first, life.today)
    plan = life.lived.plan
    rows = [[day.date, day.kind, day.why, why_words(day, plan, life.today)] for day in days]
    return _table(("date", "kind", "why", "sentence"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
