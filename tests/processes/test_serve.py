"""The web process on its own: its limits and its end."""

import os
import signal
import socket
import time
from contextlib import suppress
from http.client import HTTPConnection

import pytest

from tests.processes.programs.wsgi import LARGE
from tests.processes.running import PROGRAMS, Running, free_port, wait_until

SERVE = ["-m", "webapp.serve"]


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0), backlog=300) as listening:
        yield listening


@pytest.fixture
def server(listening):
    """The server on a socket that was bound for it."""
    number = listening.fileno()
    with Running([*SERVE, "--fd", str(number)], PROGRAMS, pass_fds=(number,)) as running:
        listening.close()
        yield running


@pytest.fixture
def connect(listening):
    address = listening.getsockname()
    opened = []

    def connect() -> HTTPConnection:
        connection = HTTPConnection(*address, timeout=20)
        connection.connect()
        opened.append(connection)
        return connection

    yield connect
    for connection in opened:
        connection.close()


def answer(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    return connection.getresponse().read()


def test_it_takes_a_socket_that_listens_already(connect, server):
    assert answer(connect(), "/quick") == b"/quick"


def test_it_binds_a_socket_of_its_own_where_none_is_given():
    port = free_port()

    with Running(SERVE, PROGRAMS, {"UNHUNCH_PORT": str(port)}):
        with socket.socket() as attempt:
            wait_until(lambda: attempt.connect_ex(("127.0.0.1", port)) == 0, "it listens")
        connection = HTTPConnection("127.0.0.1", port, timeout=20)

        assert answer(connection, "/quick") == b"/quick"
        connection.close()


def test_a_taken_port_is_said_plainly():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        with Running(SERVE, PROGRAMS, {"UNHUNCH_PORT": port}) as running:
            assert running.ends() == os.EX_CONFIG

    assert f"Port {port} is taken" in running.text
    assert "Traceback" not in running.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_the_request_in_flight_finish(connect, server, number):
    connection = connect()
    connection.request("GET", "/slow")
    server.says("slow request begun")

    server.send(number)

    assert connection.getresponse().read() == b"/slow"
    assert server.ends(10) == 0


def test_requests_that_still_wait_for_a_thread_are_finished_too(connect, server):
    connections = [connect() for _ in range(6)]
    for connection in connections:
        connection.request("GET", "/slow")
    server.says("slow request begun", times=4)

    server.send(signal.SIGTERM)

    answers = [connection.getresponse().read() for connection in connections]
    assert answers == [b"/slow"] * 6
    assert server.ends(10) == 0


def test_an_answer_read_slowly_arrives_whole_after_the_stop(connect, server):
    connection = connect()
    connection.request("GET", "/large")
    response = connection.getresponse()

    server.send(signal.SIGTERM)
    time.sleep(0.5)

    assert len(response.read()) == LARGE
    assert server.ends(10) == 0


def test_a_request_half_sent_when_the_stop_comes_is_answered(connect, server):
    connection = connect()
    connection.putrequest("POST", "/body")
    connection.putheader("Content-Length", "10")
    connection.endheaders(b"01234")
    assert answer(connect(), "/quick") == b"/quick"

    server.send(signal.SIGTERM)
    time.sleep(0.3)
    connection.send(b"56789")

    assert connection.getresponse().read() == b"10"
    assert server.ends(10) == 0


def test_idle_connections_do_not_delay_the_stop(connect, server):
    kept_alive, silent = connect(), connect()
    assert answer(kept_alive, "/quick") == b"/quick"
    begun = time.monotonic()

    server.send(signal.SIGTERM)

    assert server.ends() == 0
    assert time.monotonic() - begun < 5
    assert silent.sock.recv(1) == b""


def test_three_hundred_idle_connections_leave_room_for_a_request(connect, server):
    idle = [connect() for _ in range(300)]

    assert answer(connect(), "/quick") == b"/quick"
    assert len(idle) == 300


def test_a_body_of_one_mebibyte_is_passed_to_the_app(connect, server):
    connection = connect()

    connection.request("POST", "/body", body=b"x" * 1024 * 1024)

    assert connection.getresponse().read() == str(1024 * 1024).encode()


def test_a_body_of_fifty_megabytes_is_refused_with_413(connect, server):
    connection = connect()

    with suppress(ConnectionError):  # it stops listening long before the end
        connection.request("POST", "/body", body=b"x" * 50_000_000)

    assert connection.getresponse().status == 413


def test_headers_without_end_are_refused_with_431(connect, server):
    connection = connect()

    connection.request("GET", "/quick", headers={"X-Long": "x" * 60_000})

    assert connection.getresponse().status == 431
