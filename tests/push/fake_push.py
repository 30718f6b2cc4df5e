"""A push service in a thread: it subscribes browsers, holds to the real rules, and misbehaves."""

import asyncio
import os
import ssl
import threading
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

import http_ece
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.push.service_rules import Desk, refusal
from webapp.push import base64url

RESET = "reset"  # the connection breaks before an answer
SLOW = "slow"  # no answer before the service stops
BODY = "a secret page that the service answered with"


@dataclass(frozen=True)
class Arrival:
    """A message that was taken and could be read."""

    payload: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Attempt:
    """A request, taken or not."""

    endpoint: str
    headers: dict[str, str]
    body_bytes: int
    client_port: int
    raw_path: str


@dataclass(frozen=True)
class _Browser:
    key: ec.EllipticCurvePrivateKey
    auth: bytes
    vapid_public: str


class FakePush:
    """Use as a context manager; `origin` is what endpoints begin with.

    Given a name and TLS, it believes itself to be `https://name` while listening on loopback.
    Its clock is the `now` that it was given, or the real one.
    """

    def __init__(
        self,
        now: datetime | None = None,
        name: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.attempts: list[Attempt] = []
        self.most_at_once = 0
        self.delay_seconds = 0.0
        self._now, self._name, self._tls = now, name, tls
        self._browsers: dict[str, _Browser] = {}
        self._arrivals: dict[str, list[Arrival]] = defaultdict(list)
        self._scripts: dict[str, deque[tuple[int | str, dict[str, str]]]] = defaultdict(deque)
        self._at_once = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> "FakePush":
        self._thread.start()
        assert self._ready.wait(10), "the fake push service did not start"
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def host(self) -> str:
        """Host and port, as the operator would add them."""
        return self.origin.partition("://")[2]

    def subscribe(self, vapid_public: str) -> dict[str, object]:
        """Answer what PushSubscription.toJSON() would give in a new browser."""
        browser = _Browser(ec.generate_private_key(ec.SECP256R1()), os.urandom(16), vapid_public)
        path = f"/wpush/{base64url.encoded(os.urandom(24))}"
        self._browsers[path] = browser
        point = browser.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": base64url.encoded(point), "auth": base64url.encoded(browser.auth)}
        return {"endpoint": self.origin + path, "expirationTime": None, "keys": keys}

    def script(
        self, endpoint: str, *steps: int | str, headers: dict[str, str] | None = None
    ) -> None:
        """Answer the next messages to this endpoint with these statuses, RESET or SLOW."""
        self._scripts[endpoint].extend((step, headers or {}) for step in steps)

    def arrivals(self, endpoint: str) -> list[Arrival]:
        """Answer what this endpoint's browser could read, oldest first."""
        return list(self._arrivals[endpoint])

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        application = web.Application(client_max_size=1 << 20)
        application.router.add_route("*", "/{path:.*}", self._counted)
        runner = web.AppRunner(application, shutdown_timeout=0.2, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls).start()
        self.port: int = runner.addresses[0][1]
        self.origin = f"https://{self._name}" if self._name else f"http://127.0.0.1:{self.port}"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()
        await asyncio.sleep(0.05)  # closed transports say goodbye in the loop's next turns

    async def _counted(self, request: web.Request) -> web.StreamResponse:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            with suppress(TimeoutError):  # whoever is kept waiting is let go of at the end
                await asyncio.wait_for(self._stop.wait(), self.delay_seconds)
            return await self._answer(request)
        finally:
            self._at_once -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        endpoint, headers = self.origin + request.path, dict(request.headers)
        assert request.transport is not None
        client_port = request.transport.get_extra_info("peername")[1]
        self.attempts.append(Attempt(endpoint, headers, len(body), client_port, request.raw_path))
        if self._scripts[endpoint]:
            step, extra = self._scripts[endpoint].popleft()
            if step != 201:
                return await self._misbehave(request, step, extra)
        browser = self._browsers.get(request.path)
        if browser is None:
            return web.json_response({"reason": "Unregistered"}, status=410)
        now = self._now or datetime.now(UTC)
        problem = refusal(headers, body, Desk(self.origin, browser.vapid_public, now))
        if problem:
            return web.json_response({"reason": problem[1]}, status=problem[0])
        self._arrivals[endpoint].append(Arrival(_read(browser, body), headers))
        return web.Response(status=201, headers={"Location": f"{endpoint}/m/1"})

    async def _misbehave(
        self, request: web.Request, step: int | str, headers: dict[str, str]
    ) -> web.StreamResponse:
        if isinstance(step, int):
            text = None if step in (204, 304) else BODY
            return web.Response(status=step, text=text, headers=headers)
        if step == SLOW:
            await self._stop.wait()
        assert request.transport is not None
        request.transport.abort()
        return web.Response()


def _read(browser: _Browser, body: bytes) -> bytes:
    text: bytes = http_ece.decrypt(
        body, private_key=browser.key, auth_secret=browser.auth, version="aes128gcm"
    )
    return text
