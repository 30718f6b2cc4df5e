"""No message reaches an address that is not public, whatever name or spelling leads there."""

import asyncio
import socket

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.push.conftest import NOW, MakeSender, parcel_to, subscribed
from tests.push.fake_push import FakePush
from webapp.push.network import Network, is_public, open_session
from webapp.push.outcome import Outcome, Result
from webapp.push.subscription import Subscription
from webapp.push.vapid import VapidKey

MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"


class Lying(AbstractResolver):
    """Every name leads to these addresses, at this port."""

    def __init__(self, port: int, *addresses: str) -> None:
        self.asked: list[str] = []
        self._port, self._addresses = port, addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        return [self._result(host, address) for address in self._addresses]

    async def close(self) -> None:
        pass

    def _result(self, host: str, address: str) -> ResolveResult:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return ResolveResult(
            hostname=host, host=address, port=self._port, family=family, proto=0, flags=0
        )


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
def test_no_spelling_of_loopback_reaches_what_listens_there(service: FakePush, host: str) -> None:
    async def post() -> int:
        url = f"http://{host}:{service.port}/"
        async with (
            open_session(Network(), guarded=True) as session,
            session.post(url, data=b"x") as response,
        ):
            return response.status

    with pytest.raises((aiohttp.ClientError, ValueError)):
        asyncio.run(post())

    assert service.attempts == []


def test_what_listens_on_loopback_would_have_been_reached_without_the_guard(
    service: FakePush,
) -> None:
    async def post() -> int:
        url = f"http://localhost:{service.port}/"
        async with (
            open_session(Network(), guarded=False) as session,
            session.post(url, data=b"x") as response,
        ):
            return response.status

    assert asyncio.run(post()) == 410


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
    resolver = Lying(service.port, *addresses)
    sender = make_sender(network=Network(resolver=resolver, timeout_seconds=5))

    results = sender.send([parcel_to(rebound)], NOW)

    assert results == [Result(Outcome.REFUSED, detail="the address is not public")]
    assert resolver.asked == ["updates.push.services.mozilla.com"]
    assert service.attempts == []


def test_only_the_host_that_was_added_may_be_private(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    known = subscribed(service, key)
    rebound = Subscription(MOZILLA, known.p256dh, known.auth)
    resolver = Lying(service.port, "127.0.0.1")
    sender = make_sender(service.host, network=Network(resolver=resolver))

    results = sender.send([parcel_to(known), parcel_to(rebound)], NOW)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED, Outcome.REFUSED]
    assert len(service.attempts) == 1
