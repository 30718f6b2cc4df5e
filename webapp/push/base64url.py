"""Base64url without padding, as web push writes its keys."""

import base64
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*={0,2}")


def encoded(raw: bytes) -> str:
    """Answer the text of these bytes, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """Answer the bytes of this text; ValueError, without the text, where it is not base64url."""
    if not _ALPHABET.fullmatch(text):
        raise ValueError("not base64url")
    bare = text.rstrip("=")
    if len(bare) % 4 == 1:
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
