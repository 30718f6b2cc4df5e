"""Sending: deliveries are taken under a lease, handed to the sender, and settled in a batch."""

import logging
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from webapp.actions.extras import weeks_told
from webapp.actions.fates import decide, write_down
from webapp.actions.figures import count_outcomes
from webapp.actions.leased import Leased
from webapp.actions.notifications import Call, Office, message_for
from webapp.actions.own_catalogue import catalogues_for
from webapp.actions.push_hosts import barriers, learn
from webapp.actions.transaction import transaction
from webapp.domain.catalogue import Catalogue
from webapp.domain.figures import Fared
from webapp.domain.reminders import DeliveryState
from webapp.domain.safety import NO_CHECK
from webapp.push.endpoint import SubscriptionProblem, host_of
from webapp.push.outcome import Outcome, Result
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.storage.extra_wishes import Week
from webapp.storage.leases import (
    LEASE,
    NOTHING,
    Waiting,
    effects_in_force,
    find_leased,
    find_overtaken,
    find_these_waiting,
    find_waiting,
    hold_back,
    lease,
    release,
)
from webapp.storage.queue import enqueue
from webapp.storage.safety import KnownSafety
from webapp.storage.settling import OVERTAKEN, End, expire, settle_waiting

BATCH, MOST_LOOKS = 200, 20
log = logging.getLogger(__name__)


class Look(NamedTuple):
    """How many deliveries waited, those of them to send now, and what holds for their people."""

    found: int
    due: list[Waiting]
    effects: Mapping[int, frozenset[str]]
    own: Mapping[int, Catalogue]
    weeks: Mapping[int, Week]

    def leased(self, office: Office, now: datetime) -> list[Leased]:
        """Write the messages: after the transaction, as on SQLite nobody else writes in one."""
        return [_leased(office, one, self, now) for one in self.due]


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
        effects = effects_in_force({one.person_id for one in due}, now) if due else {}
        if due:
            lease([one.id for one in due], now + LEASE)
        again = sum(one.lease_until is not None for one in due)
        count_outcomes([Fared(DeliveryState.EXPIRED)] * expired, again)
        own = catalogues_for(one.routine for one in due if one.routine)
        return Look(len(found), due, effects, own, weeks_told(due, now))


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
        by_host[_host(one)].append(one)
    for host, barrier in barriers(by_host, key, now).items():
        held = by_host[host][barrier.lets_through :]
        del by_host[host][barrier.lets_through :]
        ids = [one.id for one in held]
        hold_back(ids, barrier.until, barrier.reason)
        enqueue(ids, barrier.until)
    return [one for through in by_host.values() for one in through]


def _leased(office: Office, one: Waiting, look: Look, now: datetime) -> Leased:
    usable = look.effects.get(one.person_id, NOTHING) if one.consent else NO_CHECK
    call = Call(
        delivery_id=one.id,
        person_id=one.person_id,
        device_id=one.device_id,
        occurrence_id=one.occurrence_id,
        language=one.language,
        discreet=one.discreet,
        routine=one.routine,
        notice=one.notice,
        safety=KnownSafety(one.consent is not None, bool(one.consent), usable),
        own=look.own.get(one.person_id),
        kind=one.kind,
        week=look.weeks.get(one.person_id),
    )
    ttl = math.ceil((one.expires_at - now).total_seconds())
    subscription = Subscription(one.endpoint or "", one.p256dh or b"", one.auth or b"")
    return Leased(
        delivery_id=one.id,
        parcel=Parcel(subscription, message_for(office, call, ttl)),
        device_id=one.device_id,
        attempts=one.attempts + 1,
        due_at=one.due_at,
        expires_at=one.expires_at,
        host=_host(one),
        key=office.key,
    )


def _host(one: Waiting) -> str:
    try:
        return host_of(one.endpoint or "")
    except SubscriptionProblem:  # the sender says what is wrong with it
        return ""
