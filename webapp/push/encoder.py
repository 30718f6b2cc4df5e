"""Encryption of a payload for one browser, as RFC 8291 demands.

Written out on the primitives because it is most of what a message costs, and the libraries take
half as long again. The tests hold it to the example of the RFC, to http_ece and to pywebpush.
"""

import hashlib
import os
from functools import lru_cache
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.push.message import MAX_PAYLOAD_BYTES
from webapp.push.subscription import Subscription

_CURVE = ec.SECP256R1()
_ECDH = ec.ECDH()
_RECORD_SIZE_AND_KEY_LENGTH = (4096).to_bytes(4) + bytes([65])
_END_OF_LAST_RECORD = b"\x02"
_KEPT_POINTS = 1024  # of browsers, read once; some 2 KB each
_BLOCK = 64  # of SHA-256, in bytes
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


class Envelope(NamedTuple):
    """All of an encryption that needs no message; for one message only."""

    salt: bytes
    ours: bytes  # the public half of a key made for this message
    key: bytes
    nonce: bytes


def encrypt(
    subscription: Subscription,
    payload: bytes,
    salt: bytes | None = None,
    private_key: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Answer the aes128gcm body; a fresh salt and a fresh key unless they are given.

    ValueError where the payload is too long for one record or the keys cannot be used.
    """
    return seal(make_envelope(subscription, salt, private_key), payload)


def make_envelope(
    subscription: Subscription,
    salt: bytes | None = None,
    private_key: ec.EllipticCurvePrivateKey | None = None,
) -> Envelope:
    """Do what takes long; ValueError where the subscription's keys cannot be used."""
    if len(subscription.auth) != 16:
        raise ValueError("The authentication secret is not 16 bytes long.")
    salt = salt or os.urandom(16)
    private_key = private_key or ec.generate_private_key(_CURVE)
    ours = private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = private_key.exchange(_ECDH, _point(subscription.p256dh))
    context = b"WebPush: info\0" + subscription.p256dh + ours + b"\x01"
    secret = _hmac(salt, _hmac(_hmac(subscription.auth, shared), context))
    key = _hmac(secret, b"Content-Encoding: aes128gcm\0\x01")[:16]
    nonce = _hmac(secret, b"Content-Encoding: nonce\0\x01")[:12]
    return Envelope(salt, ours, key, nonce)


def seal(envelope: Envelope, payload: bytes) -> bytes:
    """Answer the body; a second message in the same envelope would give both away.

    ValueError where the payload is too long for one record.
    """
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise ValueError(f"A payload holds at most {MAX_PAYLOAD_BYTES} bytes.")
    sealed = AESGCM(envelope.key).encrypt(envelope.nonce, payload + _END_OF_LAST_RECORD, None)
    return b"".join((envelope.salt, _RECORD_SIZE_AND_KEY_LENGTH, envelope.ours, sealed))


@lru_cache(maxsize=_KEPT_POINTS)
def _point(encoded: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, encoded)


def _hmac(key: bytes, text: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104) for keys of at most one block; hmac.digest takes twice as long."""
    padded = key.ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(padded.translate(_INNER) + text).digest()
    return hashlib.sha256(padded.translate(_OUTER) + inner).digest()
