"""Sending: deliveries are taken under a lease, handed to the sender, and settled in a batch."""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial

from webapp.actions.extras import weeks_told
from webapp.actions.fates import decide, write_down
from webapp.actions.figures import count_outcomes
from webapp.actions.leased import Leased, Look, host_for
from webapp.actions.notifications import Office
from webapp.actions.own_catalogue import catalogues_for
from webapp.actions.push_hosts import barriers, learn
from webapp.actions.reaches import reaches_of
from webapp.actions.transaction import transaction
from webapp.domain.figures import Fared
from webapp.domain.reminders import DeliveryState
from webapp.push.outcome import Outcome, Result
from webapp.storage.facts import effects_of
from webapp.storage.leases import (
    LEASE,
    Waiting,
    find_leased,
    find_overtaken,
    find_these_waiting,
    find_waiting,
    hold_back,
    lease,
    release,
)
from webapp.storage.queue import enqueue
from webapp.storage.settling import OVERTAKEN, End, expire, settle_waiting

BATCH, MOST_LOOKS = 200, 20
log = logging.getLogger(__name__)


def take_waiting(
    office: Office, now: datetime, limit: int = BATCH, due_by: datetime | None = None
) -> list[Leased]:
    """Lease what waits to be sent, and is useful, and goes to a push service that takes messages.

    What is no longer useful is recorded as expired instead; fewer than asked for mean that no more
    can be sent now. `due_by` leaves alone what fell due later than that.
    """
    taken: list[Leased] = []
    for _ in range(MOST_LOOKS):
        most = limit - len(taken)
        look = _look(office, now, partial(find_waiting, now, most, due_by or now))
        taken += look.leased(office, now)
        if look.found < most or len(taken) == limit:
            break
    return taken


def take_these(office: Office, ids: Sequence[int], now: datetime) -> list[Leased]:
    """Lease those of these deliveries that wait to be sent.

    What another sender holds is looked at again when its lease is over.
    """
    look = _look(office, now, partial(find_these_waiting, ids, now))
    if look.found < len(ids):
        with transaction():
            held = find_leased(set(ids) - {one.id for one in look.due}, now)
            if held:
                enqueue(list(held), max(held.values()))
    return look.leased(office, now)


def give_back(batch: Sequence[Leased]) -> None:
    """Let go of deliveries that were taken and not begun, so that another sender may at once."""
    with transaction():
        release([(leased.delivery_id, leased.attempts) for leased in batch])
        enqueue([leased.delivery_id for leased in batch])


def settle(batch: Sequence[Leased], results: Sequence[Result], now: datetime) -> Collection[str]:
    """Write down what became of each delivery of a batch; answers the hosts to let be for now.

    What was opened elsewhere or deleted while it was under way stays as it is.
    """
    pairs = list(zip(batch, results, strict=True))
    if not pairs:
        return ()
    with transaction():
        known = learn(((one.host, result) for one, result in pairs if one.key), batch[0].key, now)
        paused = {host: state for host, state in known.items() if state.paused_until is not None}
        write_down(decide(pairs, paused, now), now)
    for leased, result in pairs:
        if result.outcome is Outcome.REFUSED and leased.host not in paused:
            said = (leased.delivery_id, result.status, result.detail)
            log.error("delivery %d was refused: %s %s", *said)
    return paused.keys()


def _look(office: Office, now: datetime, find: Callable[[], list[Waiting]]) -> Look:
    """Lease what is to be sent of the deliveries found."""
    with transaction():
        found = find()
        fresh, expired = _without_the_useless(found, now)
        due = _let_through(fresh, office.key, now)
        effects = effects_of({one.person_id for one in due}, now) if due else {}
        if due:
            lease([one.id for one in due], now + LEASE)
        again = sum(one.lease_until is not None for one in due)
        count_outcomes([Fared(DeliveryState.EXPIRED)] * expired, again)
        own = catalogues_for(one.routine for one in due if one.routine)
        reaches = reaches_of([(one.person_id, one.routine) for one in due if one.routine], now)
        return Look(len(found), due, effects, own, weeks_told(due, now), reaches)


def _without_the_useless(found: Sequence[Waiting], now: datetime) -> tuple[list[Waiting], int]:
    """Those that are still useful, and how many were not and are written down as expired."""
    late = {one.id for one in found if one.expires_at <= now}
    lost = {one.id for one in found if one.endpoint is None} - late
    tried = {one.id for one in found if one.attempts > 0} - late - lost
    overtaken = find_overtaken(tried) if tried else frozenset()
    if late:
        expire(late, now)
    if lost:
        settle_waiting(lost, End(DeliveryState.CANCELLED), now)
    if overtaken:
        settle_waiting(overtaken, End(DeliveryState.EXPIRED, reason=OVERTAKEN), now)
    useless = late | lost | overtaken
    return [one for one in found if one.id not in useless], len(late | overtaken)


def _let_through(fresh: Sequence[Waiting], key: str, now: datetime) -> list[Waiting]:
    """Those whose push service takes messages; one where it is only tried; the others wait."""
    by_host: defaultdict[str, list[Waiting]] = defaultdict(list)
    for one in fresh:
        by_host[host_for(one)].append(one)
    for host, barrier in barriers(by_host, key, now).items():
        held = by_host[host][barrier.lets_through :]
        del by_host[host][barrier.lets_through :]
        ids = [one.id for one in held]
        hold_back(ids, barrier.until, barrier.reason)
        enqueue(ids, barrier.until)
    return [one for through in by_host.values() for one in through]
