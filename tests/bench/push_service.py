"""A push service that takes everything, in a process of its own: TLS on loopback."""

import asyncio
import json
import os
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import which

from aiohttp import web

from tests.push.certificates import authority_for

HERE = Path(__file__).parent
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class PushService:
    """Where it listens for either kind of HTTP, and the authority that vouches for it."""

    h1: str
    h2: str
    ca: Path
    speaks: str  # what the faster of the two is

    @property
    def hosts(self) -> frozenset[str]:
        """Its hosts, as an operator would add them."""
        return frozenset(origin.removeprefix("https://") for origin in (self.h1, self.h2))


@contextmanager
def push_service(folder: Path) -> Iterator[PushService]:
    """Run it by Node.js, which speaks HTTP/2 too; without that by Python, in HTTP/1.1 alone."""
    authority = authority_for(HOST, folder)
    pem = authority.file.with_name("server.pem")
    node = which("node")
    run = _in_node(node, pem) if node else _in_python(pem)
    with run as ports:
        h1, h2 = (f"https://{HOST}:{port}" for port in ports)
        yield PushService(h1, h2, authority.file, "HTTP/2" if node else "HTTP/1.1")


@contextmanager
def _in_node(node: str, pem: Path) -> Iterator[tuple[int, int]]:
    command = [node, str(HERE / "push_service.mjs"), str(pem)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        _keep_off_the_last_core(process.pid)
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        try:
            yield said["h1"], said["h2"]
        finally:
            process.kill()


@contextmanager
def _in_python(pem: Path) -> Iterator[tuple[int, int]]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, pem), daemon=True)
    process.start()
    _keep_off_the_last_core(process.pid or 0)
    try:
        port = ours.recv()
        yield port, port
    finally:
        process.terminate()
        process.join(5)


def _keep_off_the_last_core(pid: int) -> None:
    """Leave the last core to the product's programs, which share it in a burst."""
    *others, _ = sorted(os.sched_getaffinity(0))
    if others:
        os.sched_setaffinity(pid, others)


def _serve(line: Connection, pem: Path) -> None:
    async def accept(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=201)

    async def main() -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(pem)
        app = web.Application()
        app.router.add_post("/{tail:.*}", accept)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, HOST, 0, ssl_context=tls).start()
        line.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(main())
