"""What a person says of a day that counts otherwise: ill, travelling, away."""

from datetime import date, timedelta
from enum import StrEnum

AFTERWARDS = timedelta(days=7)
BEFOREHAND = timedelta(days=60)


class Mark(StrEnum):
    """Why nothing is expected of a day, in the person's own word."""

    ILL = "ill"
    TRAVELLING = "travelling"
    AWAY = "away"


class MarkProblem(ValueError):
    """A day that cannot be marked (any more)."""


def check_mark(day: date, today: date) -> None:
    """Accept a day from seven days ago up to sixty ahead; raises MarkProblem for others."""
    if day < today - AFTERWARDS:
        raise MarkProblem(f"A day can be marked for {AFTERWARDS.days} days afterwards, no longer.")
    if day > today + BEFOREHAND:
        raise MarkProblem(f"A day can be marked up to {BEFOREHAND.days} days ahead.")
