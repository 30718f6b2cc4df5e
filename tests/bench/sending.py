"""CPU for each message sent, over TLS: ours, pywebpush's own `webpush()`, and npm's web-push.

`python -m tests.bench.sending 500` sends so many messages instead of two thousand.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from shutil import which

from py_vapid import Vapid02
from pywebpush import webpush

from tests.bench.figures import Figure, ratio_at_least, table
from tests.bench.push_service import PushService, push_service
from tests.conftest import at
from webapp.push import base64url
from webapp.push.aio_transport import AioTransport
from webapp.push.endpoint import EndpointPolicy
from webapp.push.message import Message, Notification, payload, topic_of
from webapp.push.network import Network
from webapp.push.outcome import Outcome
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.push.transports import OpenTransport, open_transport
from webapp.push.vapid import VapidKey, VapidSigner
from webapp.push.web_push import WebPushSender

MESSAGES, ROUNDS = 2000, 3
LESS_WITH_FAST, LESS_WITH_AIOHTTP = 20, 7
FEWER = 10  # times, where each takes that much longer
SUBJECT = "mailto:bench@example.org"
NOW = at("2026-03-02 11:00")
MODULES = Path(__file__).parents[2] / "node_modules"


def measure(folder: Path, messages: int = MESSAGES) -> list[Figure]:
    """CPU of the sending process alone, the best of three rounds; the ratio is to webpush()."""
    keys = [VapidKey.generate() for _ in range(messages)]
    with push_service(folder) as service:
        naive = naively(service, keys[: messages // FEWER])
        aio = _ours(service, service.h1, AioTransport, keys)
        fast = _ours(service, service.h2, open_transport, keys)
        npm = _by_npm(service, keys)
    with_curl = type(open_transport(Network())).__name__ == "CurlTransport"
    named = f"send: ours, {'fast' if with_curl else 'aiohttp'}, {service.speaks}"
    figures = [
        Figure("send: webpush() in a loop", naive, "us CPU each"),
        Figure(
            "send: ours, aiohttp, HTTP/1.1",
            aio,
            "us CPU each",
            naive / aio,
            "cheaper",
            (ratio_at_least(LESS_WITH_AIOHTTP),),
        ),
        Figure(
            named,
            fast,
            "us CPU each",
            naive / fast,
            "cheaper",
            (ratio_at_least(LESS_WITH_FAST if with_curl else LESS_WITH_AIOHTTP),),
        ),
    ]
    if npm is not None:
        node = "send: npm web-push, kept alive"
        figures.append(Figure(node, npm, "us CPU each", npm / fast, "ours, the last above"))
    return figures


def _ours(service: PushService, origin: str, opening: OpenTransport, keys: list[VapidKey]) -> float:
    network = Network(ca=str(service.ca))
    signer = VapidSigner(VapidKey.generate(), SUBJECT)
    sender = WebPushSender(signer, EndpointPolicy(service.hosts), network, opening)
    parcels = [
        Parcel(_subscription(origin, n, key), Message(_payload(), 900, topic=topic_of(str(n))))
        for n, key in enumerate(keys)
    ]

    def send() -> None:
        results = sender.send(parcels, NOW)
        assert all(result.outcome is Outcome.ACCEPTED for result in results), results[0]

    seconds = _cpu(send)
    sender.close()
    return seconds / len(keys) * 1e6


def naively(service: PushService, keys: list[VapidKey]) -> float:
    """Microseconds of CPU for each message by pywebpush's own function, one after another."""
    key = Vapid02()
    key.generate_keys()
    os.environ["REQUESTS_CA_BUNDLE"] = str(service.ca)

    def send() -> None:
        for n, each in enumerate(keys):
            info = {"endpoint": f"{service.h1}/wpush/{n}", "keys": _keys(each)}
            claims = {"sub": SUBJECT}
            webpush(info, _payload(), vapid_private_key=key, vapid_claims=claims, ttl=900)

    seconds = _cpu(send)
    del os.environ["REQUESTS_CA_BUNDLE"]
    return seconds / len(keys) * 1e6


def _by_npm(service: PushService, keys: list[VapidKey]) -> float | None:
    node = which("node")
    if node is None or not (MODULES / "web-push").exists():
        print(f"web-push is not measured: it is not in {MODULES.name}/ (npm install web-push)")
        return None
    own = VapidKey.generate()
    told = {
        "origin": service.h1,
        "ca": str(service.ca),
        "keys": [_keys(key) for key in keys],
        "vapid": {"subject": SUBJECT, "publicKey": own.public_text, "privateKey": own.as_text},
        "payload": _payload().decode(),
        "messages": len(keys),
        "at_once": 100,
    }
    script = Path(__file__).with_name("web_push.mjs")
    command = [node, str(script), str(MODULES.parent)]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return float(done.stdout)


def _payload() -> bytes:
    return payload(
        Notification(
            title="Desk minute",
            body="2 minutes. Tap, then press Start.",
            navigate="https://unhunch.example/go/123456-234567.kxmoIp6p9Qb3dlLPmCwEjVyvcT0w9Y1Y5MtIj8k",
            tag="break",
            token="123456-234567.kxmoIp6p9Qb3dlLPmCwEjVyvcT0w9Y1Y5MtIj8k",
        )
    )


def _subscription(origin: str, number: int, key: VapidKey) -> Subscription:
    point = base64url.decoded(key.public_text)
    return Subscription(f"{origin}/wpush/{number}", point, bytes(16))


def _keys(key: VapidKey) -> dict[str, str]:
    return {"p256dh": key.public_text, "auth": base64url.encoded(bytes(16))}


def _cpu(work: Callable[[], None]) -> float:
    """CPU seconds of this process, the least of some rounds: others run on the machine too."""
    best = float("inf")
    for _ in range(ROUNDS):
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
    return best


def main() -> None:
    """Measure with as many messages as the command line says."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Path(folder), messages)))


if __name__ == "__main__":
    main()
