"""The product's processes under test: born quickly, stopped or killed where a test wants it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType

from tests.lab.leash import leashed
from tests.lab.waiting import until

_numbers = count(1)
ROOT = Path(__file__).parents[2]
STOPPED, DEAD = "T", "Z"


class Nursery:
    """Use as a context manager; whatever it gave birth to ends with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._born: list[Born] = []

    def __enter__(self) -> "Nursery":
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            leashed([sys.executable, "-m", "tests.faults.nursery"]),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        for born in self._born:
            if born.code is None:
                born.kill()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def start(self, environ: Mapping[str, str], arguments: Sequence[str] = ()) -> "Born":
        """Start `python -m jobs` in this environment and nothing else of ours."""
        name = f"process-{next(_numbers)}"
        log = self._folder / f"{name}.log"
        own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        order = {
            "arguments": list(arguments),
            "environ": {**own, "LANG": "C.UTF-8", "FAULTS_NAME": name, **environ},
            "log": str(log),
        }
        born = Born(self, name, self.order(order), log)
        self._born.append(born)
        return born

    def order(self, order: Mapping[str, object]) -> int:
        """Give an order and answer the number it is answered with."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


class Born:
    """One process of the product; `code` is how it ended, once that was asked."""

    def __init__(self, nursery: Nursery, name: str, pid: int, log: Path) -> None:
        self._nursery = nursery
        self.name, self.pid, self.log = name, pid, log
        self.code: int | None = None

    @property
    def state(self) -> str:
        """The kernel's letter for it: R, S, T (stopped), Z (ended) ..."""
        try:
            return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return DEAD

    @property
    def text(self) -> str:
        """Everything it said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def says(self, words: str, seconds: float = 30) -> None:
        """Wait until it has said these words."""
        until(lambda: words in self.text or self._must_live(), f"{words!r}", seconds)

    def kill(self) -> None:
        """Kill -9 of it alone, not of what it has started."""
        os.kill(self.pid, signal.SIGKILL)
        self.ends()

    def terminate(self) -> int:
        """Ask it to stop; answer its exit code."""
        os.kill(self.pid, signal.SIGTERM)
        until(lambda: self.state == DEAD, f"the end of process {self.pid}\n{self.text}", 30)
        return self.ends()

    def ends(self) -> int:
        """Wait for its end; answer its exit code, negative for a signal."""
        if self.code is None:
            self.code = self._nursery.order({"wait": self.pid})
        return self.code

    def leaves_nobody_behind(self, seconds: float = 60) -> None:
        """Wait until nothing that it has started runs any more."""
        end = time.monotonic() + seconds
        while left := _told(f"FAULTS_NAME={self.name}"):
            assert time.monotonic() < end, f"{left} outlive {self.name}"
            time.sleep(0.05)

    def _must_live(self) -> bool:
        assert self.state != DEAD, f"process {self.pid} ended\n{self.text}"
        return False


def _told(word: str) -> list[int]:
    """The processes that were started with this in their environment, those that ended apart."""
    return [
        int(file.parent.name) for file in Path("/proc").glob("[0-9]*/environ") if _has(file, word)
    ]


def _has(environ: Path, word: str) -> bool:
    try:
        return word.encode() in environ.read_bytes().split(b"\0")
    except OSError:  # it ended meanwhile, or belongs to somebody else
        return False
