"""A push service for Firefox: its browsers speak Mozilla's autopush protocol over a WebSocket."""

import json
import secrets
import uuid

from aiohttp import WSMsgType, web

from tests.lab.base64url import to_bytes, to_text
from tests.lab.push_service import PushService
from tests.lab.push_store import Message, PushSubscription

OFFICIAL_HOST = "updates.push.services.mozilla.com"


class WebSocketConnection:
    """The way to one Firefox."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket

    @property
    def closed(self) -> bool:
        """Whether the socket is closed."""
        return self._socket.closed

    async def deliver(self, message: Message, subscription: PushSubscription) -> None:
        """Send the message as a notification frame."""
        frame: dict[str, object] = {
            "messageType": "notification",
            "channelID": subscription.channel,
            "version": message.version,
            "ttl": message.ttl,
        }
        if message.body:
            frame["data"] = to_text(message.body)
            frame["headers"] = {"encoding": "aes128gcm"}
        await self._socket.send_json(frame)

    async def close(self) -> None:
        """Close as a service that goes away does."""
        await self._socket.close(code=1001)


class AutopushService(PushService):
    """A push service a stock Firefox talks to once `dom.push.serverURL` names it."""

    @property
    def web_socket_url(self) -> str:
        """The address for the browser's preference."""
        return f"ws://127.0.0.1:{self.port}/"

    def routes(self) -> list[web.RouteDef]:
        """The sender's routes and the browsers' WebSocket."""
        return [*super().routes(), web.get("/", self._talk)]

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse(protocols=("push-notification",), heartbeat=30)
        await socket.prepare(request)
        conversation = Conversation(self, socket)
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await conversation.answer(json.loads(frame.data))
        finally:
            self.store.disconnect(conversation.browser_id, conversation.connection)
        return socket


class Conversation:
    """One Firefox's talk with the service, from its hello on."""

    def __init__(self, service: AutopushService, socket: web.WebSocketResponse) -> None:
        self.browser_id: str | None = None
        self.connection = WebSocketConnection(socket)
        self._service = service
        self._socket = socket
        self._answers = {
            "hello": self._hello,
            "register": self._register,
            "unregister": self._unregister,
            "ack": self._acknowledge,
            "nack": self._acknowledge,
        }

    async def answer(self, frame: dict[str, object]) -> None:
        """Answer one frame of the browser; a frame without a type is a ping."""
        kind = str(frame.get("messageType", "ping"))
        if kind == "ping":
            await self._socket.send_str("{}")
        elif kind in self._answers:
            await self._answers[kind](frame)

    async def _hello(self, frame: dict[str, object]) -> None:
        known = str(frame.get("uaid"))
        store = self._service.store
        self.browser_id = known if known in store.browsers else uuid.uuid4().hex
        store.connect(self.browser_id, self.connection)
        await self._reply(frame, uaid=self.browser_id, use_webpush=True, broadcasts={})
        await store.flush(self.browser_id)

    async def _register(self, frame: dict[str, object]) -> None:
        token = secrets.token_urlsafe(32)
        key = frame.get("key")
        self._service.store.subscriptions[token] = PushSubscription(
            browser=self.browser_id or "",
            channel=str(frame["channelID"]),
            key=to_bytes(str(key)) if key else None,
        )
        endpoint = self._service.endpoint(token)
        await self._reply(frame, uaid=self.browser_id, pushEndpoint=endpoint)

    async def _unregister(self, frame: dict[str, object]) -> None:
        self._service.store.unsubscribe(self.browser_id, str(frame["channelID"]))
        await self._reply(frame)

    async def _acknowledge(self, frame: dict[str, object]) -> None:
        updates = frame.get("updates") or [frame]
        assert isinstance(updates, list)
        for update in updates:
            self._service.store.acknowledge(str(update["version"]), int(update["code"]))

    async def _reply(self, frame: dict[str, object], **fields: object) -> None:
        echo = {key: frame[key] for key in ("messageType", "channelID") if key in frame}
        await self._socket.send_json({**echo, "status": 200, **fields})
