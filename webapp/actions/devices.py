"""Devices that ring: registering, renaming, removing, testing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.actions.transaction import transaction
from webapp.domain.reminders import DeliveryState
from webapp.push.subscription import Subscription
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery, cancel_waiting_for_device, move_waiting
from webapp.storage.devices import (
    Device,
    devices_with_other_key,
    find_device,
    find_device_at,
    forget_endpoint,
    hash_of,
    live_devices,
)
from webapp.storage.people import hold_person
from webapp.storage.queue import enqueue

MOST_DEVICES = 20
TEST_USEFUL_FOR = timedelta(minutes=2)


class TooManyDevices(Exception):
    """This person has as many devices as one may have."""


class EndpointTaken(Exception):
    """This address is known with other keys, for somebody else."""


class EndpointGone(Exception):
    """The push service gave this address up; the browser has to subscribe anew."""


class DeviceRemoved(Exception):
    """The person took this device off the list; only a press on it may bring it back."""


class NoSuchDevice(Exception):
    """The person has no such device, or it is gone."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What a browser hands over when it said yes."""

    subscription: Subscription
    label: str
    application_server_key: str
    replaces: str | None = None


def register(person_id: int, wish: Registration, now: datetime) -> tuple[Device, bool]:
    """Register a device, answering it and whether it is new to this person.

    An address posted with the same keys by another guest moves to the poster, or the phone
    would ring twice. EndpointTaken, EndpointGone, DeviceRemoved, TooManyDevices.
    """
    with transaction():
        hold_person(person_id)
        old = _predecessor(person_id, wish)
        device = find_device_at(wish.subscription.endpoint)
        created = device is None or device.person_id != person_id
        if device is not None:
            _refuse_what_cannot_ring(device, person_id, wish)
        if device is None or device.person_id != person_id:
            _take_from_another(device, now)
            device = _new_device(person_id, wish, now, old)
        _write(device, wish, now)
        if old is not None:
            _succeed(device, old, now)
    return device, created


def rename(person_id: int, device_id: int, label: str) -> None:
    """Give a device another name; NoSuchDevice."""
    with transaction():
        get_live(person_id, device_id).label = label


def remove(person_id: int, device_id: int, now: datetime) -> None:
    """Take a device off the list, gone or not; what was on its way to it is cancelled.

    Its row stays without address and keys, so that the history of reminders stays whole.
    """
    with transaction():
        device = find_device(person_id, device_id)
        if device is None:
            raise NoSuchDevice
        _retire(device, now)


def send_test(person_id: int, device_id: int, now: datetime) -> Delivery:
    """Queue a test message to a device; NoSuchDevice."""
    with transaction():
        device = get_live(person_id, device_id)
        delivery = Delivery(
            person_id=person_id,
            device_id=device.id,
            state=DeliveryState.WAITING,
            created_at=now,
            expires_at=now + TEST_USEFUL_FOR,
            next_attempt_at=now,
        )
        db.session.add(delivery)
        db.session.flush()
        enqueue([delivery.id])
    return delivery


def get_live(person_id: int, device_id: int) -> Device:
    """Get a person's device that can be reached; NoSuchDevice."""
    device = find_device(person_id, device_id)
    if device is None or device.gone_at is not None:
        raise NoSuchDevice
    return device


def drop_other_keys(application_server_key: str, now: datetime) -> int:
    """Retire every device that subscribed with another key than this; answers how many."""
    with transaction():
        found = devices_with_other_key(application_server_key)
        for device in found:
            _retire(device, now)
    return len(found)


def _refuse_what_cannot_ring(device: Device, person_id: int, wish: Registration) -> None:
    if device.hidden:
        raise DeviceRemoved
    if device.gone_at is not None:
        raise EndpointGone
    if device.person_id != person_id and not _same_keys(device, wish.subscription):
        raise EndpointTaken


def _predecessor(person_id: int, wish: Registration) -> Device | None:
    """Find the device whose browser has changed its address, as push services let them."""
    if wish.replaces is None or wish.replaces == wish.subscription.endpoint:
        return None
    old = find_device_at(wish.replaces)
    return old if old is not None and old.person_id == person_id and not old.hidden else None


def _succeed(device: Device, old: Device, now: datetime) -> None:
    """Let a device take over from its predecessor, with what waits for it."""
    db.session.flush()
    enqueue(move_waiting(old.id, device.id, now))
    _retire(old, now)


def _retire(device: Device, now: datetime) -> None:
    cancel_waiting_for_device(device.id, now)
    forget_endpoint(device, now)
    device.hidden = True


def _take_from_another(device: Device | None, now: datetime) -> None:
    """The row stays with whom it was, so that what rang there stays in their history."""
    if device is None:
        return
    _retire(device, now)
    device.endpoint_hash = None  # it is the poster's from now on, and unique
    db.session.flush()


def _new_device(person_id: int, wish: Registration, now: datetime, old: Device | None) -> Device:
    """Add a device; one that has changed its address keeps its name and stays as silent."""
    others = [device for device in live_devices(person_id) if device is not old]
    if len(others) >= MOST_DEVICES:
        raise TooManyDevices
    label, rings = (old.label, old.rings) if old else (wish.label, True)
    device = Device(person_id=person_id, label=label, rings=rings, created_at=now)
    db.session.add(device)
    return device


def _same_keys(device: Device, subscription: Subscription) -> bool:
    return (device.p256dh, device.auth) == (subscription.p256dh, subscription.auth)


def _write(device: Device, wish: Registration, now: datetime) -> None:
    device.endpoint = wish.subscription.endpoint
    device.endpoint_hash = hash_of(wish.subscription.endpoint)
    device.p256dh = wish.subscription.p256dh
    device.auth = wish.subscription.auth
    device.application_server_key = wish.application_server_key
    device.last_seen_at = now
    device.warned_at = None
