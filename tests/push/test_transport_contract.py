"""One promise, held by every way of posting."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from tests.push.fake_push import FakePush
from webapp.push.network import Network
from webapp.push.transport import Answer, Request, Transport, Trouble
from webapp.push.transports import OpenTransport

HEAD = b"HTTP/1.1 %b\r\nRetry-After: 7\r\nContent-Length: 100000000\r\n\r\n"


class Babbler:
    """A server that sends a status, then a body that never ends, a little at a time."""

    def __init__(self, status: bytes, chunk: bytes) -> None:
        self._head, self._chunk = HEAD % status, chunk
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> "Babbler":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._babble, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        self._ready.set()
        await self._stop.wait()
        server.close()
        await asyncio.sleep(0.05)  # those who babble notice that it is over

    async def _babble(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self._head)
            while not self._stop.is_set():
                writer.write(self._chunk)
                await writer.drain()
                await asyncio.sleep(0.01)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()  # what was not taken is not waited for


@pytest.fixture
def transport(opening: OpenTransport) -> Iterator[Transport]:
    opened = opening(Network(timeout_seconds=2, concurrency=4))
    yield opened
    opened.close()


def to(service: FakePush, path: str = "/nobody") -> Request:
    return Request(service.origin + path, {"TTL": "60"}, b"x", guarded=False)


def all_answers(transport: Transport, count: int) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    until = time.monotonic() + 10
    while len(answers) < count:
        assert time.monotonic() < until
        answers |= dict(transport.finished(1))
    return answers


def test_each_request_is_answered_under_its_number(service: FakePush, transport: Transport) -> None:
    service.script(f"{service.origin}/a", 201)
    service.script(f"{service.origin}/b", 429, headers={"retry-after": "30"})
    service.script(f"{service.origin}/c", 503)

    for number, path in ((7, "/a"), (8, "/b"), (9, "/c")):
        transport.start(number, to(service, path))

    answers = all_answers(transport, 3)
    assert answers[8] == Answer(429, "30")
    assert (answers[7].status, answers[9]) == (410, Answer(503))


def test_an_answer_frees_the_room_that_its_request_took(
    service: FakePush, transport: Transport
) -> None:
    rooms = [transport.room()]
    for number in range(4):
        transport.start(number, to(service))
        rooms.append(transport.room())

    all_answers(transport, 4)

    assert rooms == [4, 3, 2, 1, 0]
    assert transport.room() == 4


def test_where_nothing_is_under_way_nothing_is_waited_for(transport: Transport) -> None:
    started = time.monotonic()

    assert transport.finished(5) == []
    assert time.monotonic() - started < 1


def test_waiting_ends_when_patience_does(service: FakePush, transport: Transport) -> None:
    service.delay_seconds = 1
    transport.start(1, to(service))

    started = time.monotonic()
    while time.monotonic() - started < 0.3:
        assert transport.finished(0.1) == []

    assert time.monotonic() - started < 0.9
    assert all_answers(transport, 1)[1].status == 410


def test_a_silent_service_is_given_up_in_time(service: FakePush, opening: OpenTransport) -> None:
    service.delay_seconds = 5
    transport = opening(Network(timeout_seconds=0.3))
    transport.start(1, to(service))

    answers = all_answers(transport, 1)
    transport.close()

    assert answers == {1: Answer(trouble=Trouble.TIMED_OUT)}


@pytest.mark.parametrize(
    "driven_first", [False, True], ids=["before it went out", "while it waited"]
)
def test_who_is_held_up_for_longer_than_a_time_out_loses_no_answer(
    service: FakePush, opening: OpenTransport, driven_first: bool
) -> None:
    service.delay_seconds = 0.2
    transport = opening(Network(timeout_seconds=0.8, connect_seconds=0.8))
    transport.start(1, to(service))
    if driven_first:
        transport.finished(0)

    time.sleep(1.6)  # a locked database
    answers = all_answers(transport, 1)
    service.delay_seconds = 5
    transport.start(2, to(service))
    again = all_answers(transport, 1)
    transport.close()

    assert answers[1].status == 410
    assert again == {2: Answer(trouble=Trouble.TIMED_OUT)}, "its limits are the usual ones"


def test_a_request_after_an_idle_time_has_no_longer_than_others(
    service: FakePush, opening: OpenTransport
) -> None:
    service.delay_seconds = 5
    transport = opening(Network(timeout_seconds=0.5))
    time.sleep(3)

    started = time.monotonic()
    transport.start(1, to(service))
    answers = all_answers(transport, 1)
    took = time.monotonic() - started
    transport.close()

    assert answers == {1: Answer(trouble=Trouble.TIMED_OUT)}
    assert took < 3, "the idle time was given to it on top"


@pytest.mark.parametrize("chunk", [b"x", b"x" * 20_000], ids=["drop by drop", "in floods"])
def test_a_body_without_an_end_changes_nothing_about_the_status(
    transport: Transport, chunk: bytes
) -> None:
    with Babbler(b"429 Too Many Requests", chunk) as babbler:
        transport.start(1, Request(babbler.url, {}, b"x", guarded=False))
        answers = all_answers(transport, 1)

    assert answers == {1: Answer(429, "7")}


def test_closing_does_not_wait_for_what_is_under_way(
    service: FakePush, opening: OpenTransport
) -> None:
    service.delay_seconds = 5
    transport = opening(Network())
    transport.start(1, to(service))
    transport.finished(0.1)

    started = time.monotonic()
    transport.close()
    transport.close()

    assert time.monotonic() - started < 2
