"""The sender's side of a push service (RFC 8030), and the controls of a test over it."""

from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from aiohttp import web

from tests.lab.background import BackgroundLoop
from tests.lab.fake_browser import FakeBrowser
from tests.lab.push_request import read_headers
from tests.lab.push_store import Message, PushStore, State
from tests.lab.vapid_check import Demand, Refused, checked_claims
from tests.lab.waiting import until


@dataclass
class PlannedFailure:
    """An answer the service was told to give, `times` times."""

    status: int
    times: int
    retry_after: int | None


class PushService:
    """A push service on the loopback; subclasses add the way to one make of browser."""

    sender_path = "/wpush/v2/"

    def __init__(self, public_origin: str | None = None) -> None:
        self.store = PushStore()
        self.away = False
        self.port = 0
        self._public_origin = public_origin
        self._failures: deque[PlannedFailure] = deque()
        self._background = BackgroundLoop()
        self._runner: web.AppRunner | None = None

    def __enter__(self) -> Self:
        self._background.start()
        self._background.call(self.serve())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._background.call(self.close())
        finally:
            self._background.stop()

    @property
    def local_origin(self) -> str:
        """Where the service truly listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The origin that stands in the endpoints."""
        return self._public_origin or self.local_origin

    @property
    def messages(self) -> list[Message]:
        """Every message a sender posted, oldest first."""
        return self.store.messages

    def endpoint(self, token: str) -> str:
        """The address a sender posts to for that subscription."""
        return f"{self.origin}{self.sender_path}{token}"

    def fake_browser(self, key: bytes | None = None) -> FakeBrowser:
        """A subscription with no browser behind it, bound to `key`, that decrypts what it gets."""
        fake = FakeBrowser(self.store, key)
        fake.endpoint = self.endpoint(fake.token)
        return fake

    def wait_for_message(self, seconds: float = 15, after: int = 0) -> Message:
        """Return the message that follows the first `after` ones, once a browser acknowledged."""

        def acknowledged() -> Message | None:
            known = self.messages[after:]
            return next((one for one in known if one.state is State.ACKED), None)

        return until(acknowledged, "an acknowledged push message", seconds)

    def go_away(self, away: bool = True) -> None:
        """Be unreachable for browsers (senders still get their 201) until called with False."""
        self.away = away
        if away:
            self.cut()

    def cut(self) -> None:
        """Break every browser's connection once."""
        self._background.call(self.store.cut())

    def hold(self) -> None:
        """Accept messages but hand none over until `release`."""
        self.store.hold = True

    def release(self) -> None:
        """Hand over what was held."""
        self.store.hold = False
        for browser in list(self.store.browsers):
            self.flush(browser)

    def flush(self, browser_id: str) -> None:
        """Hand over what waits for that browser."""
        self._background.call(self.store.flush(browser_id))

    def fail_next(self, status: int, times: int = 1, retry_after: int | None = None) -> None:
        """Answer the next messages with `status`."""
        self._failures.append(PlannedFailure(status, times, retry_after))

    def drop_subscription(self, endpoint: str) -> None:
        """Answer 410 for that endpoint from now on."""
        self.store.subscriptions[endpoint.rsplit("/", 1)[1]].gone = True

    def forget_browsers(self) -> None:
        """Lose all subscriptions: browsers notice at reconnect and change theirs."""
        for subscription in self.store.subscriptions.values():
            subscription.gone = True
        self.cut()
        self.store.browsers.clear()

    def advance(self, seconds: float) -> None:
        """Turn the service's own clock ahead."""
        self.store.ahead_seconds += seconds

    def routes(self) -> list[web.RouteDef]:
        """The HTTP routes of the sender's side."""
        return [web.post(f"{self.sender_path}{{token}}", self._post)]

    async def serve(self) -> None:
        """Listen on a free port of the loopback."""
        application = web.Application(client_max_size=1 << 20)
        application.add_routes(self.routes())
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Cut the browsers and stop listening."""
        await self.store.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _post(self, request: web.Request) -> web.Response:
        message = Message(
            token=request.match_info["token"],
            headers=dict(request.headers),
            body=await request.read(),
            arrived_at=self.store.now(),
        )
        try:
            self._fail_as_told()
            self._check(message, request)
        except Refused as refusal:
            message.status, message.why = refusal.status, refusal.why
            self.store.messages.append(message)
            return _refusal(refusal)
        await self.store.accept(message)
        location = f"{self.origin}/m/{message.version}"
        return web.Response(status=201, headers={"Location": location, "TTL": str(message.ttl)})

    def _fail_as_told(self) -> None:
        if not self._failures:
            return
        failure = self._failures[0]
        failure.times -= 1
        if failure.times <= 0:
            self._failures.popleft()
        raise Refused(failure.status, "as told by the test", failure.retry_after)

    def _check(self, message: Message, request: web.Request) -> None:
        subscription = self.store.subscriptions.get(message.token)
        if subscription is None:
            raise Refused(404, "no such subscription")
        if subscription.gone:
            raise Refused(410, "the subscription is gone")
        parts = urlsplit(self.origin)
        demand = Demand(f"{parts.scheme}://{parts.netloc}", subscription.key, message.arrived_at)
        message.claims = checked_claims(request.headers.get("Authorization"), demand)
        read_headers(message, request)


def _refusal(refusal: Refused) -> web.Response:
    wait = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    answer = {"code": refusal.status, "message": refusal.why}
    return web.json_response(answer, status=refusal.status, headers=wait)
