"""Which addresses a browser may name as its push service."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

KNOWN_HOSTS = (
    "push.apple.com",
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
)
MAX_CHARACTERS = 1024
_MOST_KEPT = 1000  # hosts come from browsers, so their number needs an end

_DEFAULT_PORTS = {"https": 443, "http": 80}
_PLAIN = re.compile(r"[!-~]+")
# A name or IPv4, or IPv6 without its brackets. The resolver raises on an empty or longer label.
_HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*|[0-9a-f.]*:[0-9a-f:.]*")


class SubscriptionProblem(ValueError):
    """A subscription that no browser of ours sent: the field, and what is wrong with it.

    The message never repeats the value, because an endpoint is a secret.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class EndpointPolicy:
    """The known push services, and the hosts that the operator added by name.

    An added host ("jmt17.google.com" for every port, "127.0.0.1:9300" for one) may also be plain
    http and need not be public. No other host may.
    """

    extra_hosts: frozenset[str] = frozenset()

    def check(self, url: str) -> None:
        """Raise SubscriptionProblem unless messages may be posted to this endpoint."""
        parts = _split(url)
        if self._adds(parts):
            return
        if parts.scheme != "https" or _port_of(parts) != 443:
            raise _problem("must be https on port 443")
        if not _is_known(parts.hostname or ""):
            raise _problem("is not at a push service that we know")

    def adds(self, url: str) -> bool:
        """Answer whether the operator added the endpoint's host by name."""
        return self._adds(_split(url))

    def _adds(self, parts: SplitResult) -> bool:
        host = parts.hostname or ""
        named = f"[{host}]" if ":" in host else host
        added = {extra.lower() for extra in self.extra_hosts}
        return named in added or f"{named}:{_port_of(parts)}" in added


def head_of(url: str) -> str:
    """Answer the part of an endpoint that says where it leads: scheme, host and port, as written.

    Two endpoints with the same head lead to the same place, and what was found of one holds for
    the other: SubscriptionProblem where the rest of this one is not an address.
    """
    if not _is_plain(url) or "#" in url:
        _split(url)
        raise _problem("must hold no fragment")
    end = url.find("/", len("https://"))
    return url if end < 0 else url[:end]


def origin_of(url: str) -> str:
    """Answer scheme, host and (where it is not the usual one) port of a checked endpoint.

    This is the audience of RFC 8292, section 2.
    """
    parts = _split(url)
    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    port = _port_of(parts)
    usual = port == _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{named}" if usual else f"{parts.scheme}://{named}:{port}"


@lru_cache(maxsize=_MOST_KEPT)
def host_of(url: str) -> str:
    """Answer host and (where it is not the usual one) port of a checked endpoint."""
    return _host_at(head_of(url))


def is_apple(url: str) -> bool:
    """Answer whether the endpoint is at Apple's push service."""
    return _is_under(_split(url).hostname or "", "push.apple.com")


@lru_cache(maxsize=_MOST_KEPT)
def _host_at(head: str) -> str:
    return origin_of(head).partition("://")[2]


def _split(url: str) -> SplitResult:
    # urlsplit silently drops tabs and line ends and takes a backslash for a letter: other readers
    # of the same text would see another host, so such text is refused before it is read.
    if len(url) > MAX_CHARACTERS:
        raise _problem(f"must not be longer than {MAX_CHARACTERS} characters")
    if not _is_plain(url):
        raise _problem("must be a plain web address")
    parts = _parsed(url)
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(parts.hostname or ""):
        raise _problem("must be a web address")
    if "@" in parts.netloc or parts.fragment:
        raise _problem("must hold no user name and no fragment")
    return parts


def _is_plain(url: str) -> bool:
    return len(url) <= MAX_CHARACTERS and _PLAIN.fullmatch(url) is not None and "\\" not in url


def _parsed(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # read here because reading it is what refuses a port that is none
    except ValueError:
        raise _problem("must be a web address") from None
    return parts


def _port_of(parts: SplitResult) -> int:
    return _DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port


def _is_known(host: str) -> bool:
    return any(_is_under(host, known) for known in KNOWN_HOSTS)


def _is_under(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")


def _problem(message: str) -> SubscriptionProblem:
    return SubscriptionProblem("endpoint", message)
