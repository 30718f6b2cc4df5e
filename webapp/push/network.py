"""How connections are made: to public addresses only, by no proxy but the one that was given."""

import errno
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field

_MAPPED_BY_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_TUNNELS = (ipaddress.ip_network("2001::/32"), ipaddress.ip_network("2002::/16"))  # Teredo, 6to4


@dataclass(frozen=True, slots=True)
class Network:
    """What the operator decided about the way out; nothing is read from the environment.

    The CA file is trusted besides the system's own. The timeouts are for connecting and for one
    message as a whole, in seconds. `names` leads names to addresses, as a hosts file does; every
    other name is asked of the system.
    """

    proxy: str | None = field(default=None, repr=False)  # it may hold a password
    ca: str | None = None
    connect_seconds: float = 5.0
    timeout_seconds: float = 10.0
    concurrency: int = 200
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class NotPublic(OSError):
    """The address must not be reached.

    It carries EPERM because aiohttp folds the errors of several addresses into one OSError and
    keeps nothing of them but a common number.
    """

    def __init__(self) -> None:
        super().__init__(errno.EPERM, "the address is not public")


def require_public(address: str) -> None:
    """Raise NotPublic for any address but a public one.

    Called where the address is the one that will be connected to: a name that resolves differently
    a second time gains nothing.
    """
    if not is_public(address):
        raise NotPublic


def is_public(address: str) -> bool:
    """Answer whether this IP address is one of the public internet, however it is wrapped."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner(ip)
        if inner is None:
            return ip in _GLOBAL_UNICAST and ip.is_global and not any(ip in t for t in _TUNNELS)
        ip = inner
    return ip.is_global and not ip.is_multicast


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _MAPPED_BY_NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped
