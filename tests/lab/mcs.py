"""The connection over which Chromium's push client receives its messages (MCS)."""

import asyncio
import time
from collections.abc import Callable

from tests.lab.protobuf import Fields, decoded, encoded, varint
from tests.lab.push_store import Message, PushStore, PushSubscription, State

PROTOCOL_VERSION = 41
PING, PONG, LOGIN, LOGGED_IN, STREAM_ACK, DATA = 0, 1, 2, 3, 7, 8
LAST_STREAM_FIELD = {PING: 2, PONG: 1, STREAM_ACK: 10, DATA: 11}
DELIVERED = 100


class McsConnection:
    """The way to one Chromium."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._stream = 1

    @property
    def closed(self) -> bool:
        """Whether the connection is going or gone."""
        return self._writer.is_closing()

    async def greet(self) -> None:
        """Tell the version and that the login is accepted."""
        self._writer.write(bytes([PROTOCOL_VERSION]))
        now = int(time.time() * 1000)
        await self.send(LOGGED_IN, encoded((1, "login"), (5, 1), (8, now)))

    async def send(self, kind: int, body: bytes) -> None:
        """Send one frame."""
        self._writer.write(bytes([kind]) + varint(len(body)) + body)
        await self._writer.drain()

    async def deliver(self, message: Message, subscription: PushSubscription) -> None:
        """Send the message as a data frame with its place in the stream."""
        self._stream += 1
        message.stream = self._stream
        named = {"subtype": subscription.channel}
        if message.body:
            named["content-encoding"] = "aes128gcm"
        body = encoded(
            (2, message.version),
            (3, subscription.details["sender"]),
            (5, subscription.details["app"]),
            *((7, encoded((1, name), (2, value))) for name, value in named.items()),
            (9, message.version),
            (10, message.stream),
            (17, message.ttl),
            (18, int(time.time() * 1000)),
            *([(21, message.body)] if message.body else []),
            (24, 1),
        )
        await self.send(DATA, body)

    async def close(self) -> None:
        """Close the connection."""
        self._writer.close()


class McsTalk:
    """One Chromium's talk, from its login on."""

    def __init__(self, store: PushStore, is_away: Callable[[], bool]) -> None:
        self._store = store
        self._is_away = is_away
        self._browser_id: str | None = None

    async def hold(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer frames until the browser or the service goes away."""
        connection = McsConnection(writer)
        try:
            if self._is_away():
                return
            await reader.readexactly(1)  # the protocol's version
            while True:
                kind, fields = await _frame(reader)
                await self._answer(connection, kind, fields)
        except (asyncio.IncompleteReadError, OSError):
            pass  # the browser closed or was cut: both end the talk
        finally:
            self._store.disconnect(self._browser_id, connection)
            writer.close()

    async def _answer(self, connection: McsConnection, kind: int, fields: Fields) -> None:
        if kind == LOGIN:
            await self._log_in(connection, fields)
        elif kind == PING:
            await connection.send(PONG, b"")
        if kind in LAST_STREAM_FIELD:
            self._acknowledge_up_to(kind, fields)

    async def _log_in(self, connection: McsConnection, fields: Fields) -> None:
        user = fields[3][0]
        assert isinstance(user, bytes)
        self._browser_id = user.decode()
        await connection.greet()
        self._store.connect(self._browser_id, connection)
        await self._store.flush(self._browser_id)

    def _acknowledge_up_to(self, kind: int, fields: Fields) -> None:
        last = int(fields.get(LAST_STREAM_FIELD[kind], [0])[0])
        for message in self._store.messages:
            mine = message.state is State.SENT and self._is_mine(message)
            if mine and (message.stream <= last or kind == STREAM_ACK):
                self._store.acknowledge(message.version, DELIVERED)

    def _is_mine(self, message: Message) -> bool:
        return self._store.subscriptions[message.token].browser == self._browser_id


async def _frame(reader: asyncio.StreamReader) -> tuple[int, Fields]:
    kind = (await reader.readexactly(1))[0]
    length = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        length |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return kind, decoded(await reader.readexactly(length)) if length else {}
