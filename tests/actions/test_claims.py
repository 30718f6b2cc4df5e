"""Claiming many at a time: what the ledger holds afterwards, and what a whole batch survives."""

from datetime import date, timedelta
from itertools import chain

import pytest
from sqlalchemy import select

from tests.actions.lives import (
    ELEVEN,
    MONDAY,
    TEN,
    checked,
    guest,
    office_plan,
    phone,
    reminded,
    with_plan,
)
from tests.conftest import at
from tests.domain.plan_examples import every_day
from webapp.actions import reminders
from webapp.actions.people import leave
from webapp.actions.plans import PlanWish, save_plan
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.domain.reminders import OccurrenceKind
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.new_deliveries import deliver
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import StoredPlanVersion, find_plan

pytestmark = pytest.mark.usefixtures("any_app")


def ledger() -> list[tuple[int, str, object, str | None]]:
    """Who was due what, when, and why it was not sent."""
    rows = db.session.scalars(select(Occurrence).order_by(Occurrence.due_at, Occurrence.id))
    return [(row.person_id, row.kind, row.due_at, row.reason) for row in rows]


def occurrence(person_id: int, kind: OccurrenceKind = OccurrenceKind.PLANNED, **more) -> Occurrence:
    made = Occurrence(
        person_id=person_id,
        kind=kind,
        due_at=TEN,
        expires_at=TEN + timedelta(minutes=15),
        routine="desk_minute",
        **more,
    )
    with transaction():
        db.session.add(made)
    return made


def test_whoever_sends_is_told_the_new_deliveries_of_each_batch_inside_its_transaction(monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 2)
    for _ in range(3):
        reminded()
    told = []

    def enqueue(delivery_ids):
        assert db.session().in_transaction()
        told.append(list(delivery_ids))

    tick(TEN, enqueue)

    assert [len(batch) for batch in told] == [2, 1]
    assert sorted(chain(*told)) == sorted(db.session.scalars(select(Delivery.id)))


def test_nobody_is_told_of_nothing():
    with_plan(guest())
    told = []

    tick(TEN, told.append)

    assert [reason for *_, reason in ledger()] == ["no_device"]
    assert told == []


def test_what_cannot_be_enqueued_is_not_claimed_either():
    mina, _ = reminded()

    def broken(_ids):
        raise RuntimeError("the queue is not there")

    with pytest.raises(RuntimeError):
        tick(TEN, broken)

    assert ledger() == []
    assert find_plan(mina.id).next_due_at == TEN
    assert tick(TEN) == 1


def test_an_instant_that_is_in_the_ledger_already_holds_nobody_else_up():
    mina, _ = reminded()
    jun, _ = reminded()
    occurrence(mina.id, claimed_at=TEN, reason="quiet")

    tick(TEN)

    assert ledger() == [(mina.id, "planned", TEN, "quiet"), (jun.id, "planned", TEN, None)]
    assert set(db.session.scalars(select(Delivery.person_id))) == {jun.id}
    assert find_plan(mina.id).next_due_at == ELEVEN


def test_a_public_holiday_is_written_down_by_its_instants():
    christmas = at("2026-12-25 08:00", "Europe/Berlin")
    mina, _ = reminded(christmas, holidays="DE-BE")

    tick(at("2026-12-25 10:00", "Europe/Berlin"))

    assert [reason for *_, reason in ledger()] == ["holiday"]
    assert find_plan(mina.id).next_due_at == at("2026-12-25 11:00", "Europe/Berlin")


def test_what_counts_as_today_follows_each_persons_own_day_start():
    """The second of two at night belongs to the next day of whoever's day starts at midnight."""
    night = {"weekdays": every_day("20:00", "04:00"), "every_minutes": 240, "max_per_day": 1}
    owl, _ = reminded(**night)
    lark, _ = reminded(**night)
    with transaction():
        lark.day_start_minutes = 0
        db.session.merge(lark)
    evening = at("2026-11-23 20:00", "Europe/Berlin")
    with transaction():
        for person in (owl, lark):
            db.session.add(
                Occurrence(
                    person_id=person.id,
                    kind="planned",
                    due_at=evening + timedelta(hours=1),
                    expires_at=evening + timedelta(hours=2),
                    routine="desk_minute",
                    claimed_at=evening,
                )
            )

    for hour in range(9):
        tick(evening + timedelta(hours=hour))

    midnight = at("2026-11-24 00:00", "Europe/Berlin")
    assert {who: reason for who, _, due_at, reason in ledger() if due_at == midnight} == {
        owl.id: "max_per_day",
        lark.id: None,
    }


def test_what_was_asked_for_years_ago_and_since_costs_and_changes_nothing():
    mina, _ = reminded(at("2024-01-02 08:00"), every_minutes=30)
    for day in range(20):
        with_plan(mina, at("2024-02-01 08:00") + timedelta(days=day), every_minutes=45)
    with_plan(mina, MONDAY - timedelta(days=1), every_minutes=60)

    tick(TEN)

    assert (mina.id, "planned", TEN, None) in ledger()
    assert find_plan(mina.id).next_due_at == ELEVEN


def test_a_change_that_begins_tomorrow_does_not_hide_what_is_due_today():
    mina, _ = reminded()
    with transaction():
        plan = find_plan(mina.id)
        stored = StoredPlanVersion(created_at=MONDAY)
        stored.take(office_plan(valid_from=date(2026, 11, 24), every_minutes=30))
        plan.versions.append(stored)

    tick(TEN)
    tick(at("2026-11-23 16:30", "Europe/Berlin"))

    assert ledger()[0] == (mina.id, "planned", TEN, None)
    assert find_plan(mina.id).next_due_at == at("2026-11-24 09:30", "Europe/Berlin")


def test_a_snooze_comes_to_nothing_once_reminders_are_switched_off():
    mina, _ = reminded()
    occurrence(mina.id, OccurrenceKind.SNOOZED)
    save_plan(mina, PlanWish(False, office_plan()), MONDAY)

    assert tick(TEN) == 1
    assert ledger() == [(mina.id, "snoozed", TEN, "no_plan")]


def test_a_snooze_of_somebody_without_a_plan_comes_to_nothing():
    mina = guest()
    phone(mina)
    occurrence(mina.id, OccurrenceKind.SNOOZED)

    tick(TEN)

    assert ledger() == [(mina.id, "snoozed", TEN, "no_plan")]


def test_snoozes_and_plans_of_one_instant_are_claimed_together_each_for_its_own_person():
    mina, of_mina = reminded(times=(900,), every_minutes=None)
    jun, of_jun = reminded()
    ill, _ = reminded(times=(900,), every_minutes=None)
    checked(ill, "stop_all")
    for person in (mina, ill):
        occurrence(person.id, OccurrenceKind.SNOOZED)

    assert tick(TEN) == 3

    assert sorted(ledger()) == sorted(
        [
            (mina.id, "snoozed", TEN, None),
            (jun.id, "planned", TEN, None),
            (ill.id, "snoozed", TEN, "stopped_for_safety"),
        ]
    )
    devices = set(db.session.scalars(select(Delivery.device_id)))
    assert devices == {of_mina.id, of_jun.id}


def test_a_device_that_goes_at_the_last_moment_leaves_a_reason(monkeypatch):
    _, device = reminded()

    def too_late(occurrence_ids, now):
        db.session.get(Device, device.id).gone_at = now
        db.session.flush()
        return deliver(occurrence_ids, now)

    monkeypatch.setattr(reminders, "deliver", too_late)

    tick(TEN)

    assert [reason for *_, reason in ledger()] == ["no_device"]


def test_who_left_is_claimed_no_more():
    mina, _ = reminded()
    jun, _ = reminded()
    leave(mina.id)

    assert tick(TEN) == 1
    assert [who for who, *_ in ledger()] == [jun.id]
