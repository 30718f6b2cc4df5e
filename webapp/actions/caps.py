"""The catalogue's caps where somebody starts a routine themselves."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple

from webapp.actions.known import done_of, works_in
from webapp.actions.own_catalogue import catalogue_of
from webapp.domain.caps import WEEK, Cap, Today, find_cap, free_on, offer
from webapp.domain.days import local_day
from webapp.storage import facts
from webapp.storage.people import Person

DAY = timedelta(days=1)


class Offered(NamedTuple):
    """The routine that may be started (None: nothing is left), and the cap on the one asked for.

    `again` is the day on which the cap no longer stands against it.
    """

    routine: str | None
    cap: Cap | None
    again: date | None = None


def find_offer_for(
    person: Person, wanted: tuple[str, int], effects: Collection[str], now: datetime
) -> Offered:
    """What a person may start when they want a routine at a level.

    It is the one they want, unless what they did today or this week makes that too much.
    """
    routine, level = wanted
    practised = facts.practised_since([person.id], (now - WEEK - DAY).date())
    day = local_day(now, person.time_zone, person.day_start_minutes)
    catalogue = catalogue_of(person.id, removed=True)
    today = Today(day, done_of(catalogue, practised.get(person.id, ())))
    found = works_in(catalogue, routine, level, frozenset(effects))
    cap = find_cap(catalogue.caps, found[0], today) if found else None
    again = free_on(catalogue.caps, found[0], today) if cap else None
    return Offered(offer(catalogue.caps, routine, found, today), cap, again)
