"""The product under test, started as a user starts it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.lab.leash import leashed, stop
from tests.lab.waiting import until

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "jobs", "run")
START_SECONDS = 120
STOP_SECONDS = 40


class AppFailed(AssertionError):
    """The product did not start, or did not stop as it should; says what it printed."""


class RunningApp:
    """One run of the product, with `settings` and nothing else inherited; on a free port, unless
    it shall stand where an earlier run stood. `root` is another copy of the product."""

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, str],
        command: Sequence[str] = COMMAND,
        *,
        port: int | None = None,
        root: Path = ROOT,
    ) -> None:
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self.folder = folder
        self._command = command
        self._root = root
        self._environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
            "UNHUNCH_DATA_DIR": str(folder / "instance"),
            "UNHUNCH_PORT": str(self.port),
            **settings,
        }

    def __enter__(self) -> "RunningApp":
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                leashed(self._command, "TERM"),
                cwd=self._root,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            until(self._is_healthy, f"{self.url}/healthz", START_SECONDS)
        except AssertionError as error:
            stop(self._process, signal.SIGTERM, STOP_SECONDS)
            raise AppFailed(f"{error}\n{self.output}") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        ended = self._process.poll()
        code = stop(self._process, signal.SIGTERM, STOP_SECONDS)
        if error is not None:
            error.add_note(f"The product printed:\n{self.output}")
        elif ended is not None:
            raise AppFailed(f"ended by itself with {ended}\n{self.output}")
        elif code != 0:
            raise AppFailed(f"SIGTERM ended it with {code}\n{self.output}")

    @property
    def output(self) -> str:
        """Everything it printed so far."""
        return self._log.read_text(errors="replace")

    @property
    def _log(self) -> Path:
        return self.folder / "output.log"

    def _is_healthy(self) -> bool:
        if self._process.poll() is not None:
            raise AppFailed(f"ended at its start with {self._process.returncode}")
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
