"""Posting by libcurl: HTTP/2, many messages in one connection, at a fraction of the CPU."""

import time
from contextlib import ExitStack
from typing import Any

import pycurl

from webapp.push.curl_line import CurlLine
from webapp.push.network import Network
from webapp.push.transport import Answer, Request
from webapp.push.trust import authorities

_MOST_STREAMS = 1000
_NOTHING_TO_WATCH_SECONDS = 0.005
_HELD_UP_SECONDS = 0.5


class CurlTransport:
    """Posts by one libcurl multi handle, which keeps the connections and multiplexes them."""

    def __init__(self, network: Network) -> None:
        self._held = ExitStack()
        self._multi = self._held.enter_context(_multi(network))
        bundle = self._held.enter_context(authorities(network.ca))
        self._lines = [CurlLine(network, bundle) for _ in range(network.concurrency)]
        self._free = list(self._lines)
        self._busy: dict[Any, CurlLine] = {}
        self._driven_at = time.monotonic()
        self._closed = False

    def room(self) -> int:
        """Answer how many more requests may be started now."""
        return len(self._free)

    def start(self, number: int, request: Request) -> None:
        """Begin a request."""
        if not self._busy:
            self._driven_at = time.monotonic()  # nobody was held up: there was nothing to drive
        line = self._free.pop()
        line.take(number, request)
        self._busy[line.handle] = line
        self._multi.add_handle(line.handle)

    def finished(self, patience: float) -> list[tuple[int, Answer]]:
        """Answer what has come to an end, waiting at most so many seconds for the first of it."""
        self._allow_for_standing()
        self._multi.perform()
        answers = self._ended()
        self._driven_at = time.monotonic()
        if answers or not self._busy or patience <= 0:
            return answers
        self._wait(patience)
        self._multi.perform()
        answers = self._ended()
        self._driven_at = time.monotonic()
        return answers

    def close(self) -> None:
        """Close the connections."""
        if self._closed:
            return
        self._closed = True
        for handle in self._busy:
            self._multi.remove_handle(handle)
        for line in self._lines:
            line.handle.close()
        self._held.close()

    def _allow_for_standing(self) -> None:
        """Give more time to what is under way, if whoever drives us was held up.

        By a locked database, say: a time-out is a push service's slowness, never ours.
        """
        stood = time.monotonic() - self._driven_at
        if stood > _HELD_UP_SECONDS:
            for line in self._busy.values():
                line.wait_longer(stood)

    def _wait(self, patience: float) -> None:
        own = self._multi.timeout() / 1000  # when libcurl wants to look at its clocks; < 0: never
        seconds = min(patience, own) if own >= 0 else patience
        if self._multi.select(seconds) < 0:
            time.sleep(min(seconds, _NOTHING_TO_WATCH_SECONDS))

    def _ended(self) -> list[tuple[int, Answer]]:
        answers = []
        left = 1
        while left:
            left, good, bad = self._multi.info_read()
            answers += [self._let_go(handle, None) for handle in good]
            answers += [self._let_go(handle, code) for handle, code, _ in bad]
        return answers

    def _let_go(self, handle: Any, problem: int | None) -> tuple[int, Answer]:
        line = self._busy.pop(handle)
        self._multi.remove_handle(handle)
        self._free.append(line)
        return line.number, line.answer(problem)


def _multi(network: Network) -> Any:
    multi = pycurl.CurlMulti()
    multi.setopt(pycurl.M_PIPELINING, pycurl.PIPE_MULTIPLEX)
    multi.setopt(pycurl.M_MAX_TOTAL_CONNECTIONS, network.concurrency)
    multi.setopt(pycurl.M_MAX_CONCURRENT_STREAMS, _MOST_STREAMS)
    return multi
