"""The one foreground command: what it says, what it refuses, and that it leaves nothing behind."""

import json
import os
import signal
import socket
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.processes.running import Running, free_port, is_alive, wait_until

PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture
def site(tmp_path):
    """A folder to start in, with a stand-in for the web app."""
    (tmp_path / "wsgi.py").symlink_to(PROGRAMS / "wsgi.py")
    return tmp_path


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def unhunch(site, port):
    """Start the command in the site's folder."""

    def start(*arguments: str, before: tuple[str, ...] = (), port=port, environ=None, **told):
        command = [*before, str(PROGRAMS / "unhunch.py"), json.dumps(told), *arguments]
        return Running(command, site, {"UNHUNCH_PORT": str(port), **(environ or {})})

    return start


def answer_of(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def can_connect(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


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


def test_a_second_run_on_the_same_data_names_the_first(unhunch):
    with unhunch() as first:
        first.says("stop with Ctrl-C")

        with unhunch(port=free_port()) as second:
            assert second.ends() == 1

        assert f"already running on the same data, as process {first.process.pid}" in second.text
        assert f"kill {first.process.pid}" in second.text
        assert "Traceback" not in second.text
        assert len(first.children()) == 2


def test_a_taken_port_is_said_with_the_variable_to_change(unhunch, site):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with unhunch(port=port) as running:
            assert running.ends() == 1

    assert f"Port {port} is taken" in running.text
    assert f"UNHUNCH_PORT={port + 1}" in running.text
    assert "Traceback" not in running.text
    assert not (site / "instance" / "secret_key").exists()


def test_a_host_that_is_not_ours_is_said_with_the_variable_to_change(unhunch):
    with unhunch(environ={"UNHUNCH_HOST": "192.0.2.1"}) as running:
        assert running.ends() == 1

    assert "Cannot listen on 192.0.2.1" in running.text
    assert "UNHUNCH_HOST" in running.text


def test_a_data_folder_that_is_read_only_is_said(unhunch, site):
    (site / "instance").mkdir(mode=0o555)

    with unhunch(before=(str(PROGRAMS / "without_override.py"),)) as running:
        assert running.ends() == 1

    assert "The data folder instance/ cannot be written (Permission denied)" in running.text
    assert "UNHUNCH_DATA_DIR" in running.text
    assert "Traceback" not in running.text


def test_a_data_folder_that_has_become_read_only_is_said(unhunch, site):
    (site / "instance").mkdir()
    (site / "instance" / "run.lock").touch()
    (site / "instance").chmod(0o555)

    with unhunch(before=(str(PROGRAMS / "without_override.py"),)) as running:
        assert running.ends() == 1

    assert "The data folder instance/ cannot be written (Permission denied)" in running.text


@pytest.mark.parametrize("folder", ["file", "file/instance"])
def test_a_file_where_the_data_folder_should_be_is_said(unhunch, site, folder):
    (site / "file").touch()

    with unhunch(environ={"UNHUNCH_DATA_DIR": folder}) as running:
        assert running.ends() == 1

    assert f"The data folder {folder}/ cannot be written" in running.text
    assert "Traceback" not in running.text


def test_every_malformed_setting_is_said_before_anything_is_made(unhunch, site):
    with unhunch(port="x", environ={"UNHUNCH_TICKS": "1"}) as running:
        assert running.ends() == 1

    assert "UNHUNCH_PORT=x is no port" in running.text
    assert "UNHUNCH_TICKS is no setting" in running.text
    assert not (site / "instance").exists()


def test_a_key_others_can_read_stops_the_start(unhunch, site):
    (site / "instance").mkdir()
    (site / "instance" / "secret_key").write_text("s" * 40)
    (site / "instance" / "secret_key").chmod(0o644)

    with unhunch() as running:
        assert running.ends() == 1

    assert f"chmod 600 {site}/instance/secret_key" in running.text


def test_a_database_that_cannot_be_brought_up_to_date_stops_the_start(unhunch, port):
    with unhunch(database="broken") as running:
        assert running.ends() == 1

    assert "Unhunch cannot start.\nthe disk is on fire" in running.text
    assert not can_connect(port)
