"""A real process under test: what it says, as it says it, with bounded waits."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = Path(__file__).parent / "programs"
PATIENCE = 30.0


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked how does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def can_connect(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


class Running:
    """A process whose lines are collected; killed at the end of the `with` block."""

    def __init__(
        self,
        command: Iterable[str],
        cwd: Path,
        environ: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        own = {name: text for name, text in os.environ.items() if not name.startswith("UNHUNCH_")}
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=cwd,
            env={**own, "PYTHONPATH": str(ROOT), **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **more,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._reader.join(PATIENCE)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def says(self, words: str, times: int = 1) -> None:
        """Wait until the words have been said so often."""
        wait_until(
            lambda: self.text.count(words) >= times or not self._reader.is_alive(),
            f"{words!r} in\n{self.text}",
        )
        assert self.text.count(words) >= times, f"{words!r} is not in\n{self.text}"

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ends(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; answer the exit code."""
        code = self.process.wait(seconds)
        self._reader.join(PATIENCE)
        return code

    def children(self) -> list[int]:
        """The processes it has started, that still run."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        found = [int(pid) for file in tasks.glob("*/children") for pid in file.read_text().split()]
        return [pid for pid in found if is_alive(pid)]

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.lines.append(line.rstrip("\n"))
