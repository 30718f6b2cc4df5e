"""What a sender's headers must look like (RFC 8030, RFC 8188)."""

import re

from aiohttp import web

from tests.lab.push_store import Message
from tests.lab.vapid_check import Refused

LONGEST_BODY = 4096
LONGEST_TTL_SECONDS = 30 * 86_400
URGENCIES = {"very-low", "low", "normal", "high"}
TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")


def read_headers(message: Message, request: web.Request) -> None:
    """Fill in what the headers say of `message`; Refused where one is wrong."""
    message.ttl = _ttl(request)
    message.topic = _topic(request)
    message.urgency = _urgency(request)
    _check_body(message.body, request)


def _ttl(request: web.Request) -> int:
    text = request.headers.get("TTL", "")
    if not re.fullmatch(r"\d{1,10}", text):
        raise Refused(400, "TTL missing or not a number of seconds")
    return min(int(text), LONGEST_TTL_SECONDS)


def _topic(request: web.Request) -> str | None:
    topic = request.headers.get("Topic")
    if topic is not None and not TOPIC.fullmatch(topic):
        raise Refused(400, "Topic is not 1 to 32 base64url characters")
    return topic


def _urgency(request: web.Request) -> str:
    urgency = request.headers.get("Urgency", "normal")
    if urgency not in URGENCIES:
        raise Refused(400, f"Urgency {urgency!r} unknown")
    return urgency


def _check_body(body: bytes, request: web.Request) -> None:
    if len(body) > LONGEST_BODY:
        raise Refused(413, f"the body has {len(body)} bytes, {LONGEST_BODY} at most")
    if body and request.headers.get("Content-Encoding") != "aes128gcm":
        raise Refused(400, "Content-Encoding is not aes128gcm")
