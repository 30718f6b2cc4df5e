"""Sending: deliveries are taken under a lease, handed to the sender, and settled in a batch."""

import logging
import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.actions.notifications import Call, Office, message_for
from webapp.actions.transaction import transaction
from webapp.domain.reminders import DeliveryState
from webapp.domain.safety import NO_CHECK
from webapp.push.outcome import Outcome, Result
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.storage.deliveries import cancel_waiting_for_device
from webapp.storage.devices import find_devices, forget_endpoint
from webapp.storage.leases import (
    LEASE,
    NOTHING,
    Postponed,
    Waiting,
    effects_in_force,
    find_waiting,
    lease,
    postpone,
    release,
    settle_waiting,
)
from webapp.storage.safety import KnownSafety

BATCH = 200
FIRST_RETRY_SECONDS = 5.0
ENDS = {
    Outcome.ACCEPTED: DeliveryState.ACCEPTED,
    Outcome.GONE: DeliveryState.GONE,
    Outcome.REFUSED: DeliveryState.REFUSED,
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery under lease, ready for the sender; which attempt it is, and how long it counts."""

    delivery_id: int
    parcel: Parcel
    device_id: int
    attempts: int
    expires_at: datetime


def take_waiting(office: Office, now: datetime, limit: int = BATCH) -> list[Leased]:
    """Lease what waits to be sent; what is no longer useful is recorded as expired instead."""
    with transaction():
        found = find_waiting(now, limit)
        late = [one.id for one in found if one.expires_at <= now]
        fresh = [one for one in found if one.expires_at > now]
        lost = [one.id for one in fresh if one.endpoint is None]
        due = [one for one in fresh if one.endpoint is not None]
        for ids, state in ((late, DeliveryState.EXPIRED), (lost, DeliveryState.CANCELLED)):
            if ids:
                settle_waiting(ids, state, now)
        effects = effects_in_force({one.person_id for one in due}, now) if due else {}
        if due:
            lease([one.id for one in due], now + LEASE)
    # Written after the transaction, because on SQLite nobody else can write during one.
    return [_leased(office, one, effects.get(one.person_id, NOTHING), now) for one in due]


def give_back(batch: Sequence[Leased]) -> None:
    """Let go of deliveries that were taken and not begun, so that another sender may at once."""
    with transaction():
        release([(leased.delivery_id, leased.attempts) for leased in batch])


def settle(batch: Sequence[Leased], results: Sequence[Result], now: datetime) -> None:
    """Write down what became of each delivery of a batch.

    What was opened elsewhere or deleted while it was under way stays as it is.
    """
    ended: defaultdict[tuple[DeliveryState, int | None], list[int]] = defaultdict(list)
    again, gone = [], []
    for leased, result in zip(batch, results, strict=True):
        _say(leased, result)
        if result.outcome is not Outcome.LATER:
            ended[ENDS[result.outcome], result.status].append(leased.delivery_id)
            if result.outcome is Outcome.GONE:
                gone.append(leased)
        elif (at := _next_attempt(leased, result, now)) < leased.expires_at:
            again.append(Postponed(leased.delivery_id, leased.attempts, result.status, at))
        else:
            ended[DeliveryState.EXPIRED, result.status].append(leased.delivery_id)
    with transaction():
        for (state, status), ids in ended.items():
            settle_waiting(ids, state, now, status)
        postpone(again)
        _forget(gone, now)


def _leased(office: Office, one: Waiting, effects: frozenset[str], now: datetime) -> Leased:
    call = Call(
        delivery_id=one.id,
        person_id=one.person_id,
        device_id=one.device_id,
        occurrence_id=one.occurrence_id,
        language=one.language,
        discreet=one.discreet,
        routine=one.routine,
        safety=KnownSafety(
            one.consent is not None, bool(one.consent), effects if one.consent else NO_CHECK
        ),
    )
    ttl = math.ceil((one.expires_at - now).total_seconds())
    parcel = Parcel(_subscription(one), message_for(office, call, ttl))
    return Leased(one.id, parcel, one.device_id, one.attempts + 1, one.expires_at)


def _subscription(one: Waiting) -> Subscription:
    assert one.endpoint is not None, "nothing is sent to a device without an address"
    return Subscription(one.endpoint, one.p256dh or b"", one.auth or b"")


def _next_attempt(leased: Leased, result: Result, now: datetime) -> datetime:
    wait = FIRST_RETRY_SECONDS * 3 ** (leased.attempts - 1) * random.uniform(0.8, 1.2)
    return now + timedelta(seconds=max(wait, result.retry_after_seconds or 0))


def _forget(gone: Sequence[Leased], now: datetime) -> None:
    sent_to = {leased.device_id: leased.parcel.subscription.endpoint for leased in gone}
    for device in find_devices(list(sent_to)):
        # A browser that subscribed anew meanwhile is not gone.
        if device.endpoint == sent_to[device.id]:
            cancel_waiting_for_device(device.id, now)
            forget_endpoint(device, now)


def _say(leased: Leased, result: Result) -> None:
    said = (leased.delivery_id, result.status, result.detail)
    if result.outcome is Outcome.REFUSED:
        log.error("delivery %d was refused: %s %s", *said)
    elif result.outcome is Outcome.LATER:
        log.info("delivery %d later: %s %s", *said)
