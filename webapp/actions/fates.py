"""What an answer means for the delivery it is to: it ends, or it waits for another attempt."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from webapp.actions.figures import count_outcomes
from webapp.actions.leased import Leased
from webapp.actions.push_hosts import hold_of
from webapp.domain.figures import LATER, Fared
from webapp.domain.push_hosts import Hold, HostState
from webapp.domain.reminders import DeliveryState
from webapp.push.outcome import Outcome, Result
from webapp.storage.deliveries import cancel_waiting_for_device
from webapp.storage.devices import find_devices, forget_endpoint
from webapp.storage.queue import enqueue
from webapp.storage.settling import End, Postponed, postpone, settle_gone, settle_waiting

FIRST_RETRY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of the deliveries of a batch."""

    ended: defaultdict[End, list[int]] = field(default_factory=lambda: defaultdict(list))
    gone: list[tuple[Leased, int | None]] = field(default_factory=list)
    again: list[Postponed] = field(default_factory=list)
    due_at: dict[int, datetime | None] = field(default_factory=dict)


def decide(
    pairs: Iterable[tuple[Leased, Result]], paused: Mapping[str, HostState], now: datetime
) -> Fates:
    """Decide for each delivery, where these hosts are paused now."""
    fates = Fates()
    for leased, result in pairs:
        fates.due_at[leased.delivery_id] = leased.due_at
        if result.outcome is Outcome.ACCEPTED:
            fates.ended[End(DeliveryState.ACCEPTED, result.status)].append(leased.delivery_id)
        elif result.outcome is Outcome.GONE:
            fates.gone.append((leased, result.status))
        elif result.outcome is Outcome.REFUSED and not _is_refused_by_host(leased, result, paused):
            fates.ended[End(DeliveryState.REFUSED, result.status)].append(leased.delivery_id)
        else:
            _try_again(fates, leased, result, _Wait.of(leased, result, paused, now))
    return fates


def write_down(fates: Fates, now: datetime) -> None:
    """Store what was decided; part of the caller's transaction."""
    fared = [Fared(LATER)] * len(fates.again) + [Fared(DeliveryState.GONE)] * len(fates.gone)
    for end, ids in fates.ended.items():
        settled = settle_waiting(ids, end, now)
        fared += [_fared(end.state, fates.due_at[delivery], now) for delivery in settled]
    postpone(fates.again)
    _call_again(fates.again)
    settle_gone([(one.delivery_id, one.attempts, status) for one, status in fates.gone], now)
    if fates.gone:
        _forget([one for one, _ in fates.gone], now)
    count_outcomes(fared)


def _fared(state: DeliveryState, due_at: datetime | None, now: datetime) -> Fared:
    is_timed = state is DeliveryState.ACCEPTED and due_at is not None
    return Fared(state, now - due_at if is_timed and due_at else None)


@dataclass(frozen=True, slots=True)
class _Wait:
    """Until when a delivery waits for its own sake, and until when for its host's."""

    own: datetime
    host: datetime
    reason: Hold

    @classmethod
    def of(
        cls, leased: Leased, result: Result, paused: Mapping[str, HostState], now: datetime
    ) -> "_Wait":
        reason, state = hold_of(result), paused.get(leased.host)
        host = state.paused_until if state is not None and state.paused_until else now
        if reason is Hold.REFUSING:
            return cls(now, host, reason)
        backoff = FIRST_RETRY_SECONDS * 3 ** (leased.attempts - 1) * random.uniform(0.8, 1.2)
        own = now + timedelta(seconds=max(backoff, result.retry_after_seconds or 0))
        return cls(own, host, reason)


def _is_refused_by_host(leased: Leased, result: Result, paused: Mapping[str, HostState]) -> bool:
    """Whether not this message but our signature was refused, so that it can still be sent."""
    return hold_of(result) is Hold.REFUSING and leased.host in paused


def _try_again(fates: Fates, leased: Leased, result: Result, wait: _Wait) -> None:
    if wait.own >= leased.expires_at:
        end = End(DeliveryState.EXPIRED, result.status, wait.reason)
        fates.ended[end].append(leased.delivery_id)
        return
    # A host may be let on sooner than it seems, so its messages wait as long as they are useful.
    at = min(max(wait.own, wait.host), leased.expires_at)
    fates.again.append(
        Postponed(leased.delivery_id, leased.attempts, result.status, wait.reason, at)
    )


def _call_again(postponed: Sequence[Postponed]) -> None:
    """Let workers look again when it is time, in one job for each second."""
    at_second: defaultdict[datetime, list[int]] = defaultdict(list)
    for one in postponed:
        at = one.again_at.replace(microsecond=0) + timedelta(seconds=1)
        at_second[at].append(one.delivery_id)
    for at, ids in at_second.items():
        enqueue(ids, at)


def _forget(gone: Sequence[Leased], now: datetime) -> None:
    sent_to = {leased.device_id: leased.parcel.subscription.endpoint for leased in gone}
    for device in find_devices(list(sent_to)):
        # A browser that subscribed anew meanwhile is not gone.
        if device.endpoint == sent_to[device.id]:
            cancel_waiting_for_device(device.id, now)
            forget_endpoint(device, now)
