"""Posting by aiohttp: HTTP/1.1 over many connections, everywhere."""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Generator
from contextlib import suppress
from typing import Any, TypeVar

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver
from yarl import URL

from webapp.push.network import Network, require_public
from webapp.push.transport import Answer, Request, Trouble
from webapp.push.trust import trusting_context

T = TypeVar("T")


class _StandingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock stands still while nobody runs it.

    Whoever drives it may be held up by a locked database; a time-out is a push service's slowness,
    never ours.
    """

    def __init__(self) -> None:
        self._stood_seconds = 0.0
        super().__init__()
        self._left_at = super().time()

    def time(self) -> float:
        """Answer the seconds it has run for, from some beginning."""
        return super().time() - self._stood_seconds

    def run_until_complete(self, future: Generator[Any, None, T] | Awaitable[T]) -> T:
        """Run until this has come to an end."""
        self._stood_seconds += super().time() - self._left_at
        try:
            return super().run_until_complete(future)
        finally:
            self._left_at = super().time()


class AioTransport:
    """Posts on an event loop of its own, which runs only while answers are waited for."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._loop = _StandingLoop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers: list[tuple[int, Answer]] = []
        self._some = asyncio.Event()
        # A proxy resolves names itself, so behind one there is no address of ours to guard.
        self._public = self._loop.run_until_complete(_session(network, network.proxy is None))
        self._added = self._loop.run_until_complete(_session(network, False))

    def room(self) -> int:
        """Answer how many more requests may be started now."""
        return self._network.concurrency - len(self._tasks)

    def start(self, number: int, request: Request) -> None:
        """Begin a request, which goes out when answers are next waited for."""
        if not self._tasks:
            self._loop.run_until_complete(_two_turns())
        task = self._loop.create_task(self._answered(number, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def finished(self, patience: float) -> list[tuple[int, Answer]]:
        """Answer what has come to an end, waiting at most so many seconds for the first of it."""
        self._loop.run_until_complete(self._wait(patience))
        answers, self._answers = self._answers, []
        return answers

    def close(self) -> None:
        """Close the connections and the loop."""
        if self._loop.is_closed():
            return
        try:
            self._loop.run_until_complete(self._leave())
        finally:
            self._loop.close()

    async def _wait(self, patience: float) -> None:
        await _two_turns()
        if self._answers or not self._tasks or patience <= 0:
            return
        self._some.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._some.wait(), patience)

    async def _answered(self, number: int, request: Request) -> None:
        answer = await self._answer(request)
        self._answers.append((number, answer))
        self._some.set()

    async def _answer(self, request: Request) -> Answer:
        try:
            return await self._post(request)
        except TimeoutError:
            return Answer(trouble=Trouble.TIMED_OUT)
        except aiohttp.ClientSSLError:
            return Answer(trouble=Trouble.UNTRUSTED)
        except aiohttp.ClientConnectorError as error:
            return Answer(trouble=_unconnected(error))
        except (aiohttp.ClientError, OSError, ValueError):
            return Answer(trouble=Trouble.BROKEN)

    async def _post(self, request: Request) -> Answer:
        session = self._public if request.guarded else self._added
        async with session.post(
            URL(request.url, encoded=True),  # as given: re-quoting would make another address
            data=request.body,
            headers=request.headers,
            allow_redirects=False,
            proxy=self._network.proxy,
        ) as response:
            # The body is neither read nor kept: it could be anything, and a long one could hold
            # up an answer that has already come.
            return Answer(response.status, response.headers.get("Retry-After"))

    async def _leave(self) -> None:
        left = set(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._public.close()
        await self._added.close()
        await asyncio.sleep(0)  # closed transports say goodbye in the loop's next turn
        await self._loop.shutdown_asyncgens()
        await self._loop.shutdown_default_executor()


class _Names(AbstractResolver):
    """The names that were given addresses, and the system's resolver for the others."""

    def __init__(self, network: Network) -> None:
        self._given = network.names
        self._system = DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer the addresses of a name."""
        if host not in self._given:
            return await self._system.resolve(host, port, family)
        return [_result(host, address, port) for address in self._given[host]]

    async def close(self) -> None:
        """Let go of the system's resolver."""
        await self._system.close()


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)


async def _session(network: Network, guarded: bool) -> aiohttp.ClientSession:
    """Answer a session whose sockets, where guarded, are made for public addresses alone."""
    connector = aiohttp.TCPConnector(
        limit=network.concurrency,
        ssl=trusting_context(network.ca),
        resolver=_Names(network),
        socket_factory=_guarded if guarded else None,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(
            total=network.timeout_seconds, connect=network.connect_seconds
        ),
        trust_env=False,
        auto_decompress=False,
    )


def _guarded(info: aiohttp.AddrInfoType) -> socket.socket:
    family, kind, protocol, _, address = info
    require_public(str(address[0]))
    return socket.socket(family, kind, protocol)


async def _two_turns() -> None:
    # Connections that the other side closed meanwhile are noticed now, not by the first message
    # that would take one of them.
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _unconnected(error: aiohttp.ClientConnectorError) -> Trouble:
    return Trouble.NOT_PUBLIC if error.errno == errno.EPERM else Trouble.UNCONNECTED
