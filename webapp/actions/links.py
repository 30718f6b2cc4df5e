"""How far a link has brought the phone that used it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.storage.devices import Device, live_devices
from webapp.storage.people import find_link
from webapp.storage.receipts import last_receipts


class Stage(StrEnum):
    """Where the way from the desk to the phone stands."""

    WAITING = "waiting"  # nobody has opened the link yet
    EXPIRED = "expired"
    JOINED = "joined"  # the phone is the same person now
    CONNECTED = "connected"  # and it allowed notifications
    ARRIVED = "arrived"  # and showed one


class NoSuchLink(Exception):
    """The person has no such link; a newer one may have taken its place."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a link has come, and the device it led to."""

    stage: Stage
    device: Device | None = None


def progress_of(person_id: int, link_id: int, now: datetime) -> Progress:
    """How far a person's link has come; NoSuchLink."""
    link = find_link(person_id, link_id)
    if link is None:
        raise NoSuchLink
    if link.used_at is None:
        return Progress(Stage.WAITING if now < link.expires_at else Stage.EXPIRED)
    device = _device_since(person_id, link.used_at)
    if device is None:
        return Progress(Stage.JOINED)
    shown = last_receipts(person_id).get(device.id)
    return Progress(Stage.ARRIVED if shown else Stage.CONNECTED, device)


def _device_since(person_id: int, joined_at: datetime) -> Device | None:
    newest_first = reversed(live_devices(person_id))
    return next((one for one in newest_first if one.created_at >= joined_at), None)
