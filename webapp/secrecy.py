"""What must never be read in a log, by whatever way it came into a text."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

HIDDEN = "…"

# An address keeps its host: a path may be a capability, a query a token, the rest a password.
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+", re.IGNORECASE)
_OUR_TOKENS = re.compile(r"(/(?:go|link|calendar)/)[^\s\"'<>]+")
_AUTHORIZATION = re.compile(r"\b(Bearer|Basic|vapid)\s+[^\s\"']+", re.IGNORECASE)
_BYTES = re.compile(r"\bb'(?:[^'\\]|\\.){8,}'|\bb\"(?:[^\"\\]|\\.){8,}\"")
_ROW = re.compile(r"(DETAIL|Failing row contains|\[parameters):?.*", re.DOTALL)
_RUN = re.compile(r"(?<![\w-])[\w-]{20,}(?![\w-])", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Veil:
    """Hides what is known to be secret, and what has the shape of a secret."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Take the secrets of this installation; the longest are looked for first."""
        known = sorted(filter(None, secrets), key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def over(self, text: str) -> str:
        """The text on one line, without its secrets."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        text = _ROW.sub(rf"\1 {HIDDEN}", text)
        text = _ADDRESS.sub(lambda found: _host_of(found[0]), text)
        text = _OUR_TOKENS.sub(rf"\1{HIDDEN}", text)
        text = _AUTHORIZATION.sub(rf"\1 {HIDDEN}", text)
        text = _BYTES.sub(HIDDEN, text)
        text = _RUN.sub(lambda found: HIDDEN if _is_key(found[0]) else found[0], text)
        return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _host_of(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return HIDDEN
    return f"{parts.scheme}://{host}" + (
        f"/{HIDDEN}" if parts.path.strip("/") or parts.query else ""
    )


def _is_key(run: str) -> bool:
    """Whether this has the shape of a key: words, names in code and UUIDs have not."""
    upper, lower, digits = (sum(map(test, run)) for test in (str.isupper, str.islower, str.isdigit))
    if len(run) >= 40 and digits and upper + lower:
        return True
    # Names in code have few capitals, and seldom figures among both kinds of letters.
    return bool(upper and lower and (digits or min(upper, lower) * 6 >= len(run)))
