"""Devices: registering, moving, renaming, removing, testing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.actions.lives import (
    MONDAY,
    SERVER_KEY,
    TEN,
    guest,
    office_of,
    phone,
    reminded,
    subscription,
)
from tests.rows import all_rows, count_rows
from webapp.actions import devices, people
from webapp.actions.deliveries import take_waiting
from webapp.actions.devices import (
    MOST_DEVICES,
    EndpointTaken,
    NoSuchDevice,
    Registration,
    TooManyDevices,
    register,
)
from webapp.actions.reminders import tick
from webapp.push.subscription import Subscription
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device, devices_of, forget_endpoint, ringing_devices

pytestmark = pytest.mark.usefixtures("any_app")
LATER = MONDAY + timedelta(days=1)


def wish(found: Subscription, label: str = "Phone", replaces: str | None = None) -> Registration:
    return Registration(found, label, SERVER_KEY, replaces)


def test_a_browser_that_said_yes_rings():
    mina = guest()

    device, created = register(mina.id, wish(subscription()), MONDAY)

    assert created is True
    assert [d.id for d in ringing_devices(mina.id)] == [device.id]


def test_the_same_browser_again_is_the_same_device_and_keeps_its_name():
    mina = guest()
    first, _ = register(mina.id, wish(subscription(), "Mina's phone"), MONDAY)

    again, created = register(mina.id, wish(subscription(), "Browser"), LATER)

    assert (again.id, created) == (first.id, False)
    assert (again.label, again.created_at, again.last_seen_at) == ("Mina's phone", MONDAY, LATER)


def test_a_browser_whose_keys_changed_is_reached_with_the_new_ones():
    mina = guest()
    register(mina.id, wish(subscription(keys="old")), MONDAY)

    device, created = register(mina.id, wish(subscription(keys="new")), LATER)

    assert created is False
    assert device.auth == subscription(keys="new").auth


def test_a_browser_with_the_same_keys_moves_to_whoever_posts_it():
    mina, jun = guest(), guest()
    phone(mina, name="shared")

    device, created = register(jun.id, wish(subscription("shared"), "Jun's"), LATER)

    assert created is True
    assert (list(ringing_devices(mina.id)), list(devices_of(mina.id))) == ([], [])
    assert [(d.id, d.label) for d in ringing_devices(jun.id)] == [(device.id, "Jun's")]


def test_with_other_keys_it_is_refused_and_stays_where_it_is(any_app):
    mina, jun = guest(), guest()
    phone(mina, name="shared")
    before = all_rows(any_app)

    with pytest.raises(EndpointTaken):
        register(jun.id, wish(subscription("shared", keys="guessed")), LATER)

    assert all_rows(any_app) == before


def test_a_browser_that_moves_is_sent_nothing_more_of_the_former_person(any_app):
    mina, _ = reminded()
    jun = guest()
    tick(TEN)

    register(jun.id, wish(subscription(f"phone-of-{mina.id}")), TEN)

    assert take_waiting(office_of(any_app), TEN) == []


def test_when_the_new_owner_leaves_the_former_one_s_history_stays():
    mina, _ = reminded()
    jun = guest()
    tick(TEN)
    register(jun.id, wish(subscription(f"phone-of-{mina.id}")), TEN)

    people.leave(jun.id)

    assert [d.person_id for d in db.session.scalars(select(Delivery))] == [mina.id]


@pytest.mark.parametrize("moving", [False, True])
def test_a_person_may_have_so_many_devices_and_no_more(any_app, moving):
    mina = guest()
    for number in range(MOST_DEVICES):
        phone(mina, name=f"phone-{number}")
    if moving:
        phone(guest(), name="one-more")
    before = all_rows(any_app)

    with pytest.raises(TooManyDevices):
        register(mina.id, wish(subscription("one-more")), MONDAY)

    assert all_rows(any_app) == before


def test_one_that_is_removed_makes_room_for_another():
    mina = guest()
    made = [phone(mina, name=f"phone-{number}") for number in range(MOST_DEVICES)]
    devices.remove(mina.id, made[0].id, MONDAY)

    _, created = register(mina.id, wish(subscription("one-more")), MONDAY)

    assert created is True


def test_a_renewed_subscription_takes_the_place_of_the_old_one():
    mina = guest()
    old = phone(mina, name="old")
    address = old.endpoint

    new, created = register(mina.id, wish(subscription("new"), replaces=address), LATER)

    assert created is True
    assert [d.id for d in ringing_devices(mina.id)] == [new.id]
    assert db.session.get(Device, old.id).endpoint is None


def test_nobody_replaces_another_person_s_device():
    mina, jun = guest(), guest()
    of_mina = phone(mina, name="of-mina")

    register(jun.id, wish(subscription("new"), replaces=of_mina.endpoint), LATER)

    assert [d.id for d in ringing_devices(mina.id)] == [of_mina.id]


def test_a_device_can_be_renamed():
    mina = guest()
    device = phone(mina)

    devices.rename(mina.id, device.id, "Work laptop")

    assert [d.label for d in devices_of(mina.id)] == ["Work laptop"]


def test_a_removed_device_is_off_the_list_and_its_history_stays(any_app):
    mina, device = reminded()
    tick(TEN)
    before = count_rows(any_app)

    devices.remove(mina.id, device.id, TEN)

    assert list(devices_of(mina.id)) == []
    assert count_rows(any_app) == before
    row = db.session.get(Device, device.id)
    assert (row.endpoint, row.p256dh, row.auth) == (None,) * 3


def test_nobody_touches_another_person_s_device(any_app):
    mina, jun = guest(), guest()
    device = phone(mina)
    before = all_rows(any_app)

    for deed in (
        lambda: devices.rename(jun.id, device.id, "mine"),
        lambda: devices.remove(jun.id, device.id, MONDAY),
        lambda: devices.send_test(jun.id, device.id, MONDAY),
    ):
        with pytest.raises(NoSuchDevice):
            deed()

    assert all_rows(any_app) == before


def test_a_device_that_is_gone_can_be_taken_off_the_list_but_not_tested():
    mina = guest()
    device = phone(mina)
    device.gone_at = MONDAY
    db.session.commit()

    with pytest.raises(NoSuchDevice):
        devices.send_test(mina.id, device.id, MONDAY)
    devices.remove(mina.id, device.id, MONDAY)

    assert list(devices_of(mina.id)) == []


def test_devices_of_another_server_key_are_dropped_when_the_new_key_is_accepted():
    mina = guest()
    phone(mina, name="old")
    other, _ = register(mina.id, Registration(subscription("new"), "New", "new key"), MONDAY)

    assert devices.drop_other_keys("new key", MONDAY) == 1
    assert [d.id for d in ringing_devices(mina.id)] == [other.id]


def test_a_removed_device_does_not_come_back_by_itself(any_app):
    mina = guest()
    device = phone(mina, name="old phone")
    devices.remove(mina.id, device.id, TEN)

    with pytest.raises(devices.DeviceRemoved):
        register(mina.id, wish(subscription("old phone")), TEN)

    assert list(devices_of(mina.id)) == []


def test_an_address_its_push_service_gave_up_is_not_taken_again(any_app):
    mina = guest()
    device = phone(mina, name="dead phone")
    forget_endpoint(device, TEN)
    db.session.commit()

    with pytest.raises(devices.EndpointGone):
        register(mina.id, wish(subscription("dead phone")), TEN)
