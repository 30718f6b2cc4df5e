"""What a strict push service demands of a sender's VAPID header (RFC 8292)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.lab.base64url import to_bytes

LONGEST_LIFE_SECONDS = 86_400 + 30
CONTACT = re.compile(r"(mailto:\S+@\S+|https://\S+)")


class Refused(Exception):
    """The service does not take the message: `status` is its answer."""

    def __init__(self, status: int, why: str, retry_after: int | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.retry_after = retry_after


@dataclass(frozen=True)
class Demand:
    """What the token must fit: the service's origin, the key that subscribed, the clock."""

    origin: str
    subscribed_key: bytes | None
    now: float


def checked_claims(header: str | None, demand: Demand) -> Mapping[str, object] | None:
    """Return the token's claims; None where nothing was sent nor demanded; else Refused."""
    if not header:
        if demand.subscribed_key:
            raise Refused(401, "no Authorization, but the subscription is bound to a key")
        return None
    token, key = _token_and_key(header)
    claims = _verified(token, key)
    _check_claims(claims, demand)
    if demand.subscribed_key and demand.subscribed_key != key:
        raise Refused(403, "the VAPID key is not the key that subscribed")
    return claims


def _token_and_key(header: str) -> tuple[str, bytes]:
    scheme, _, rest = header.partition(" ")
    fields = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if scheme.lower() != "vapid" or not {"t", "k"} <= fields.keys():
        raise Refused(403, "Authorization is not 'vapid t=..., k=...'")
    return fields["t"], to_bytes(fields["k"])


def _verified(token: str, key: bytes) -> dict[str, object]:
    try:
        head, body, signature = token.split(".")
        algorithm = json.loads(to_bytes(head))["alg"]
        claims: dict[str, object] = json.loads(to_bytes(body))
        raw = to_bytes(signature)
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(403, f"VAPID token unreadable: {error}") from error
    if algorithm != "ES256" or len(raw) != 64:
        raise Refused(403, "VAPID token is not ES256")
    numbers = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    try:
        public.verify(
            encode_dss_signature(*numbers), f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256())
        )
    except InvalidSignature as error:
        raise Refused(403, "VAPID signature does not verify") from error
    return claims


def _check_claims(claims: Mapping[str, object], demand: Demand) -> None:
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or expires <= demand.now:
        raise Refused(403, "VAPID exp missing or past")
    if expires > demand.now + LONGEST_LIFE_SECONDS:
        raise Refused(403, "VAPID exp more than 24 hours ahead")
    if claims.get("aud") != demand.origin:
        raise Refused(403, f"VAPID aud {claims.get('aud')!r} is not {demand.origin!r}")
    contact = claims.get("sub")
    if not isinstance(contact, str) or not CONTACT.fullmatch(contact):
        raise Refused(403, f"VAPID sub {contact!r} is neither mailto: nor https:")
