"""Starting processes that cannot outlive the tests, and stopping them."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence


def leashed(command: Sequence[str], death_signal: str = "KILL") -> list[str]:
    """Return `command` so that it gets `death_signal` when this process dies, where that exists."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    return [setpriv, "--pdeathsig", death_signal, "--", *command]


def stop(process: subprocess.Popen[bytes], stop_signal: signal.Signals, seconds: float) -> int:
    """Signal `process`, wait, and after `seconds` kill its group; return its exit code."""
    if process.poll() is None:
        process.send_signal(stop_signal)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        kill_group(process)
        return process.wait(5)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the group that `process` leads; only for processes started in a session of their own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
