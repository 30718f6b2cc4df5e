"""The last reminder of an open day and the weekly summary: wished for, waiting, going on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from webapp.actions.transaction import transaction
from webapp.domain.extras import Wishes, next_saver, next_summary
from webapp.domain.plans import Plan
from webapp.domain.reminders import OccurrenceKind
from webapp.storage.due_plans import Rules, plan_of
from webapp.storage.extra_wishes import (
    EXTRAS,
    Coming,
    Week,
    drop_coming,
    keep_wishes,
    put_coming,
    weeks_of,
    wishes_of,
)
from webapp.storage.leases import Waiting
from webapp.storage.new_occurrences import Snooze
from webapp.storage.people import Person, hold_person
from webapp.storage.plans import find_plan

NONE = Wishes()
SIX_DAYS = timedelta(days=6)


def wishes_now(person_id: int) -> Wishes:
    """What a person wishes beside the plan."""
    return wishes_of([person_id]).get(person_id, NONE)


def save_wishes(person: Person, wishes: Wishes, now: datetime) -> None:
    """Keep what a person wishes beside the plan; what waits is arranged anew."""
    with transaction():
        hold_person(person.id)
        keep_wishes(person.id, wishes)
        plan = find_plan(person.id)
        arrange(person.id, plan.as_plan() if plan else None, now)


def arrange(person_id: int, plan: Plan | None, now: datetime) -> None:
    """Let a person's next extra reminders wait, in the caller's transaction."""
    wishes = wishes_now(person_id)
    coming: list[Coming] = []
    if plan is not None:
        found = [(kind, _next(kind, wishes, plan, now)) for kind in EXTRAS]
        routine = plan.versions[-1].routine
        coming = [Coming(person_id, kind, at, routine) for kind, at in found if at]
    drop_coming(person_id, coming)
    put_coming(coming)


def go_on(came: Sequence[Snooze], rules: Mapping[int, Rules], now: datetime) -> None:
    """After extra reminders came let the following ones wait: two queries for all of them."""
    extras = [each for each in came if each.kind in EXTRAS]
    if not extras:
        return
    wishes = wishes_of([each.person_id for each in extras])
    rows = []
    for each in extras:
        plan = plan_of(rules.get(each.plan_id or 0, ()))
        if plan is not None and each.enabled:
            kind, wished = OccurrenceKind(each.kind), wishes.get(each.person_id, NONE)
            at = _next(kind, wished, plan, max(now, each.due_at))
            rows += [Coming(each.person_id, kind, at, plan.versions[-1].routine)] if at else []
    put_coming(rows)


def weeks_told(due: Sequence[Waiting], now: datetime) -> Mapping[int, Week]:
    """What the last seven days came to for those whose summary is on its way."""
    told = {one.person_id for one in due if one.kind == OccurrenceKind.SUMMARY}
    return weeks_of(told, (now - SIX_DAYS).date()) if told else {}


def _next(kind: OccurrenceKind, wishes: Wishes, plan: Plan, after: datetime) -> datetime | None:
    if not plan.enabled:
        return None
    if kind is OccurrenceKind.SUMMARY:
        return next_summary(wishes, plan, after)
    return next_saver(plan, after) if wishes.saver else None
