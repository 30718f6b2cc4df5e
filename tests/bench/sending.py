"""CPU for each message sent: ours, and pywebpush's own `webpush()` in a loop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from py_vapid import Vapid02
from pywebpush import webpush

from tests.bench.figures import Figure
from tests.conftest import at
from webapp.push import base64url
from webapp.push.endpoint import EndpointPolicy
from webapp.push.message import Message, Notification, payload
from webapp.push.network import Network
from webapp.push.outcome import Outcome
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.push.vapid import VapidKey, VapidSigner
from webapp.push.web_push import WebPushSender

MESSAGES, NAIVE_MESSAGES = 1000, 100
SUBJECT = "mailto:bench@example.org"
NOW = at("2026-03-02 11:00")


def measure(_folder: Path) -> list[Figure]:
    """CPU of this process alone; the push service is a process of its own, on loopback."""
    with push_service() as origin:
        subscription = _subscription(f"{origin}/wpush/1")
        naive = _cpu(lambda: _send_naively(subscription)) / NAIVE_MESSAGES
        ours = _cpu(lambda: _send(subscription, origin)) / MESSAGES
    return [
        Figure("send: webpush() in a loop", naive * 1e6, "us CPU each"),
        Figure("send: our sender", ours * 1e6, "us CPU each", naive / ours, "cheaper"),
    ]


def _send(subscription: Subscription, origin: str) -> None:
    policy = EndpointPolicy(frozenset({origin.removeprefix("http://")}))
    sender = WebPushSender(VapidSigner(VapidKey.generate(), SUBJECT), policy, Network())
    parcel = Parcel(subscription, Message(_payload(), 900))
    results = sender.send([parcel] * MESSAGES, NOW)
    sender.close()
    assert all(result.outcome is Outcome.ACCEPTED for result in results)


def _send_naively(subscription: Subscription) -> None:
    key = Vapid02()
    key.generate_keys()
    info = {
        "endpoint": subscription.endpoint,
        "keys": {
            "p256dh": base64url.encoded(subscription.p256dh),
            "auth": base64url.encoded(subscription.auth),
        },
    }
    for _ in range(NAIVE_MESSAGES):
        claims = {"sub": SUBJECT}
        webpush(info, _payload(), vapid_private_key=key, vapid_claims=claims, ttl=900, timeout=5)


def _payload() -> bytes:
    return payload(
        Notification(
            title="Desk minute",
            body="2 minutes. Tap, then press Start.",
            navigate="https://unhunch.example/go/token",
            tag="break",
            token="token",
        )
    )


def _subscription(endpoint: str) -> Subscription:
    return Subscription(endpoint, base64url.decoded(VapidKey.generate().public_text), bytes(16))


def _cpu(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


@contextmanager
def push_service() -> Iterator[str]:
    """A process that answers 201 to everything; its origin."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join(5)


def _serve(line: Connection) -> None:
    # Imported names only: this runs in a fresh process.
    import asyncio  # noqa: PLC0415

    from aiohttp import web  # noqa: PLC0415

    async def accept(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=201)

    async def main() -> None:
        app = web.Application()
        app.router.add_post("/{tail:.*}", accept)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        line.send(runner.addresses[0][1])
        await asyncio.sleep(120)

    asyncio.run(main())
