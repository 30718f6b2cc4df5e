"""Deliveries while a sender has them, and what it takes to write their messages."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from webapp.actions.notifications import Call, Office, message_for
from webapp.domain.catalogue import Catalogue
from webapp.domain.reach import START, Reach
from webapp.domain.safety import NO_CHECK
from webapp.push.endpoint import SubscriptionProblem, host_of
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.storage.extra_wishes import Week
from webapp.storage.leases import Waiting
from webapp.storage.safety import KnownSafety


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery under lease, ready for the sender.

    Beside the parcel: which attempt it is, how long it is useful, and the push service that it goes
    to, under which public key of ours (empty where it does not really go there).
    """

    delivery_id: int
    parcel: Parcel
    device_id: int
    attempts: int
    due_at: datetime | None  # None for notices and test messages
    expires_at: datetime
    host: str
    key: str


class Look(NamedTuple):
    """How many deliveries waited, those of them to send now, and what holds for their people."""

    found: int
    due: list[Waiting]
    effects: Mapping[int, frozenset[str]]
    own: Mapping[int, Catalogue]
    weeks: Mapping[int, Week]
    reaches: Mapping[int, Reach]

    def leased(self, office: Office, now: datetime) -> list[Leased]:
        """Write the messages: after the transaction, as on SQLite nobody else writes in one."""
        return [_leased(office, one, self, now) for one in self.due]


def host_for(one: Waiting) -> str:
    """The push service a delivery goes to, empty where its address is none."""
    try:
        return host_of(one.endpoint or "")
    except SubscriptionProblem:  # the sender says what is wrong with it
        return ""


def _leased(office: Office, one: Waiting, look: Look, now: datetime) -> Leased:
    usable = look.effects.get(one.person_id, NO_CHECK) if one.consent else NO_CHECK
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
        reach=look.reaches.get(one.person_id, START),
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
        host=host_for(one),
        key=office.key,
    )
