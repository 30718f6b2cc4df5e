"""Link codes as people see them: a picture, and a short text to type."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from webapp.actions.people import TYPED_LENGTH, TYPED_SIGNS

QUIET_ZONE = 4  # modules of white around a QR code (ISO/IEC 18004)
_TYPED = re.compile(rf"[{TYPED_SIGNS}]{{{TYPED_LENGTH}}}")
_BETWEEN = re.compile(r"[\s\-–—_.]+")


def code_in(text: str) -> str | None:
    """Find the short code in what somebody typed, however they spaced it; None when it is none."""
    code = _BETWEEN.sub("", text).upper()
    return code if _TYPED.fullmatch(code) else None


def spaced(typed: str) -> str:
    """A short code in two halves, as it is read out."""
    middle = TYPED_LENGTH // 2
    return f"{typed[:middle]}-{typed[middle:]}"


def qr_svg(text: str) -> Markup:
    """A QR code as SVG without a style of its own: black on white whatever the page's colours."""
    code = segno.make_qr(text, error="m")
    drawn = code.svg_inline(border=QUIET_ZONE, omitsize=True, dark="#000", light="#fff")
    return Markup(drawn)


def is_loopback(url: str) -> bool:
    """Whether an address leads nowhere but to the machine that opens it."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
