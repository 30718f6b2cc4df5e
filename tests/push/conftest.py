"""A push service, a key pair and a sender for the tests of this folder."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.push.fake_push import FakePush
from webapp.push.aio_transport import AioTransport
from webapp.push.curl_transport import CurlTransport
from webapp.push.endpoint import EndpointPolicy
from webapp.push.message import Message, topic_of
from webapp.push.network import Network
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription, parse_subscription
from webapp.push.transports import OpenTransport
from webapp.push.vapid import VapidKey, VapidSigner
from webapp.push.web_push import WebPushSender

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SUBJECT = "mailto:care@example.com"

MakeSender = Callable[..., WebPushSender]
TRANSPORTS = (AioTransport, CurlTransport)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "node: needs Node.js and the packages of package-lock.json")


@pytest.fixture(scope="session")
def key() -> VapidKey:
    return VapidKey.generate()


@pytest.fixture
def service() -> Iterator[FakePush]:
    with FakePush(now=NOW) as fake:
        yield fake


@pytest.fixture(params=TRANSPORTS, ids=lambda opening: str(opening.__name__))
def opening(request: pytest.FixtureRequest) -> OpenTransport:
    """Each way of posting, so that whatever posts is held to the same."""
    way: OpenTransport = request.param
    return way


@pytest.fixture
def make_sender(key: VapidKey, opening: OpenTransport) -> Iterator[MakeSender]:
    made: list[WebPushSender] = []

    def make(*hosts: str, network: Network | None = None) -> WebPushSender:
        policy = EndpointPolicy(frozenset(hosts))
        sender = WebPushSender(VapidSigner(key, SUBJECT), policy, network or Network(), opening)
        made.append(sender)
        return sender

    yield make
    for sender in made:
        sender.close()


def subscribed(service: FakePush, key: VapidKey) -> Subscription:
    """Answer a new browser at this service, read as our own code reads it."""
    body = service.subscribe(key.public_text)
    return parse_subscription(body, EndpointPolicy(frozenset({service.host})))


def parcel_to(subscription: Subscription, payload: bytes = b"roll your shoulders") -> Parcel:
    """Answer a usual message to this browser."""
    return Parcel(subscription, Message(payload, ttl=900, topic=topic_of("plan 7")))
