"""Fewer reminders for whoever no longer reacts to them, until they do."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

EVERY_SECOND_AFTER, ONE_A_DAY_AFTER = 5, 10
# What rang longer ago than that is not held against anybody.
REMEMBERED_FOR = timedelta(days=60)


class Pace(StrEnum):
    """How many of the planned reminders come."""

    AS_PLANNED = "as_planned"
    EVERY_SECOND = "every_second"
    ONE_A_DAY = "one_a_day"


class Heed(NamedTuple):
    """How many reminders in a row nobody reacted to, and where the last one that rang lies.

    `is_next`: the plan has no turn between that one and this. `is_today`: that one rang on the
    same day of the person.
    """

    unheeded: int = 0
    is_next: bool = False
    is_today: bool = False


def pace_after(unheeded: int) -> Pace:
    """Answer the pace after so many reminders in a row that nobody reacted to."""
    if unheeded >= ONE_A_DAY_AFTER:
        return Pace.ONE_A_DAY
    return Pace.EVERY_SECOND if unheeded >= EVERY_SECOND_AFTER else Pace.AS_PLANNED


def is_held_back(heed: Heed) -> bool:
    """Answer whether a planned reminder is left out because those before it were ignored."""
    pace = pace_after(heed.unheeded)
    if pace is Pace.EVERY_SECOND:
        return heed.is_next
    return pace is Pace.ONE_A_DAY and heed.is_today


def is_in_doubt(unheeded: int) -> bool:
    """Answer whether the ledger must be asked how many truly arrived, as the pace changes here."""
    return unheeded in (EVERY_SECOND_AFTER, ONE_A_DAY_AFTER)
