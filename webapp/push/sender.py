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
    """Sends parcels, many at once; used by one thread at a time.

    One bad parcel spoils no other, and whatever is wrong with it is a result.
    """

    def room(self) -> int:
        """Answer how many more parcels may be handed over now."""

    def prepare(self, subscription: Subscription) -> None:
        """Do beforehand what a message to this browser will need; nothing depends on it."""

    def start(self, number: int, parcel: Parcel, now: datetime) -> None:
        """Hand a parcel over; its result comes under this number. Only where there is room."""

    def finished(self, now: datetime, patience: float) -> list[tuple[int, Result]]:
        """Answer how parcels fared, waiting at most so many seconds for the first that is done."""

    def send(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        """Send a batch and wait for it; one result for each parcel, in their order."""

    def close(self) -> None:
        """Let go of everything held; closing twice is harmless, sending afterwards RuntimeError."""
