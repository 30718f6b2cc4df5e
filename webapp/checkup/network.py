"""The way out: whether the push services have addresses and take connections from here."""

import base64
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from webapp.push.network import is_public

SECONDS = 3.0
USUAL = ("fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com")


class Way(StrEnum):
    """How far a connection came."""

    OPEN = "open"
    NO_NAME = "its name has no address here"
    NOT_PUBLIC = "its name leads to an address that is not public"
    NO_CONNECTION = "it takes no connection"
    NO_ANSWER = "nothing answered in time"
    NO_PROXY = "the proxy takes no connection"
    PROXY_REFUSED = "the proxy does not let us through"


@dataclass(frozen=True, slots=True)
class Place:
    """A push service: whether devices here use it, and whether the operator added it by name."""

    host: str
    port: int = 443
    is_used: bool = False
    is_added: bool = False

    def __str__(self) -> str:
        return self.host if self.port == 443 else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A place and how far the way there is open."""

    place: Place
    way: Way


def reach(places: Iterable[Place], proxy: str | None, seconds: float = SECONDS) -> list[Reached]:
    """Try every place at once, each for so many seconds at most; nothing is sent to any."""
    wanted = list(places)
    found: dict[Place, Way] = {}
    # Threads that may be left behind: asking for a name cannot be given up in any other way.
    threads = [
        threading.Thread(target=_try, args=(place, proxy, seconds, found), daemon=True)
        for place in wanted
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [Reached(place, found.get(place, Way.NO_ANSWER)) for place in wanted]


def _try(place: Place, proxy: str | None, seconds: float, found: dict[Place, Way]) -> None:
    found[place] = _through(place, proxy, seconds) if proxy else _straight(place, seconds)


def _straight(place: Place, seconds: float) -> Way:
    try:
        known = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Way.NO_NAME
    addresses = [str(one[4][0]) for one in known]
    allowed = [one for one in addresses if place.is_added or is_public(one)]
    if not allowed:
        return Way.NOT_PUBLIC
    return Way.OPEN if _connects(allowed, place.port, seconds) else Way.NO_CONNECTION


def _connects(addresses: Sequence[str], port: int, seconds: float) -> bool:
    for address in dict.fromkeys(addresses):
        with suppress(OSError), socket.create_connection((address, port), seconds):
            return True
    return False


def _through(place: Place, proxy: str, seconds: float) -> Way:
    parts = urlsplit(proxy)
    usual = 443 if parts.scheme == "https" else 80
    try:
        line = socket.create_connection((parts.hostname or "", parts.port or usual), seconds)
    except OSError:
        return Way.NO_PROXY
    with line:
        try:
            if parts.scheme == "https":
                context = ssl.create_default_context()
                line = context.wrap_socket(line, server_hostname=parts.hostname)
            line.sendall(_connect_request(place, parts.username, parts.password))
            answer = line.recv(64).split()
        except OSError:
            return Way.NO_PROXY
    return Way.OPEN if answer[1:2] == [b"200"] else Way.PROXY_REFUSED


def _connect_request(place: Place, user: str | None, password: str | None) -> bytes:
    target = f"{place.host}:{place.port}"
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if user is not None:
        word = f"{unquote(user)}:{unquote(password or '')}".encode()
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(word).decode()}")
    return "\r\n".join([*lines, "", ""]).encode()
