"""What a push service remembers: browsers, their subscriptions, and the messages for them."""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """Where a message is on its way."""

    REFUSED = "refused"
    STORED = "stored"
    SENT = "sent"
    ACKED = "acked"
    REPLACED = "replaced"
    EXPIRED = "expired"
    DROPPED = "dropped"


@dataclass
class PushSubscription:
    """One subscription; `details` is what the transport needs besides."""

    browser: str
    channel: str
    key: bytes | None
    gone: bool = False
    details: dict[str, str] = field(default_factory=dict)


@dataclass
class Message:
    """One message as the sender posted it, and what became of it."""

    token: str
    headers: Mapping[str, str]
    body: bytes
    arrived_at: float
    state: State = State.REFUSED
    status: int = 201
    why: str = ""
    ttl: int = 0
    topic: str | None = None
    urgency: str = "normal"
    claims: Mapping[str, object] | None = None
    version: str = field(default_factory=lambda: uuid.uuid4().hex)
    tries: int = 0
    ack: int | None = None
    stream: int = 0


class Connection(Protocol):
    """The way to one browser."""

    @property
    def closed(self) -> bool:
        """Whether nothing can be delivered here any more."""
        ...

    async def deliver(self, message: Message, subscription: PushSubscription) -> None:
        """Hand `message` over; ConnectionError when the way broke."""
        ...

    async def close(self) -> None:
        """Cut the way."""
        ...


@dataclass
class KnownBrowser:
    """A browser that said hello once; without a connection it is away."""

    connection: Connection | None = None
    connects: int = 0

    @property
    def way(self) -> Connection | None:
        """The connection where it is open."""
        return None if self.connection is None or self.connection.closed else self.connection


class PushStore:
    """The service's memory, with a clock that may be turned ahead."""

    def __init__(self) -> None:
        self.browsers: dict[str, KnownBrowser] = {}
        self.subscriptions: dict[str, PushSubscription] = {}
        self.messages: list[Message] = []
        self.hold = False
        self.ahead_seconds = 0.0

    def now(self) -> float:
        """Seconds since the epoch by the service's own clock."""
        return time.time() + self.ahead_seconds

    def connect(self, browser_id: str, connection: Connection) -> None:
        """Note that the browser is there."""
        browser = self.browsers.setdefault(browser_id, KnownBrowser())
        browser.connection = connection
        browser.connects += 1

    def disconnect(self, browser_id: str | None, connection: Connection | None) -> None:
        """Note that the browser left; what it did not acknowledge will be sent again."""
        browser = self.browsers.get(browser_id or "")
        if browser is not None and browser.connection is connection:
            browser.connection = None
        for message in self._messages_of(browser_id, State.SENT):
            message.state = State.STORED if message.ttl > 0 else State.DROPPED

    def unsubscribe(self, browser_id: str | None, channel: str) -> None:
        """Let the browser's subscription of that channel answer 410 from now on."""
        for subscription in self.subscriptions.values():
            if (subscription.browser, subscription.channel) == (browser_id, channel):
                subscription.gone = True

    def acknowledge(self, version: str, code: int) -> None:
        """Note the browser's answer: 100 delivered, 101 could not be decrypted, 102 failed."""
        for message in self.messages:
            if message.version == version:
                message.state, message.ack = State.ACKED, code

    async def accept(self, message: Message) -> None:
        """Keep a message that passed every check, and hand it over where its browser is there."""
        self._replace_older(message)
        message.state = State.STORED
        self.messages.append(message)
        browser = self.browsers.get(self.subscriptions[message.token].browser)
        if browser is not None and browser.way is not None and not self.hold:
            await self._hand_over(browser.way, message)
        elif message.ttl == 0:
            message.state = State.DROPPED

    async def flush(self, browser_id: str) -> None:
        """Hand over what waits for the browser."""
        browser = self.browsers.get(browser_id)
        for message in list(self._messages_of(browser_id, State.STORED)):
            if message.arrived_at + message.ttl <= self.now():
                message.state = State.EXPIRED
            elif browser is not None and browser.way is not None and not self.hold:
                await self._hand_over(browser.way, message)

    async def cut(self) -> None:
        """Close every connection."""
        for browser in self.browsers.values():
            connection, browser.connection = browser.connection, None
            if connection is not None:
                await connection.close()

    async def _hand_over(self, connection: Connection, message: Message) -> None:
        message.state = State.SENT
        message.tries += 1
        try:
            await connection.deliver(message, self.subscriptions[message.token])
        except ConnectionError:
            message.state = State.STORED

    def _replace_older(self, newer: Message) -> None:
        for message in self.messages:
            same = (message.token, message.topic) == (newer.token, newer.topic)
            if same and newer.topic and message.state is State.STORED:
                message.state = State.REPLACED

    def _messages_of(self, browser_id: str | None, state: State) -> list[Message]:
        return [
            message
            for message in self.messages
            if message.state is state and self.subscriptions[message.token].browser == browser_id
        ]
