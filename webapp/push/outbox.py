"""A sender that keeps what it is given: for tests and for trying things out without a network."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from webapp.push.message import Message
from webapp.push.outcome import Outcome, Result, answered
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription

_ROOM = 200


class Outbox:
    """Keeps the messages that it accepted, and answers otherwise where a script says so."""

    def __init__(self) -> None:
        self.sent: list[Parcel] = []
        self._scripts: dict[str, deque[Result]] = {}
        self._results: list[tuple[int, Result]] = []
        self._closed = False

    def script(self, endpoint: str, *results: Result) -> None:
        """Answer the next messages to this endpoint so, in order."""
        self._scripts.setdefault(endpoint, deque()).extend(results)

    def messages_to(self, endpoint: str) -> list[Message]:
        """Answer what this endpoint accepted, oldest first."""
        return [p.message for p in self.sent if p.subscription.endpoint == endpoint]

    def room(self) -> int:
        """Answer how many more parcels may be handed over now."""
        self._require_open()
        return _ROOM - len(self._results)

    def prepare(self, _subscription: Subscription) -> None:
        """Do nothing: nothing here takes long."""

    def start(self, number: int, parcel: Parcel, now: datetime) -> None:
        """Keep a parcel that no script refuses; its result comes under this number."""
        self._require_open()
        self._results.append((number, self._take(parcel, now)))

    def finished(self, now: datetime, patience: float) -> list[tuple[int, Result]]:
        """Answer how parcels fared; nothing has to be waited for."""
        results, self._results = self._results, []
        return results

    def send(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        """Keep every parcel that no script refuses; one result for each, in their order."""
        self._require_open()
        return [self._take(parcel, now) for parcel in batch]

    def close(self) -> None:
        """Take nothing more; what was sent can still be read."""
        self._closed = True

    def _require_open(self) -> None:
        if self._closed:
            raise RuntimeError("This outbox is closed.")

    def _take(self, parcel: Parcel, now: datetime) -> Result:
        script = self._scripts.get(parcel.subscription.endpoint)
        result = script.popleft() if script else answered(201, None, now)
        if result.outcome is Outcome.ACCEPTED:
            self.sent.append(parcel)
        return result
