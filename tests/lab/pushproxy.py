"""Real push hosts' names on the loopback: an HTTPS proxy that answers for them and no other."""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from tests.lab.certificates import make_certificates

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class PushProxy:
    """Answers CONNECT for `hosts` with certificates of its own; the bytes go to a local port."""

    def __init__(self, folder: Path, hosts: Sequence[str]) -> None:
        made = make_certificates(folder, hosts)
        self.authority = made.authority
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(made.chain, made.key)
        self.port = 0
        self.connected_hosts: list[str] = []
        self.refused: list[str] = []
        self._hosts = frozenset(hosts)
        self._tls_port = 0
        self._servers: list[asyncio.Server] = []

    @property
    def url(self) -> str:
        """The proxy's address for a sender's settings."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, target_port: int) -> None:
        """Listen inside the running loop and pass everything to `target_port`."""

        async def decrypted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _join(reader, writer, target_port)

        self._tls_port = await self._listen(decrypted, self.tls)
        self.port = await self._listen(self._connect, None)

    async def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.close()

    async def _listen(self, handler: Handler, tls: ssl.SSLContext | None) -> int:
        server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=tls)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[0]
        method, _, rest = request.partition(" ")
        host, _, port = rest.split(" ")[0].rpartition(":")
        if method != "CONNECT" or host not in self._hosts or port != "443":
            self.refused.append(request)
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            writer.close()
            return
        self.connected_hosts.append(host)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await _join(reader, writer, self._tls_port)


async def _join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    with contextlib.suppress(OSError):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
    writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()
