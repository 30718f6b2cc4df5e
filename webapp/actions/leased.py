"""A delivery while a sender has it."""

from dataclasses import dataclass
from datetime import datetime

from webapp.push.sender import Parcel


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
