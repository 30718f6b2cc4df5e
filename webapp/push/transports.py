"""Which way of posting is taken: libcurl where it is installed, aiohttp everywhere else."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from webapp.push.aio_transport import AioTransport
from webapp.push.network import Network
from webapp.push.transport import Transport

OpenTransport = Callable[[Network], Transport]


def open_transport(network: Network) -> Transport:
    """Open the fastest way of posting that this installation has."""
    return _fastest()(network)


@cache
def _fastest() -> OpenTransport:
    try:
        # Loaded by name: it is an extra ("fast") and may be missing, or miss a library of its own.
        found: OpenTransport = import_module("webapp.push.curl_transport").CurlTransport
    except ImportError:
        return AioTransport
    return found
