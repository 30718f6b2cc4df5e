"""One libcurl handle: what a request is told through it, and what came of it."""

import socket
from typing import Any
from urllib.parse import urlsplit

import pycurl

from webapp.push.network import Network, NotPublic, require_public
from webapp.push.transport import Answer, Request, Trouble

_MOST_BODY_BYTES = 4096  # what an answer says is of no use; a long one is cut off
_HAS_HTTP2 = pycurl.version_info()[4] & pycurl.VERSION_HTTP2
_VERSION = pycurl.CURL_HTTP_VERSION_2TLS if _HAS_HTTP2 else pycurl.CURL_HTTP_VERSION_1_1
_PROBLEMS = {
    pycurl.E_OPERATION_TIMEDOUT: Trouble.TIMED_OUT,
    pycurl.E_PEER_FAILED_VERIFICATION: Trouble.UNTRUSTED,
    pycurl.E_COULDNT_CONNECT: Trouble.UNCONNECTED,
    pycurl.E_COULDNT_RESOLVE_HOST: Trouble.UNCONNECTED,
    pycurl.E_COULDNT_RESOLVE_PROXY: Trouble.UNCONNECTED,
}


class _LentSocket(socket.socket):
    """A socket of which libcurl takes a copy; ours is closed as soon as it has."""

    def __del__(self) -> None:
        self.close()


class CurlLine:
    """One libcurl handle, used for one request after another."""

    def __init__(self, network: Network, bundle: str | None) -> None:
        self.handle = _handle(network, bundle)
        self.handle.setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        self.handle.setopt(pycurl.WRITEFUNCTION, self._pass_over)
        self.number = 0
        self._head: list[bytes] = []
        self.handle.setopt(pycurl.HEADERFUNCTION, self._head.append)
        self._body_bytes = 0
        # A proxy resolves names itself, so behind one there is no address of ours to guard.
        self._direct = network.proxy is None
        self._guarded = True
        self._refused = False
        self._is_told = False
        self._limits = network.connect_seconds, network.timeout_seconds
        self._longer_seconds = 0.0

    def take(self, number: int, request: Request) -> None:
        """Make the handle ready for a request."""
        self.number = number
        self._guarded = request.guarded and self._direct
        self._refused = False
        self._body_bytes = 0
        self._head.clear()
        if self._longer_seconds:
            self.wait_longer(-self._longer_seconds)
        head = [f"{name}: {value}" for name, value in request.headers.items()]
        self._aim(request.url)
        self.handle.setopt(pycurl.HTTPHEADER, head)
        self.handle.setopt(pycurl.POSTFIELDS, request.body)

    def wait_longer(self, seconds: float) -> None:
        """Move the limits of the request under way by so much."""
        self._longer_seconds += seconds
        connect, whole = (round((limit + self._longer_seconds) * 1000) for limit in self._limits)
        self.handle.setopt(pycurl.CONNECTTIMEOUT_MS, connect)
        self.handle.setopt(pycurl.TIMEOUT_MS, whole)

    def _aim(self, url: str) -> None:
        over_tls = url.startswith("https:")
        # Rather share a connection that is being made than make another; over TLS the handshake
        # tells whether it can be shared, otherwise only the first answer would.
        self.handle.setopt(pycurl.PIPEWAIT, over_tls)
        self.handle.setopt(pycurl.URL, url)
        # libcurl would spell %3d as %3D. Once told what to ask for, it has to be told each time.
        self._is_told = self._is_told or "%" in url
        if self._is_told:
            self.handle.setopt(pycurl.REQUEST_TARGET, self._target(url, over_tls))

    def _target(self, url: str, over_tls: bool) -> str:
        if not over_tls and not self._direct:
            return url  # a proxy is asked for the whole address
        parts = urlsplit(url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def answer(self, problem: int | None) -> Answer:
        """Answer what came of the request; a status counts even if its body broke off."""
        status = self.handle.getinfo(pycurl.RESPONSE_CODE)
        if status >= 200:
            return Answer(status, None if status < 300 else self._retry_after())
        if self._refused:
            return Answer(trouble=Trouble.NOT_PUBLIC)
        return Answer(trouble=_PROBLEMS.get(problem or 0, Trouble.BROKEN))

    def _retry_after(self) -> str | None:
        for line in self._head:
            name, _, value = line.partition(b":")
            if name.lower() == b"retry-after":
                return value.decode("latin-1").strip()
        return None

    def _open(self, _purpose: int, info: Any) -> socket.socket | int:
        family, kind, protocol, address = info
        if self._guarded:
            try:
                require_public(address[0])
            except NotPublic:
                self._refused = True
                return int(pycurl.SOCKET_BAD)
        self._refused = False  # another address of the same name is public, and tried
        return _LentSocket(family, kind, protocol)

    def _pass_over(self, chunk: bytes) -> int | None:
        self._body_bytes += len(chunk)
        return None if self._body_bytes <= _MOST_BODY_BYTES else -1


def _handle(network: Network, bundle: str | None) -> Any:
    handle = pycurl.Curl()
    named = [f"{name}:443:{','.join(given)}" for name, given in network.names.items()]
    options: dict[int, Any] = {
        pycurl.POST: 1,
        pycurl.HTTP_VERSION: _VERSION,
        pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
        pycurl.FOLLOWLOCATION: 0,
        pycurl.PATH_AS_IS: 1,
        pycurl.NOSIGNAL: 1,
        pycurl.CONNECTTIMEOUT_MS: round(network.connect_seconds * 1000),
        pycurl.TIMEOUT_MS: round(network.timeout_seconds * 1000),
        # Empty texts, because without them libcurl asks the environment.
        pycurl.PROXY: network.proxy or "",
        pycurl.NOPROXY: "",
        pycurl.USERAGENT: "Unhunch",
        pycurl.RESOLVE: named,
    }
    if bundle is not None:
        options[pycurl.CAINFO] = bundle
    for option, value in options.items():
        handle.setopt(option, value)
    return handle
