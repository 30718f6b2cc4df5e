"""Who a request is from and how it came: believed from the reverse proxies we were told of only."""

from collections.abc import Collection, Iterable
from ipaddress import IPv6Address, ip_address
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.setting_values import IPAddress

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
        is_trusted = _address(environ.get("REMOTE_ADDR", "")) in self.trusted
        for name in [name for name in environ if _is_forwarding(name)]:
            if not (is_trusted and name in APPLIED):
                del environ[name]
        application = self.forwarded if is_trusted else self.direct
        return application(environ, start_response)


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
