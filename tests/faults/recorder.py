"""A push service on loopback over TLS that writes down every message it takes, and when."""

import asyncio
import json
import os
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

import http_ece
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.lab.certificates import make_certificates
from tests.push.service_rules import Desk, refusal
from webapp.push import base64url

NAMES = ("127.0.0.1", "localhost")  # two push services, as a sender sees it
# Answers a request in place of the service; None leaves it to the service.
Trouble = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


@dataclass(frozen=True)
class Arrival:
    """One message that was taken and read; `at` is this machine's real clock."""

    at: datetime
    endpoint: str
    topic: str | None
    ttl: int
    payload: str

    @property
    def tag(self) -> str:
        """What notifications replace each other by."""
        return str(json.loads(self.payload)["notification"]["tag"])

    @property
    def token(self) -> str:
        """Which occurrence, to which device."""
        return str(json.loads(self.payload)["notification"]["data"]["token"])


@dataclass(frozen=True)
class _Browser:
    key: ec.EllipticCurvePrivateKey
    auth: bytes
    vapid_public: str


class PushRecorder:
    """Use as a context manager.

    `trouble` may answer in its place; `on_asked` is called with the endpoint when a request has
    been read, `on_accepted` when its 201 is on the way, both in the service's own thread.
    """

    def __init__(self, folder: Path) -> None:
        certificates = make_certificates(folder, NAMES[:0])
        self.ca = certificates.authority
        self.arrivals: list[Arrival] = []
        self.unheard: list[Arrival] = []  # whoever sent them did not wait for the answer
        self.asked: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()
        self.at_once = 0
        self.delay_seconds = 0.0
        self.ahead = timedelta()  # of the service's clock
        self.trouble: Trouble | None = None
        self.on_asked: Callable[[str], None] = lambda _: None
        self.on_accepted: Callable[[str], None] = lambda _: None
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificates.chain, certificates.key)
        self._browsers: dict[str, _Browser] = {}
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> "PushRecorder":
        self._thread.start()
        assert self._ready.wait(10), "the push service did not start"
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def hosts(self) -> str:
        """What the operator adds to the known push services."""
        return ",".join(f"{name}:{self.port}" for name in NAMES)

    def subscribe(self, vapid_public: str, name: str = NAMES[0]) -> dict[str, object]:
        """Answer what PushSubscription.toJSON() would give in a new browser."""
        browser = _Browser(ec.generate_private_key(ec.SECP256R1()), os.urandom(16), vapid_public)
        path = f"/wpush/{base64url.encoded(os.urandom(24))}"
        self._browsers[path] = browser
        point = browser.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": base64url.encoded(point), "auth": base64url.encoded(browser.auth)}
        return {"endpoint": self._origin(name) + path, "expirationTime": None, "keys": keys}

    def quiet(self) -> None:
        """Wait until every request that reached us has been dealt with."""
        time.sleep(0.05)
        end = time.monotonic() + 10
        while self.at_once:
            assert time.monotonic() < end, "the push service does not come to rest"
            time.sleep(0.01)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._counted)
        runner = web.AppRunner(application, shutdown_timeout=0.2, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls).start()
        self.port: int = runner.addresses[0][1]
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _counted(self, request: web.Request) -> web.StreamResponse:
        self.at_once += 1
        try:
            answer = await self._answer(request)
            self.answers[answer.status] += 1
            return answer
        finally:
            self.at_once -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        endpoint, body = self._origin(request.url.host or "") + request.path, await request.read()
        self.asked[endpoint] += 1
        self.on_asked(endpoint)
        await asyncio.sleep(self.delay_seconds)
        if self.trouble and (answer := await self.trouble(request)) is not None:
            return answer
        browser = self._browsers.get(request.path)
        if browser is None:
            return web.json_response({"reason": "Unregistered"}, status=410)
        desk = Desk(
            self._origin(request.url.host or ""),
            browser.vapid_public,
            datetime.now(UTC) + self.ahead,
        )
        problem = refusal(request.headers, body, desk)
        if problem:
            return web.json_response({"reason": problem[1]}, status=problem[0])
        arrival = _arrival(endpoint, request, _read(browser, body))
        self.arrivals.append(arrival)
        try:
            return await self._accepted(request, endpoint)
        except ConnectionError:
            self.unheard.append(arrival)
            raise

    async def _accepted(self, request: web.Request, endpoint: str) -> web.StreamResponse:
        answer = web.Response(status=201, headers={"Location": f"{endpoint}/m/1"})
        await answer.prepare(request)
        await answer.write_eof()
        self.on_accepted(endpoint)
        return answer

    def _origin(self, name: str) -> str:
        return f"https://{name}:{self.port}"


def _arrival(endpoint: str, request: web.Request, payload: bytes) -> Arrival:
    headers = request.headers
    now = datetime.now(UTC)
    return Arrival(now, endpoint, headers.get("Topic"), int(headers["TTL"]), payload.decode())


def _read(browser: _Browser, body: bytes) -> bytes:
    text: bytes = http_ece.decrypt(
        body, private_key=browser.key, auth_secret=browser.auth, version="aes128gcm"
    )
    return text
