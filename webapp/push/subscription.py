"""What a browser hands over so that it can be reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec

from webapp.push import base64url
from webapp.push.endpoint import EndpointPolicy, SubscriptionProblem

__all__ = ["Subscription", "SubscriptionProblem", "parse_subscription"]

_POINT_BYTES = 65
_AUTH_BYTES = 16
_MAX_KEY_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Subscription:
    """One browser's address and its decoded keys; no repr shows them because all are secret."""

    endpoint: str = field(repr=False)
    p256dh: bytes = field(repr=False)
    auth: bytes = field(repr=False)


def parse_subscription(body: Mapping[str, object], policy: EndpointPolicy) -> Subscription:
    """Read what PushSubscription.toJSON() gave; SubscriptionProblem where it cannot be used."""
    endpoint = body.get("endpoint")
    if not isinstance(endpoint, str):
        raise SubscriptionProblem("endpoint", "must be a text")
    policy.check(endpoint)
    keys = body.get("keys")
    if not isinstance(keys, Mapping):
        raise SubscriptionProblem("keys", "must be an object")
    return Subscription(endpoint, _point(keys), _auth(keys))


def _point(keys: Mapping[str, object]) -> bytes:
    point = _key(keys, "p256dh")
    if len(point) != _POINT_BYTES or point[0] != 4:
        raise SubscriptionProblem("keys.p256dh", "must be an uncompressed point of 65 bytes")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise SubscriptionProblem("keys.p256dh", "must lie on the curve P-256") from None
    return point


def _auth(keys: Mapping[str, object]) -> bytes:
    auth = _key(keys, "auth")
    if len(auth) != _AUTH_BYTES:
        raise SubscriptionProblem("keys.auth", "must be 16 bytes")
    return auth


def _key(keys: Mapping[str, object], name: str) -> bytes:
    text = keys.get(name)
    if not isinstance(text, str) or len(text) > _MAX_KEY_CHARACTERS:
        raise SubscriptionProblem(f"keys.{name}", "must be a short text")
    try:
        return base64url.decoded(text)
    except ValueError:
        raise SubscriptionProblem(f"keys.{name}", "must be base64url") from None
