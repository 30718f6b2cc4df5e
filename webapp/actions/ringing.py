"""Which devices ring, and which stay silent."""

from datetime import datetime

from webapp.actions.devices import get_live
from webapp.actions.transaction import transaction
from webapp.storage.deliveries import cancel_waiting_for_device
from webapp.storage.devices import Device, live_devices


def set_ringing(person_id: int, device_id: int, rings: bool, now: datetime) -> None:
    """Let a device ring or stay silent; NoSuchDevice.

    What waits for a device that is to stay silent is cancelled.
    """
    with transaction():
        _ring(get_live(person_id, device_id), rings, now)


def ring_only(person_id: int, device_id: int, now: datetime) -> None:
    """Let this device ring and every other one stay silent; NoSuchDevice."""
    with transaction():
        chosen = get_live(person_id, device_id)
        for device in live_devices(person_id):
            _ring(device, device.id == chosen.id, now)


def _ring(device: Device, rings: bool, now: datetime) -> None:
    device.rings = rings
    if not rings:
        cancel_waiting_for_device(device.id, now)
