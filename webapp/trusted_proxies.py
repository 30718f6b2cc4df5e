"""Who a request is from and how it came: believed from the reverse proxies we were told of only."""

from collections.abc import Collection, Iterable
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.setting_values import IPAddress

CAME_STRAIGHT_FROM_HERE = "unhunch.came_straight_from_here"
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# What proxies leave behind besides the headers that say whom they speak for.
OTHER_TRACES = frozenset({"HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_CF_CONNECTING_IP"})
APPLIED = frozenset({"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST"})


class TrustedProxies:
    """WSGI middleware: a listed proxy's forwarded address, scheme and host count; others' vanish.

    Of several values the last counts, the one the proxy itself has added.
    """

    def __init__(self, application: WSGIApplication, trusted: Collection[IPAddress]) -> None:
        self.trusted = frozenset(trusted)
        self.direct = application
        self.forwarded = ProxyFix(application, x_for=1, x_proto=1, x_host=1)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request as the browser meant it."""
        environ[CAME_STRAIGHT_FROM_HERE] = _came_straight_from_here(environ)
        is_trusted = _address(environ.get("REMOTE_ADDR", "")) in self.trusted
        for name in [name for name in environ if _is_forwarding(name)]:
            if not (is_trusted and name in APPLIED):
                del environ[name]
        application = self.forwarded if is_trusted else self.direct
        return application(environ, start_response)


def came_straight_from_here(environ: WSGIEnvironment) -> bool:
    """Whether a program on this machine asks, and not a proxy here for somebody elsewhere.

    False too for what did not pass through `TrustedProxies`.
    """
    return environ.get(CAME_STRAIGHT_FROM_HERE) is True


def _came_straight_from_here(environ: WSGIEnvironment) -> bool:
    # Judged before anything is believed: the peer, and no trace of anybody behind it.
    peer = _address(environ.get("REMOTE_ADDR", ""))
    return (
        peer is not None
        and peer.is_loopback
        and _named(str(environ.get("HTTP_HOST", ""))) in LOCAL_NAMES
        and not any(_is_forwarding(name) or name in OTHER_TRACES for name in environ)
    )


def _named(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _address(text: str) -> IPAddress | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # A socket for both families shows 10.0.0.1 as ::ffff:10.0.0.1.
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def _is_forwarding(name: str) -> bool:
    return name.startswith("HTTP_X_FORWARDED_") or name == "HTTP_FORWARDED"
