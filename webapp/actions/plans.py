"""Saving a plan: a change is a new version from the person's present day on."""

from dataclasses import dataclass, replace
from datetime import datetime

from webapp.actions.extras import arrange
from webapp.actions.transaction import transaction
from webapp.domain.days import local_day
from webapp.domain.plans import PlanVersion
from webapp.domain.turns import next_turn_at
from webapp.storage.db import db
from webapp.storage.people import Person, hold_person
from webapp.storage.plans import StoredPlan, find_plan, put_version


class PlanChanged(Exception):
    """The plan was changed elsewhere since it was read."""


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What a person wants: a version (its date is set when saved), and whether reminders are on.

    `edition` is the plan's edition the wish was based on; None overrides whatever is there.
    """

    enabled: bool
    version: PlanVersion
    edition: int | None = None


def save_plan(person: Person, wish: PlanWish, now: datetime) -> StoredPlan:
    """Save a person's plan; PlanChanged when somebody saved another edition meanwhile."""
    today = local_day(now, wish.version.time_zone, person.day_start_minutes)
    with transaction():
        hold_person(person.id)
        plan = find_plan(person.id)
        if wish.edition is not None and wish.edition != (plan.edition if plan else 0):
            raise PlanChanged
        if plan is None:
            plan = StoredPlan(person_id=person.id, enabled=wish.enabled, edition=0)
            db.session.add(plan)
        put_version(plan, replace(wish.version, valid_from=today), now)
        plan.enabled = wish.enabled
        plan.edition += 1
        plan.next_due_at = next_turn_at(plan.as_plan(), now)
        db.session.flush()
        arrange(person.id, plan.as_plan(), now)
        plan.unheeded, plan.rung_at, plan.heeded_at = 0, None, now
    return plan
