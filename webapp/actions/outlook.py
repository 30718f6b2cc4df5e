"""What a person's plan will bring, from how things stand with them now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from webapp.actions.known import QUIET_FOR, done_of, works_within
from webapp.actions.own_catalogue import catalogue_of, with_known_routines
from webapp.actions.reaches import reach_with
from webapp.domain.back_off import REMEMBERED_FOR, is_in_doubt
from webapp.domain.caps import WEEK
from webapp.domain.days import day_bounds, local_day
from webapp.domain.forecast import Forecast, Standing, forecast
from webapp.domain.plans import Plan
from webapp.domain.safety import NO_CHECK
from webapp.storage import facts
from webapp.storage.facts import DayOf
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan, find_plan

DAY = timedelta(days=1)
FARTHEST = timedelta(days=60)


def outlook(person: Person, days: int, now: datetime) -> Iterator[Forecast]:
    """What a person's plan will bring in so many days; nothing without a plan."""
    plan = find_plan(person.id)
    if plan is not None:
        standing, coming = _standing(person, plan, now), _with_known_routines(person, plan)
        yield from forecast(coming, now, now + days * DAY, standing)


def _with_known_routines(person: Person, plan: StoredPlan) -> Plan:
    catalogue, kept = catalogue_of(person.id), plan.as_plan()
    versions = (with_known_routines(version, catalogue) for version in kept.versions)
    return replace(kept, versions=tuple(versions))


def find_next_ring(person: Person, now: datetime) -> datetime | None:
    """When a person is reminded next, if nothing else happens; None when not within 60 days."""
    coming = outlook(person, FARTHEST // DAY, now)
    return next((each.at for each in coming if each.reason is None), None)


def count_unheeded(plan: StoredPlan, now: datetime) -> int:
    """How many reminders in a row reached a person who reacted to none of them."""
    if not is_in_doubt(plan.unheeded):
        return plan.unheeded
    return facts.heard_since([plan.person_id], now - REMEMBERED_FOR).get(plan.person_id, 0)


def _standing(person: Person, plan: StoredPlan, now: datetime) -> Standing:
    people = [person.id]
    effects = facts.effects_of(people, now).get(person.id, NO_CHECK)
    practised = facts.practised_since(people, (now - WEEK - DAY).date())
    catalogue = catalogue_of(person.id, removed=True)
    reach = reach_with(person.id, "", now)
    return Standing(
        day_start_minutes=person.day_start_minutes,
        effects=effects,
        caps=catalogue.caps,
        works=partial(works_within, catalogue, reach=reach, effects=effects),
        silent_until=plan.silent_until,
        unheeded=count_unheeded(plan, now),
        rung_at=plan.rung_at,
        last_session_ended_at=facts.last_session_ends(people, now - QUIET_FOR).get(person.id),
        sent=_sent_today(person, plan, now),
        done=done_of(catalogue, practised.get(person.id, ())),
    )


def _sent_today(person: Person, plan: StoredPlan, now: datetime) -> dict[date, int]:
    zone, day_start = plan.versions[-1].time_zone, person.day_start_minutes
    today = local_day(now, zone, day_start)
    sent = facts.sent_on([DayOf(person.id, *day_bounds(today, zone, day_start))])
    return {today: sent.get(person.id, 0)}
