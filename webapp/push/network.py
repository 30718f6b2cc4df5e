"""How connections are made: to public addresses only, by no proxy but the one that was given."""

import errno
import ipaddress
import socket
import ssl
from dataclasses import dataclass, field

import aiohttp
from aiohttp.abc import AbstractResolver

_MAPPED_BY_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_TUNNELS = (ipaddress.ip_network("2001::/32"), ipaddress.ip_network("2002::/16"))  # Teredo, 6to4


@dataclass(frozen=True, slots=True)
class Network:
    """What the operator decided about the way out; nothing is read from the environment.

    The CA file is trusted besides the system's own. The timeout is for one message, in seconds.
    """

    proxy: str | None = field(default=None, repr=False)  # it may hold a password
    ca: str | None = None
    timeout_seconds: float = 10.0
    concurrency: int = 100
    resolver: AbstractResolver | None = field(default=None, repr=False)  # None: the system's


class NotPublic(OSError):
    """The address must not be reached.

    It carries EPERM because aiohttp folds the errors of several addresses into one OSError and
    keeps nothing of them but a common number.
    """

    def __init__(self) -> None:
        super().__init__(errno.EPERM, "the address is not public")


def open_session(network: Network, guarded: bool) -> aiohttp.ClientSession:
    """Answer a session whose sockets, where guarded, are made for public addresses alone."""
    connector = aiohttp.TCPConnector(
        limit=network.concurrency,
        ssl=_trust(network.ca),
        resolver=network.resolver,
        socket_factory=guarded_socket if guarded else None,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=network.timeout_seconds),
        trust_env=False,
        auto_decompress=False,
    )


def guarded_socket(address_info: aiohttp.AddrInfoType) -> socket.socket:
    """Make a socket for a public address; NotPublic, before anything is sent, for any other.

    The check stands here because here the address is the one that will be connected to: a name
    that resolves differently a second time gains nothing.
    """
    family, kind, protocol, _, address = address_info
    if not is_public(str(address[0])):
        raise NotPublic
    return socket.socket(family, kind, protocol)


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


def _trust(ca: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca is not None:
        context.load_verify_locations(ca)
    return context
