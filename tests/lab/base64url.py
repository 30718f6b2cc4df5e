"""Base64 as web push writes it: URL-safe and without padding."""

import base64


def to_bytes(text: str) -> bytes:
    """Return the bytes of `text`, whose padding and quotes may be there or not."""
    bare = text.strip().strip('"').rstrip("=")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def to_text(raw: bytes) -> str:
    """Return `raw` as unpadded base64url."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
