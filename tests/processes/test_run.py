"""The one foreground command: what it says, and that it leaves nothing behind."""

import os
import signal
import time
from http.client import HTTPConnection

import pytest

from tests.processes.running import can_connect, is_alive, wait_until


def answer_of(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def test_every_step_is_said_and_the_last_line_tells_what_to_do(unhunch, port):
    with unhunch(web="web") as running:
        running.says("stop with Ctrl-C")

        assert answer_of(port, "/quick") == b"/quick"
        said = [line for line in running.lines if " child " not in line]
        assert said[:2] == [
            "Keys        made in instance/",
            "Database    up to date (unhunch.db, backups)",
        ]
        assert sorted(said[2:4]) == [
            "Reminders   every second",
            f"Web         http://localhost:{port}",
        ]
        assert said[4:] == [f"Open http://localhost:{port} - stop with Ctrl-C"]


def test_a_second_start_takes_seconds_and_keeps_the_keys(unhunch):
    with unhunch(web="web") as first:
        first.says("stop with Ctrl-C")
        first.send(signal.SIGTERM)
        first.ends()
    begun = time.monotonic()

    with unhunch(web="web") as second:
        second.says("stop with Ctrl-C")

        assert time.monotonic() - begun < 10
        assert "Keys        kept in instance/" in second.lines


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_with_exit_0(unhunch, port, number):
    with unhunch(web="web") as running:
        running.says("stop with Ctrl-C")
        children = running.children()

        running.send(number)

        assert running.ends(10) == 0
        assert len(children) == 2
        assert not any(is_alive(pid) for pid in children)
        assert not can_connect(port)


def test_a_request_in_flight_is_answered_before_everything_stops(unhunch, port):
    with unhunch(web="web") as running:
        running.says("stop with Ctrl-C")
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/slow")
        running.says("slow request begun")

        running.send(signal.SIGTERM)

        assert connection.getresponse().read() == b"/slow"
        connection.close()
        assert running.ends(10) == 0


def test_a_child_that_is_killed_is_started_again(unhunch, port):
    with unhunch(web="web") as running:
        running.says("stop with Ctrl-C")
        before = running.children()

        with pytest.raises(ConnectionError):
            answer_of(port, "/crash")
        running.says("Web         ended (exit 9); starting it again")
        running.says("Web         http://", times=2)

        assert answer_of(port, "/quick") == b"/quick"
        assert len(set(running.children()) & set(before)) == 1
        assert running.text.count("stop with Ctrl-C") == 1


def test_kill_9_of_a_child_is_told_by_its_signal(unhunch):
    with unhunch() as running:
        running.says("stop with Ctrl-C")

        os.kill(running.children()[0], signal.SIGKILL)

        running.says("ended (by SIGKILL); starting it again")
        running.says("child", times=3)
        assert len(running.children()) == 2


def test_nothing_survives_kill_9_of_the_parent_and_the_data_are_free_again(unhunch, port):
    with unhunch(web="web", reminders="stubborn") as running:
        running.says("stop with Ctrl-C")
        children = running.children()

        running.send(signal.SIGKILL)
        running.process.wait()

        wait_until(lambda: not any(map(is_alive, children)), "all children end", seconds=3)
        assert len(children) == 2
        assert not can_connect(port)


def test_a_start_right_after_kill_9_waits_for_the_old_children(unhunch, port):
    with unhunch(web="web", reminders="stubborn") as running:
        running.says("stop with Ctrl-C")
        running.send(signal.SIGKILL)
        running.process.wait()

        with unhunch(web="web") as again:
            again.says("stop with Ctrl-C")

            assert answer_of(port, "/quick") == b"/quick"


def test_everything_stops_when_the_calling_process_is_killed(site, port, unhunch):
    caller = "import subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]])"
    with unhunch("--with-parent", before=("-c", caller)) as running:
        running.says("stop with Ctrl-C")
        (supervisor,) = running.children()

        running.send(signal.SIGKILL)
        running.process.wait()

        wait_until(lambda: not is_alive(supervisor), "the supervisor ends", seconds=3)
        assert not can_connect(port)
