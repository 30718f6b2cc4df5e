"""The catalogue's caps where somebody starts a routine themselves."""

from collections.abc import Collection
from datetime import datetime, timedelta

from webapp.actions.known import done_of, works_in
from webapp.actions.own_catalogue import catalogue_of
from webapp.domain.caps import WEEK, Today, offer
from webapp.domain.days import local_day
from webapp.storage import facts
from webapp.storage.people import Person

DAY = timedelta(days=1)


def find_offer_for(
    person: Person, wanted: tuple[str, int], effects: Collection[str], now: datetime
) -> str | None:
    """The routine a person may start when they want one at a level, None when nothing is left.

    It is the one they want, unless what they did today or this week makes that too much.
    """
    routine, level = wanted
    practised = facts.practised_since([person.id], (now - WEEK - DAY).date())
    today = local_day(now, person.time_zone, person.day_start_minutes)
    catalogue = catalogue_of(person.id, removed=True)
    done = done_of(catalogue, practised.get(person.id, ()))
    found = works_in(catalogue, routine, level, frozenset(effects))
    return offer(catalogue.caps, routine, found, Today(today, done))
