"""Push services that get nothing for a while: who may be sent to now, and what answers teach."""

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from webapp.actions.transaction import transaction
from webapp.domain.push_hosts import (
    PROBE_AGAIN_AFTER,
    Gate,
    Hold,
    HostState,
    Tally,
    gate_of,
    learnt,
)
from webapp.push.outcome import Outcome, Result
from webapp.storage.leases import LEASE
from webapp.storage.push_hosts import (
    hold_hosts,
    host_states,
    keep_host,
    paused_hosts,
    take_probe,
)
from webapp.storage.queue import enqueue
from webapp.storage.settling import hasten

SIGNATURE_REFUSED = (401, 403)
BUSY = (406, 408, 429)
REFUSING = (
    "%s refuses our messages, so nothing is sent to it until %s; nothing is deleted. Most likely "
    "the VAPID key is not the one that its browsers subscribed with. Put that right, then: "
    "flask --app wsgi push resume %s"
)
log = logging.getLogger(__name__)


class NoSuchHost(Exception):
    """Nothing was ever sent to a push service of this name."""


class Barrier(NamedTuple):
    """How many messages a paused host may be sent now, and how long the others wait, and why."""

    lets_through: int
    until: datetime
    reason: str


def barriers(hosts: Collection[str], key: str, now: datetime) -> Mapping[str, Barrier]:
    """The barriers before those of these hosts that are paused.

    Part of the caller's transaction. Whoever asks first after a pause may send one message.
    """
    found: dict[str, Barrier] = {}
    for host, state in sorted(paused_hosts().items()):
        if host not in hosts or state.paused_until is None or state.reason is None:
            continue
        if gate_of(state, key, now) is Gate.OPEN:
            found[host] = Barrier(0, state.paused_until, state.reason)
        else:
            through = int(take_probe(host, now, now + LEASE))
            found[host] = Barrier(through, now + PROBE_AGAIN_AFTER, state.reason)
    return found


def is_paused(state: HostState | None) -> bool:
    """Whether a host gets nothing, or one message only."""
    return state is not None and state.paused_until is not None


def hold_of(result: Result) -> Hold:
    """What holds a delivery up that was answered so."""
    if result.status in SIGNATURE_REFUSED:
        return Hold.REFUSING
    return Hold.BUSY if result.status in BUSY or result.retry_after_seconds else Hold.FAILING


def learn(
    answers: Iterable[tuple[str, Result]], key: str, now: datetime
) -> Mapping[str, HostState]:
    """Write down what answers teach of the hosts they came from; answers what is known now.

    Part of the caller's transaction.
    """
    tallies = _tallies(answers, now)
    known = host_states(tallies)
    after = {host: learnt(known[host], tally, key, now) for host, tally in tallies.items()}
    # An answer of a paused host is also the end of the probe that there may have been.
    changed = [h for h in tallies if after[h] != known[h] or is_paused(known[h])]
    if not changed:
        return after
    hold_hosts(changed)
    known = host_states(changed)  # another sender may have learnt something meanwhile
    for host in changed:
        after[host] = learnt(known[host], tallies[host], key, now)
        keep_host(after[host])
        _say(known[host], after[host])
    return after


def resume(host: str, now: datetime) -> int:
    """Send to a paused host again at once; answers how many deliveries waited. NoSuchHost."""
    with transaction():
        hold_hosts([host])
        state = host_states([host])[host]
        if state == HostState(host):
            raise NoSuchHost
        proof = HostState(host, accepted_at=state.accepted_at, accepted_key=state.accepted_key)
        keep_host(proof)
        waiting = hasten(host, now)
        enqueue(waiting)
    return len(waiting)


def resume_after_new_key(key: str, now: datetime) -> None:
    """Let what waits for hosts that refused another key than this one be tried at once."""
    with transaction():
        for host, state in paused_hosts().items():
            if state.reason is Hold.REFUSING and state.key != key:
                enqueue(hasten(host, now))


def _tallies(answers: Iterable[tuple[str, Result]], now: datetime) -> dict[str, Tally]:
    by_host: defaultdict[str, list[Result]] = defaultdict(list)
    for host, result in answers:
        if host:
            by_host[host].append(result)
    return {host: _tally(results, now) for host, results in by_host.items()}


def _tally(results: list[Result], now: datetime) -> Tally:
    outcomes = Counter(result.outcome for result in results)
    tally = Tally(outcomes[Outcome.ACCEPTED], outcomes[Outcome.GONE])
    if outcomes[Outcome.ACCEPTED] == len(results):
        return tally
    waits = [r.retry_after_seconds for r in results if r.retry_after_seconds]
    return replace(
        tally,
        failed=outcomes[Outcome.LATER] - len(waits),
        refused=sum(r.status in SIGNATURE_REFUSED for r in results),
        busy=len(waits),
        busy_until=now + timedelta(seconds=max(waits)) if waits else None,
    )


def _say(before: HostState, after: HostState) -> None:
    if after.paused_until == before.paused_until:
        return
    if after.paused_until is None:
        log.info("%s takes messages again", after.host)
    elif after.reason is Hold.REFUSING:
        log.error(REFUSING, after.host, _clock(after.paused_until), after.host)
    else:
        log.warning(
            "%s is %s: paused until %s", after.host, after.reason, _clock(after.paused_until)
        )


def _clock(instant: datetime) -> str:
    return f"{instant:%H:%M:%S} UTC"
