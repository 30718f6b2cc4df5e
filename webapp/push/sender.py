"""What every way of sending promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from webapp.push.message import Message
from webapp.push.outcome import Result
from webapp.push.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message and the browser it goes to."""

    subscription: Subscription
    message: Message


class Sender(Protocol):
    """Sends a batch of parcels; used by one thread at a time."""

    def send(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        """Answer one result for each parcel, in their order; one bad parcel spoils no other."""

    def close(self) -> None:
        """Let go of everything held; closing twice is harmless, sending afterwards RuntimeError."""
