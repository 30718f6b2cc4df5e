"""Devices that nobody opens any more: their person is asked, and a month later they are let go."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.actions.notifications import STILL_WANTED
from webapp.actions.transaction import transaction
from webapp.domain.reminders import DeliveryState
from webapp.domain.unseen import WARNED_AFTER, Step, asking_hours, step_for
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery, cancel_waiting_for_device
from webapp.storage.devices import Device, find_devices, forget_endpoint
from webapp.storage.queue import enqueue
from webapp.storage.unseen_devices import Unseen, find_unseen, take_turn

TURN = "unseen devices"
EVERY = timedelta(days=1)
BATCH = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tended:
    """How many devices were warned, and how many given up."""

    warned: int = 0
    given_up: int = 0


def tend_devices(now: datetime) -> Tended:
    """Warn and give up devices once a day, however many processes ask."""
    with transaction():
        if not take_turn(TURN, EVERY, now):
            return Tended()
    warned = given_up = last = 0
    while True:
        with transaction():
            found = find_unseen(now - WARNED_AFTER, last, BATCH)
            steps = [(one, _step(one, now)) for one in found]
            warned += _warn([one for one, step in steps if step is Step.WARN], now)
            given_up += _give_up([one for one, step in steps if step is Step.GIVE_UP], now)
        if len(found) < BATCH:
            if warned or given_up:
                log.info("devices long unseen: %d warned, %d given up", warned, given_up)
            return Tended(warned, given_up)
        last = found[-1].device_id


def _step(one: Unseen, now: datetime) -> Step | None:
    heard_at = max(one.opened_at, one.answered_at or one.opened_at)
    return step_for(heard_at, one.warned_at, now)


def _warn(unseen: Sequence[Unseen], now: datetime) -> int:
    devices = _by_id(unseen)
    questions = [_question(one, now) for one in unseen if one.rings]
    for one in unseen:
        devices[one.device_id].warned_at = now
    db.session.add_all(questions)
    db.session.flush()
    for question in questions:
        enqueue([question.id], question.next_attempt_at)
    return len(unseen)


def _question(one: Unseen, now: datetime) -> Delivery:
    start, end = asking_hours(now, one.time_zone)
    return Delivery(
        person_id=one.person_id,
        device_id=one.device_id,
        state=DeliveryState.WAITING,
        notice=STILL_WANTED,
        created_at=now,
        next_attempt_at=start,
        expires_at=end,
    )


def _give_up(unseen: Sequence[Unseen], now: datetime) -> int:
    # As with one that its push service says is gone, the person is told at the next visit.
    for device in _by_id(unseen).values():
        cancel_waiting_for_device(device.id, now)
        forget_endpoint(device, now)
    return len(unseen)


def _by_id(unseen: Sequence[Unseen]) -> dict[int, Device]:
    return {device.id: device for device in find_devices([one.device_id for one in unseen])}
