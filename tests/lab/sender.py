"""An application server of the tests' own: encrypts, signs and posts one message."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.lab.base64url import to_bytes, to_text

LIFE_SECONDS = 3600


@dataclass
class LabSender:
    """A sender with a VAPID key of its own; `local_origin` is where the service truly listens."""

    local_origin: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def public_key(self) -> bytes:
        """The key a browser subscribes with."""
        return _point(self.key)

    def send(self, subscription: Mapping[str, Any], text: str | None, **headers: str) -> int:
        """Post `text` to the subscription and return the service's status."""
        endpoint = subscription["endpoint"]
        body = encrypted(subscription, text.encode()) if text is not None else b""
        sent = {"TTL": "60", "Authorization": self._authorization(endpoint), **headers}
        if body:
            sent["Content-Encoding"] = "aes128gcm"
        address = self.local_origin + urlsplit(endpoint).path
        request = urllib.request.Request(address, body, sent, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def _authorization(self, endpoint: str) -> str:
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(time.time()) + LIFE_SECONDS,
            "sub": "mailto:tests@example.org",
        }
        head = {"typ": "JWT", "alg": "ES256"}
        signed = ".".join(to_text(json.dumps(part).encode()) for part in (head, claims))
        numbers = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        signature = b"".join(number.to_bytes(32, "big") for number in numbers)
        return f"vapid t={signed}.{to_text(signature)}, k={to_text(self.public_key)}"


def encrypted(subscription: Mapping[str, Any], plain: bytes) -> bytes:
    """Return `plain` as an RFC 8291 message for the subscription."""
    keys = subscription["keys"]
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    secret: bytes = http_ece.encrypt(
        plain,
        private_key=ephemeral,
        dh=to_bytes(keys["p256dh"]),
        auth_secret=to_bytes(keys["auth"]),
        version="aes128gcm",
    )
    return secret


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
