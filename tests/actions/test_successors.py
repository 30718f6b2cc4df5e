"""A browser that changes its address goes on as the device it was, with what waits for it."""

from datetime import timedelta

import pytest

from tests.actions.lives import (
    MONDAY,
    SERVER_KEY,
    TEN,
    guest,
    office_of,
    phone,
    subscription,
    with_plan,
)
from webapp.actions import devices
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.devices import MOST_DEVICES, Registration, register
from webapp.actions.reminders import tick
from webapp.actions.ringing import set_ringing
from webapp.push.outcome import Outcome, Result
from webapp.push.subscription import Subscription
from webapp.storage.db import db
from webapp.storage.devices import Device

pytestmark = pytest.mark.usefixtures("any_app")
LATER = MONDAY + timedelta(days=1)


def wish(found: Subscription, replaces: str | None) -> Registration:
    return Registration(found, "Phone", SERVER_KEY, replaces)


def test_what_waits_for_an_address_that_changed_goes_to_its_successor(any_app):
    mina = guest()
    old = phone(mina, name="old")
    with_plan(mina)
    tick(TEN)
    [taken] = take_waiting(office_of(any_app), TEN)

    new, _ = register(mina.id, wish(subscription("new"), replaces=old.endpoint), TEN)

    [again] = take_waiting(office_of(any_app), TEN)
    assert again.parcel.subscription.endpoint == new.endpoint
    assert again.delivery_id == taken.delivery_id


def test_that_the_old_address_is_gone_ends_nothing_of_its_successor(any_app):
    mina = guest()
    old = phone(mina, name="old")
    with_plan(mina)
    tick(TEN)
    taken = take_waiting(office_of(any_app), TEN)
    new, _ = register(mina.id, wish(subscription("new"), replaces=old.endpoint), TEN)

    settle(taken, [Result(Outcome.GONE, 410)], TEN)

    assert db.session.get(Device, new.id).gone_at is None
    assert len(take_waiting(office_of(any_app), TEN)) == 1


def test_what_the_successor_is_called_about_already_is_not_sent_to_it_twice(any_app):
    mina = guest()
    old, new = phone(mina, name="old"), phone(mina, name="new")
    with_plan(mina)
    tick(TEN)

    register(mina.id, wish(subscription("new"), replaces=old.endpoint), TEN)

    taken = take_waiting(office_of(any_app), TEN)
    assert [one.parcel.subscription.endpoint for one in taken] == [new.endpoint]


def test_a_successor_keeps_the_name_and_the_silence_of_the_old_one():
    mina = guest()
    old = phone(mina, name="old")
    devices.rename(mina.id, old.id, "Work laptop")
    set_ringing(mina.id, old.id, False, MONDAY)

    new, _ = register(mina.id, wish(subscription("new"), replaces=old.endpoint), LATER)

    assert (new.label, new.rings) == ("Work laptop", False)


def test_whoever_has_as_many_devices_as_may_be_can_still_change_an_address():
    mina = guest()
    made = [phone(mina, name=f"phone-{number}") for number in range(MOST_DEVICES)]

    _, created = register(mina.id, wish(subscription("new"), replaces=made[3].endpoint), LATER)

    assert created is True
