"""No message reaches an address that is not public, whatever name or spelling leads there."""

import pytest

from tests.push.conftest import NOW, MakeSender, parcel_to, subscribed
from tests.push.fake_push import FakePush
from webapp.push.network import Network, is_public
from webapp.push.outcome import Outcome, Result
from webapp.push.subscription import Subscription
from webapp.push.transport import Answer, Request, Trouble
from webapp.push.transports import OpenTransport
from webapp.push.vapid import VapidKey

HOST = "updates.push.services.mozilla.com"
MOZILLA = f"https://{HOST}/wpush/v2/abc"


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "17.188.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_addresses_of_the_public_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "2001::1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_every_other_address_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "0",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
    ],
)
def test_no_spelling_of_loopback_reaches_what_listens_there(
    service: FakePush, opening: OpenTransport, host: str
) -> None:
    answer = posted(opening, f"http://{host}:{service.port}/", guarded=True)

    assert answer.trouble in (Trouble.NOT_PUBLIC, Trouble.UNCONNECTED, Trouble.BROKEN)
    assert service.attempts == []


def test_what_listens_on_loopback_would_have_been_reached_without_the_guard(
    service: FakePush, opening: OpenTransport
) -> None:
    answer = posted(opening, f"http://localhost:{service.port}/", guarded=False)

    assert answer.status == 410


def posted(opening: OpenTransport, url: str, guarded: bool) -> Answer:
    """What one request is answered."""
    transport = opening(Network(timeout_seconds=5))
    try:
        transport.start(1, Request(url, {}, b"x", guarded))
        answers: list[tuple[int, Answer]] = []
        while not answers:
            answers = transport.finished(1)
    finally:
        transport.close()
    [(number, answer)] = answers
    assert number == 1
    return answer


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("::1",),
        ("10.0.0.1",),
        ("169.254.169.254",),
        ("::ffff:127.0.0.1",),
        ("127.0.0.1", "10.0.0.1", "169.254.169.254"),
        ("fd00::1", "127.0.0.1"),
    ],
)
def test_a_known_name_that_resolves_to_a_private_address_is_refused(
    service: FakePush, key: VapidKey, make_sender: MakeSender, addresses: tuple[str, ...]
) -> None:
    known = subscribed(service, key)
    rebound = Subscription(MOZILLA, known.p256dh, known.auth)
    sender = make_sender(network=Network(names={HOST: addresses}, timeout_seconds=5))

    results = sender.send([parcel_to(rebound)], NOW)

    assert results == [Result(Outcome.REFUSED, detail="the address is not public")]
    assert service.attempts == []


def test_only_the_host_that_was_added_may_be_private(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    known = subscribed(service, key)
    rebound = Subscription(MOZILLA, known.p256dh, known.auth)
    sender = make_sender(service.host, network=Network(names={HOST: ("127.0.0.1",)}))

    results = sender.send([parcel_to(known), parcel_to(rebound)], NOW)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.REFUSED]
    assert len(service.attempts) == 1
