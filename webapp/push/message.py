"""What is sent: the notification as browsers read it, and how long and how urgently to keep it."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from webapp.push import base64url

MAX_PAYLOAD_BYTES = 3993  # one record of a 4 096-byte body, the most that push services take
URGENCIES = ("very-low", "low", "normal", "high")

_DECLARATIVE = 8030  # the number that marks a Declarative Web Push message
_TOPIC = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a notification, and the absolute address that it opens."""

    action: str
    title: str
    navigate: str = field(repr=False)

    def __post_init__(self) -> None:
        _require_absolute(self.navigate)


@dataclass(frozen=True, slots=True)
class Notification:
    """The words a person sees and the absolute address that a tap opens."""

    title: str
    body: str
    navigate: str = field(repr=False)
    tag: str
    token: str = field(repr=False)
    lang: str = "en"
    actions: tuple[Action, ...] = ()
    kind: str = "reminder"

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueError("A notification needs a title.")
        _require_absolute(self.navigate)


@dataclass(frozen=True, slots=True)
class Message:
    """One payload and how the push service shall keep it; ttl in seconds."""

    payload: bytes = field(repr=False)
    ttl: int
    urgency: str = "high"  # a dozing phone holds anything less back
    topic: str | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.payload) <= MAX_PAYLOAD_BYTES:
            raise ValueError(f"A payload holds 1 to {MAX_PAYLOAD_BYTES} bytes.")
        if self.ttl < 0:
            raise ValueError("A message cannot live less than 0 seconds.")
        if self.urgency not in URGENCIES:
            raise ValueError(f"The urgency is one of {', '.join(URGENCIES)}.")
        if self.topic is not None and not _TOPIC.fullmatch(self.topic):
            raise ValueError("A topic is 32 characters of base64url; topic_of makes one.")


def payload(notification: Notification) -> bytes:
    """Answer the JSON that is both a Declarative Web Push message and our worker's input.

    ValueError where it is longer than a push service takes.
    """
    body = {
        "web_push": _DECLARATIVE,
        "mutable": True,  # the drafts have read it in both places
        "notification": _described(notification),
    }
    encoded = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    if len(encoded) > MAX_PAYLOAD_BYTES:
        raise ValueError(f"A notification holds at most {MAX_PAYLOAD_BYTES} bytes.")
    return encoded


OPEN_TOKEN = "\ue000"  # a private character, which no text of ours holds


@dataclass(frozen=True, slots=True)
class Form:
    """A payload that lacks only its token: the same words for many cost next to nothing each."""

    pieces: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def of(cls, notification: Notification) -> "Form":
        """Read a notification in which OPEN_TOKEN stands wherever the token belongs."""
        return cls(tuple(payload(notification).split(OPEN_TOKEN.encode())))

    def filled(self, token: str) -> bytes:
        """Answer the payload with its token, which is plain text without quotes."""
        return token.encode("ascii").join(self.pieces)


def topic_of(text: str) -> str:
    """Answer a topic of exactly 32 characters, the same for the same text.

    Apple decodes topics and refuses some lengths; 24 bytes always decode.
    """
    return base64url.encoded(hashlib.sha256(text.encode()).digest()[:24])


def _described(notification: Notification) -> dict[str, object]:
    return {
        "title": notification.title,
        "body": notification.body,
        "lang": notification.lang,
        "dir": "ltr",
        "tag": notification.tag,
        "navigate": notification.navigate,
        "silent": False,
        "mutable": True,
        "data": {"token": notification.token, "kind": notification.kind},
        "actions": [
            {"action": action.action, "title": action.title, "navigate": action.navigate}
            for action in notification.actions
        ],
    }


def _require_absolute(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("A notification opens an absolute web address.")
