"""What the push services of Mozilla, Google and Apple refuse, and with which status."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from py_vapid import Vapid02

from webapp.push import base64url

Refusal = tuple[int, str]


@dataclass(frozen=True)
class Desk:
    """Where a message arrives: the service's origin, the key subscribed with, and the time."""

    origin: str
    vapid_public: str
    now: datetime


def refusal(headers: Mapping[str, str], body: bytes, desk: Desk) -> Refusal | None:
    """Answer why a message is not taken, None where it is."""
    return (
        _signature_refusal(headers.get("Authorization", ""), desk)
        or _header_refusal(headers)
        or _body_refusal(headers, body)
    )


def _signature_refusal(authorization: str, desk: Desk) -> Refusal | None:
    form = re.fullmatch(r"vapid t=([\w.-]+),k=([\w-]+)", authorization)
    if form is None or not Vapid02.verify(authorization):
        return 401, "BadJwtToken"
    if form[2] != desk.vapid_public:
        return 403, "VapidPkHashMismatch"
    claims = json.loads(base64url.decoded(form[1].split(".")[1]))
    return _claims_refusal(claims, desk)


def _claims_refusal(claims: Mapping[str, object], desk: Desk) -> Refusal | None:
    if claims.get("aud") != desk.origin:
        return 403, "aud"
    expires = claims.get("exp")
    soonest = desk.now.timestamp()
    latest = (desk.now + timedelta(hours=24)).timestamp()
    if not isinstance(expires, int) or not soonest < expires <= latest:
        return 403, "exp"
    subject = str(claims.get("sub", ""))
    if not re.fullmatch(r"mailto:[^\s<>@]+@[^\s<>@]+\.[a-z]{2,}|https://[^\s<>]+", subject):
        return 403, "BadJwtToken (sub)"
    return None


def _header_refusal(headers: Mapping[str, str]) -> Refusal | None:
    if not re.fullmatch(r"\d+", headers.get("TTL", "")):
        return 400, "BadTtl"
    if headers.get("Urgency", "normal") not in ("very-low", "low", "normal", "high"):
        return 400, "BadUrgency"
    topic = headers.get("Topic")
    # Apple decodes the topic, and nothing decodes to one character more than whole groups.
    if topic is not None and (
        not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", topic) or len(topic) % 4 == 1
    ):
        return 400, "BadWebPushTopic"
    return None


def _body_refusal(headers: Mapping[str, str], body: bytes) -> Refusal | None:
    if len(body) > 4096:
        return 413, "PayloadTooLarge"
    if headers.get("Content-Encoding") != "aes128gcm":
        return 400, "BadEncoding"
    if int.from_bytes(body[16:20]) < len(body) - 86:
        return 400, "MoreThanOneRecord"
    return None
