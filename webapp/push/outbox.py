"""A sender that keeps what it is given: for tests and for trying things out without a network."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from webapp.push.message import Message
from webapp.push.outcome import Outcome, Result, answered
from webapp.push.sender import Parcel


class Outbox:
    """Keeps the messages that it accepted, and answers otherwise where a script says so."""

    def __init__(self) -> None:
        self.sent: list[Parcel] = []
        self._scripts: dict[str, deque[Result]] = {}
        self._closed = False

    def script(self, endpoint: str, *results: Result) -> None:
        """Answer the next messages to this endpoint so, in order."""
        self._scripts.setdefault(endpoint, deque()).extend(results)

    def messages_to(self, endpoint: str) -> list[Message]:
        """Answer what this endpoint accepted, oldest first."""
        return [p.message for p in self.sent if p.subscription.endpoint == endpoint]

    def send(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        """Keep every parcel that no script refuses; one result for each, in their order."""
        if self._closed:
            raise RuntimeError("This outbox is closed.")
        return [self._take(parcel, now) for parcel in batch]

    def close(self) -> None:
        """Take nothing more; what was sent can still be read."""
        self._closed = True

    def _take(self, parcel: Parcel, now: datetime) -> Result:
        script = self._scripts.get(parcel.subscription.endpoint)
        result = script.popleft() if script else answered(201, None, now)
        if result.outcome is Outcome.ACCEPTED:
            self.sent.append(parcel)
        return result
