"""A push service for Chromium: check-in, registration and MCS, under the endpoint it hands out."""

import asyncio
import random
import secrets
import time
from pathlib import Path
from urllib.parse import parse_qs

from aiohttp import web

from tests.lab.base64url import to_bytes
from tests.lab.mcs import McsTalk
from tests.lab.protobuf import decoded, encoded, fixed64
from tests.lab.push_service import PushService
from tests.lab.push_store import PushSubscription
from tests.lab.pushproxy import PushProxy

# Chromium hands out this staging name once it is told another MCS endpoint.
HOST = "jmt17.google.com"
VAPID_KEY_LENGTH = 87


class GcmService(PushService):
    """A push service a stock Chromium talks to when started with `flags`."""

    sender_path = "/fcm/send/"

    def __init__(self, folder: Path) -> None:
        super().__init__(public_origin=f"https://{HOST}")
        self.proxy = PushProxy(folder, [HOST])
        self._mcs: asyncio.Server | None = None
        self._mcs_port = 0

    @property
    def flags(self) -> list[str]:
        """The browser's command line switches that lead it here."""
        return [
            f"--gcm-checkin-url={self.local_origin}/checkin",
            f"--gcm-registration-url={self.local_origin}/register",
            f"--gcm-mcs-endpoint=https://localhost:{self._mcs_port}",
            "--ignore-certificate-errors",
        ]

    def routes(self) -> list[web.RouteDef]:
        """The sender's routes and those of the browser's registration."""
        mine = [web.post("/checkin", self._check_in), web.post("/register", self._register)]
        return [*super().routes(), *mine]

    async def serve(self) -> None:
        """Listen with HTTP, MCS and the proxy."""
        await super().serve()
        self._mcs = await asyncio.start_server(self._hold_mcs, "127.0.0.1", 0, ssl=self.proxy.tls)
        self._mcs_port = self._mcs.sockets[0].getsockname()[1]
        await self.proxy.serve(self.port)

    async def close(self) -> None:
        """Stop all three."""
        await super().close()
        await self.proxy.close()
        if self._mcs is not None:
            self._mcs.close()

    async def _hold_mcs(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await McsTalk(self.store, lambda: self.away).hold(reader, writer)

    async def _check_in(self, request: web.Request) -> web.Response:
        known = decoded(await request.read()).get(2, [0])[0]
        device = known or random.getrandbits(62)
        assert isinstance(device, int)
        answer = (
            encoded((1, 1), (3, int(time.time() * 1000)))
            + fixed64(7, device)
            + fixed64(8, random.getrandbits(62))
            + encoded((11, "local"))
        )
        return web.Response(body=answer, content_type="application/x-protobuf")

    async def _register(self, request: web.Request) -> web.Response:
        form = {name: values[0] for name, values in parse_qs(await request.text()).items()}
        browser, channel = form.get("device", ""), form.get("X-subtype", "")
        if form.get("delete") == "true":
            self.store.unsubscribe(browser, channel)
            return web.Response(text=f"token={channel}")
        sender = form.get("sender", "")
        token = f"{secrets.token_urlsafe(12)}:APA91b{secrets.token_urlsafe(90)}"
        self.store.subscriptions[token] = PushSubscription(
            browser=browser,
            channel=channel,
            key=to_bytes(sender) if len(sender) >= VAPID_KEY_LENGTH else None,
            details={"app": form.get("app", ""), "sender": sender},
        )
        return web.Response(text=f"token={token}")
