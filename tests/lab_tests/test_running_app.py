"""RunningApp starts a command as a user would and is strict about how it ends."""

import sys
from pathlib import Path

import pytest

from tests.lab.app import AppFailed, RunningApp

STAND_IN = """
import http.server, os, signal, sys

class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(sorted(os.environ)).encode())

def leave(number, frame):
    print("leaving")
    sys.exit(EXIT_CODE)

signal.signal(signal.SIGTERM, leave)
print("starting with", os.environ["UNHUNCH_TICK_SECONDS"])
port = int(os.environ["UNHUNCH_PORT"])
http.server.HTTPServer(("127.0.0.1", port), Healthy).serve_forever()
"""


def stand_in(exit_code: int) -> tuple[str, ...]:
    return (sys.executable, "-c", STAND_IN.replace("EXIT_CODE", str(exit_code)))


def test_it_runs_until_asked_to_stop(tmp_path: Path) -> None:
    with RunningApp(tmp_path, {"UNHUNCH_TICK_SECONDS": "1"}, stand_in(0)) as app:
        assert app.url == f"http://localhost:{app.port}"

    assert app.output.splitlines()[0] == "starting with 1"
    assert app.output.splitlines()[-1] == "leaving"


def test_an_exit_code_other_than_0_is_a_failure(tmp_path: Path) -> None:
    settings = {"UNHUNCH_TICK_SECONDS": "1"}

    with pytest.raises(AppFailed, match="SIGTERM ended it with 3"):  # noqa: SIM117
        with RunningApp(tmp_path, settings, stand_in(3)):
            pass


def test_a_command_that_cannot_start_says_why(tmp_path: Path) -> None:
    broken = (sys.executable, "-c", "raise SystemExit('the port is taken')")

    with pytest.raises(AppFailed, match="the port is taken"):
        RunningApp(tmp_path, {}, broken).__enter__()


def test_a_failing_test_keeps_its_own_error_and_learns_what_was_printed(tmp_path: Path) -> None:
    settings = {"UNHUNCH_TICK_SECONDS": "1"}

    with pytest.raises(ValueError, match="the test's own") as failed:  # noqa: SIM117
        with RunningApp(tmp_path, settings, stand_in(3)):
            raise ValueError("the test's own")

    assert "starting with 1" in failed.value.__notes__[0]
