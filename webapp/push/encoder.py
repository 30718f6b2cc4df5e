"""Encryption of a payload for one browser, as RFC 8291 demands."""

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.push.message import MAX_PAYLOAD_BYTES
from webapp.push.subscription import Subscription


def encrypt(
    subscription: Subscription,
    payload: bytes,
    salt: bytes | None = None,
    private_key: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Answer the aes128gcm body; a fresh salt and a fresh key unless they are given.

    ValueError where the payload is too long for one record or the keys cannot be used.
    """
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise ValueError(f"A payload holds at most {MAX_PAYLOAD_BYTES} bytes.")
    if len(subscription.auth) != 16:
        raise ValueError("The authentication secret is not 16 bytes long.")
    body: bytes = http_ece.encrypt(
        payload,
        salt=salt,
        private_key=private_key or ec.generate_private_key(ec.SECP256R1()),
        dh=subscription.p256dh,
        auth_secret=subscription.auth,
        version="aes128gcm",
    )
    return body
