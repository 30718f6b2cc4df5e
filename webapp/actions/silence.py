"""How much a person wants to hear: done for today, and ringing as planned again."""

from datetime import datetime

from webapp.actions.transaction import transaction
from webapp.domain.days import day_bounds, local_day
from webapp.storage.deliveries import cancel_waiting_for_person
from webapp.storage.people import Person, hold_person
from webapp.storage.plans import find_plan, heed


class NothingToSilence(Exception):
    """This person has no plan."""


def done_for_today(person: Person, now: datetime) -> datetime:
    """Let nothing ring for the rest of a person's day; answers its end. NothingToSilence.

    What waits to be sent is cancelled, and what was snoozed until later today comes to nothing.
    """
    with transaction():
        hold_person(person.id)
        plan = find_plan(person.id)
        if plan is None:
            raise NothingToSilence
        zone, day_start = plan.versions[-1].time_zone, person.day_start_minutes
        _, until = day_bounds(local_day(now, zone, day_start), zone, day_start)
        plan.silent_until = until
        cancel_waiting_for_person(person.id, now)
        heed(person.id, now)
    return until


def ring_as_planned(person: Person, now: datetime) -> None:
    """Take back that the day is done, and that fewer come because nobody reacted."""
    with transaction():
        hold_person(person.id)
        plan = find_plan(person.id)
        if plan is None:
            raise NothingToSilence
        plan.silent_until = None
        heed(person.id, now)
