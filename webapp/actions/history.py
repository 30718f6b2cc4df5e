"""The history of a person's reminders: what became of each, and how many were on time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.domain.reminder_lives import RATED_DAYS, Life, OnTime, on_time_of
from webapp.storage.histories import (
    KINDS,
    WINDOW,
    Span,
    find_newest_before,
    occurrences_in,
    punctuality_in,
)
from webapp.storage.occurrences import Occurrence
from webapp.storage.reminder_lives import lives_of

AHEAD = timedelta(days=1)  # whoever set the clock back finds what was due since


@dataclass(frozen=True, slots=True)
class Wish:
    """Which page: what was due before an instant, with `rang` only what rang or only the rest."""

    before: datetime | None
    limit: int
    rang: bool | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Reminders, newest first, and where the next page begins; None at the end."""

    lives: tuple[Life, ...]
    next_before: datetime | None


def read_history(person_id: int, wish: Wish, now: datetime) -> HistoryPage:
    """One page of a person's reminders.

    It spans 92 days at most, so it may hold fewer than asked for, even none, with more behind it.
    """
    newest = find_newest_before(person_id, wish.before or now + AHEAD)
    if newest is None:
        return HistoryPage((), None)
    span = Span(newest - WINDOW, newest)
    # One more of each kind than asked for: those due at the same instant are never torn apart.
    found = list(occurrences_in(person_id, span, wish.rang, wish.limit + len(KINDS)))
    page = _cut(found, wish.limit)
    lives = lives_of(page) if page else ()
    if len(found) > len(page):
        return HistoryPage(lives, lives[-1].due_at)
    older = find_newest_before(person_id, span.after + timedelta.resolution)
    return HistoryPage(lives, older + timedelta.resolution if older else None)


def on_time_lately(person_id: int, now: datetime) -> OnTime:
    """How many reminders of the last 30 days were on time."""
    span = Span(now - timedelta(days=RATED_DAYS), now + AHEAD)
    return on_time_of(punctuality_in(person_id, span))


def _cut(found: list[Occurrence], limit: int) -> list[Occurrence]:
    page = found[:limit]
    return page + [one for one in found[limit:] if one.due_at == page[-1].due_at]
