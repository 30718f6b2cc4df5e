"""The real sender: encrypts, signs and posts to the browsers' push services, many at once."""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from webapp.push.encoder import seal
from webapp.push.endpoint import EndpointPolicy, SubscriptionProblem
from webapp.push.envelopes import Envelopes
from webapp.push.network import Network
from webapp.push.outcome import Outcome, Result, answered
from webapp.push.places import Place, Places
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.push.transport import Answer, Request, Transport, Trouble
from webapp.push.transports import OpenTransport, open_transport
from webapp.push.vapid import VapidSigner

logger = logging.getLogger(__name__)

_DECLARATIVE = "application/notification+json"
_ENCRYPTED = "application/octet-stream"
_PATIENCE_SECONDS = 1.0


class WebPushSender:
    """Sends by web push; connections and signatures are kept between messages.

    The way of posting is opened with the first message, in the thread that sends it.
    """

    def __init__(
        self,
        signer: VapidSigner,
        policy: EndpointPolicy,
        network: Network,
        opening: OpenTransport = open_transport,
    ) -> None:
        self._signer = signer
        self._places = Places(policy)
        self._network = network
        self._opening = opening
        self._envelopes = Envelopes()
        self._transport: Transport | None = None
        self._origins: dict[int, str] = {}  # of what is under way, to name a host in the log
        self._refused: list[tuple[int, Result]] = []
        # Never the same again: an answer to a batch that was broken off belongs to no other.
        self._numbers = count(-1, -1)
        self._one_at_a_time = threading.Lock()
        self._closed = False

    def room(self) -> int:
        """Answer how many more parcels may be handed over now."""
        return self._opened().room() - len(self._refused)

    def prepare(self, subscription: Subscription) -> None:
        """Make keys for a message that is to come."""
        self._envelopes.prepare(subscription)

    def start(self, number: int, parcel: Parcel, now: datetime) -> None:
        """Encrypt a parcel and begin to post it; its result comes under this number."""
        try:
            place = self._places.get(parcel.subscription.endpoint)
        except SubscriptionProblem as problem:
            self._refuse(number, f"endpoint {problem.message}")
            return
        try:
            request = self._request(parcel, place, now)
        except ValueError:  # stored before it was checked as well as today
            self._origins[number] = place.origin
            self._refuse(number, "the subscription cannot be used")
            return
        self._origins[number] = place.origin
        self._opened().start(number, request)

    def finished(self, now: datetime, patience: float) -> list[tuple[int, Result]]:
        """Answer how parcels fared, waiting at most so many seconds for the first that is done."""
        results, self._refused = self._refused, []
        answers = self._opened().finished(0 if results else patience)
        results += [(number, _result(answer, now)) for number, answer in answers]
        for number, result in results:
            origin = self._origins.pop(number, None)
            if result.outcome is Outcome.REFUSED and origin:
                logger.warning("%s refused a message: %s", origin, result.detail)
        return results

    def send(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        """Send every parcel; one result for each, in their order; none of them raises."""
        with self._one_at_a_time:
            self._opened()
            found: dict[int, Result] = {}
            numbers = [next(self._numbers) for _ in batch]
            for number, parcel in zip(numbers, batch, strict=True):
                while self.room() <= 0:
                    found.update(self.finished(now, _PATIENCE_SECONDS))
                self.start(number, parcel, now)
            while not found.keys() >= set(numbers):
                found.update(self.finished(now, _PATIENCE_SECONDS))
            return [found[number] for number in numbers]

    def close(self) -> None:
        """Close the connections."""
        with self._one_at_a_time:
            self._closed = True
            if self._transport is not None:
                self._transport.close()

    def _opened(self) -> Transport:
        if self._closed:
            raise RuntimeError("This sender is closed.")
        if self._transport is None:
            self._transport = self._opening(self._network)
        return self._transport

    def _refuse(self, number: int, detail: str) -> None:
        self._refused.append((number, Result(Outcome.REFUSED, detail=detail)))

    def _request(self, parcel: Parcel, place: Place, now: datetime) -> Request:
        message = parcel.message
        headers = {
            "Authorization": self._signer.header_for(place.origin, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": _DECLARATIVE if place.is_apple else _ENCRYPTED,
            "TTL": str(message.ttl),
            "Urgency": message.urgency,
        }
        if message.topic is not None:
            headers["Topic"] = message.topic
        body = seal(self._envelopes.take(parcel.subscription), message.payload)
        return Request(parcel.subscription.endpoint, headers, body, place.guarded)


def _result(answer: Answer, now: datetime) -> Result:
    if answer.status is not None:
        return answered(answer.status, answer.retry_after, now)
    trouble = answer.trouble or Trouble.BROKEN
    never = trouble is Trouble.NOT_PUBLIC
    return Result(Outcome.REFUSED if never else Outcome.LATER, detail=str(trouble))
