"""A push subscription with no browser behind it, for load and for exact payloads."""

import secrets
import time
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.lab.base64url import to_text
from tests.lab.push_store import Message, PushStore, PushSubscription

DELIVERED = 100
UNREADABLE = 101


@dataclass(frozen=True)
class Received:
    """One message as this browser read it."""

    text: str | None
    at: float
    topic: str | None
    urgency: str
    ttl: int


class FakeBrowser:
    """Subscribed and connected from the start; `inbox` holds what came, decrypted, oldest first."""

    closed = False

    def __init__(self, store: PushStore, key: bytes | None) -> None:
        self.inbox: list[Received] = []
        self.endpoint = ""
        self.token = secrets.token_urlsafe(32)
        self._store = store
        self.browser_id = uuid.uuid4().hex
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = secrets.token_bytes(16)
        store.subscriptions[self.token] = PushSubscription(self.browser_id, str(uuid.uuid4()), key)
        self.come_back()

    @property
    def subscription(self) -> dict[str, object]:
        """What a page would post: PushSubscription.toJSON()."""
        keys = {"p256dh": to_text(self._public), "auth": to_text(self._auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def leave(self) -> None:
        """Be switched off: messages wait at the service."""
        self._store.browsers[self.browser_id].connection = None

    def come_back(self) -> None:
        """Be switched on again; what waits comes with the service's next `flush`."""
        self._store.connect(self.browser_id, self)

    async def deliver(self, message: Message, subscription: PushSubscription) -> None:
        """Decrypt the message into the inbox and acknowledge it."""
        try:
            text = self._decrypted(message.body) if message.body else None
        except (InvalidTag, ValueError):
            self._store.acknowledge(message.version, UNREADABLE)
            return
        self.inbox.append(Received(text, time.time(), message.topic, message.urgency, message.ttl))
        self._store.acknowledge(message.version, DELIVERED)

    async def close(self) -> None:
        """Nothing to close."""

    @property
    def _public(self) -> bytes:
        return self._private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def _decrypted(self, body: bytes) -> str:
        """Read one record of RFC 8188 with the keys of RFC 8291."""
        salt, sender, record = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
        curve = ec.SECP256R1()
        shared = self._private.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(curve, sender)
        )
        ikm = _derived(self._auth, shared, b"WebPush: info\0" + self._public + sender, 32)
        key = _derived(salt, ikm, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(salt, ikm, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")[:-1].decode()


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
