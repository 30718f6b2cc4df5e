"""Sending: deliveries are taken under a lease, handed to the sender, and settled in a batch."""

import logging
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import inspect

from webapp.actions.figures import count_outcomes
from webapp.actions.notifications import Office, message_for
from webapp.actions.transaction import transaction
from webapp.domain.figures import LATER, Fared
from webapp.domain.reminders import DeliveryState
from webapp.push.outcome import Outcome, Result
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.storage.deliveries import (
    Delivery,
    cancel_waiting_for_device,
    get_deliveries,
    lease_deliveries,
)
from webapp.storage.devices import Device, forget_endpoint

BATCH = 200
FIRST_RETRY_SECONDS = 5.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery under lease, ready for the sender."""

    delivery_id: int
    parcel: Parcel
    due_at: datetime | None  # None for a test message


def take_waiting(office: Office, now: datetime, limit: int = BATCH) -> list[Leased]:
    """Lease what waits to be sent; what is no longer useful is recorded as expired instead."""
    leased, expired = [], []
    with transaction():
        deliveries = lease_deliveries(now, limit)
        recovered = sum(_was_left_behind(delivery) for delivery in deliveries)
        for delivery in deliveries:
            if delivery.expires_at <= now:
                delivery.settle(DeliveryState.EXPIRED, now)
                expired.append(Fared(DeliveryState.EXPIRED))
                continue
            subscription = _subscription(delivery.device)
            if subscription is None:
                delivery.settle(DeliveryState.CANCELLED, now)
                continue
            ttl = math.ceil((delivery.expires_at - now).total_seconds())
            parcel = Parcel(subscription, message_for(office, delivery, ttl))
            due_at = delivery.occurrence.due_at if delivery.occurrence else None
            leased.append(Leased(delivery.id, parcel, due_at))
        count_outcomes(expired, recovered)
    return leased


def settle(batch: Sequence[Leased], results: Sequence[Result], now: datetime) -> None:
    """Write down what became of each delivery of a batch."""
    settled = []
    with transaction():
        rows = get_deliveries([leased.delivery_id for leased in batch])
        for leased, result in zip(batch, results, strict=True):
            delivery = rows.get(leased.delivery_id)
            # Opened elsewhere or deleted while it was under way: nothing left to write down.
            if delivery is not None and delivery.state == DeliveryState.WAITING:
                _settle_one(delivery, result, now)
                settled.append(_fared(delivery, leased.due_at, now))
        count_outcomes(settled)


def _fared(delivery: Delivery, due_at: datetime | None, now: datetime) -> Fared:
    if delivery.state == DeliveryState.WAITING:
        return Fared(LATER)
    was_taken = delivery.state == DeliveryState.ACCEPTED and due_at is not None
    return Fared(delivery.state, now - due_at if was_taken and due_at else None)


def _was_left_behind(delivery: Delivery) -> bool:
    """Whether another sender had this delivery under a lease that ran out."""
    return any(inspect(delivery).attrs.lease_until.history.deleted)


def _settle_one(delivery: Delivery, result: Result, now: datetime) -> None:
    delivery.status_code = result.status
    if result.outcome is Outcome.ACCEPTED:
        delivery.settle(DeliveryState.ACCEPTED, now)
    elif result.outcome is Outcome.GONE:
        delivery.settle(DeliveryState.GONE, now)
        cancel_waiting_for_device(delivery.device_id, now)
        forget_endpoint(delivery.device, now)
    elif result.outcome is Outcome.REFUSED:
        delivery.settle(DeliveryState.REFUSED, now)
        log.error("delivery %d was refused: %s %s", delivery.id, result.status, result.detail)
    else:
        _try_later(delivery, result, now)


def _try_later(delivery: Delivery, result: Result, now: datetime) -> None:
    wait = FIRST_RETRY_SECONDS * 3 ** (delivery.attempts - 1) * random.uniform(0.8, 1.2)
    again = now + timedelta(seconds=max(wait, result.retry_after_seconds or 0))
    log.info("delivery %d later: %s %s", delivery.id, result.status, result.detail)
    if again >= delivery.expires_at:
        delivery.settle(DeliveryState.EXPIRED, now)
        return
    delivery.next_attempt_at = again
    delivery.lease_until = None


def _subscription(device: Device) -> Subscription | None:
    if device.endpoint is None or device.p256dh is None or device.auth is None:
        return None
    return Subscription(device.endpoint, device.p256dh, device.auth)
