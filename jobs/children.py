"""One child process: started with a line to its parent, listened to, ended."""

import os
import signal
import socket
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue

from jobs.console import Console

KEPT_LINES = 20
LAST_WORDS_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A program to keep running; `--lifeline N` is added to its command."""

    name: str
    command: tuple[str, ...]
    ready: str  # what is said when it reports to be ready
    inherits: tuple[int, ...] = ()  # open descriptors it gets under the same numbers
    environ: Mapping[str, str] | None = None  # ours when None


@dataclass(frozen=True, slots=True)
class Ready:
    """A child does its work now."""

    process: "Process"


@dataclass(frozen=True, slots=True)
class Died:
    """A child has ended, by itself or because it was told to."""

    process: "Process"


@dataclass(frozen=True, slots=True)
class Stop:
    """Someone wants everything to stop, within so many seconds."""

    grace_seconds: float


Event = Ready | Died | Stop


class Process:
    """A running child; what happens to it is put on `events`, in order."""

    def __init__(self, child: Child, events: "SimpleQueue[Event]", console: Console) -> None:
        self.child = child
        self.last_lines: deque[str] = deque(maxlen=KEPT_LINES)
        self._events = events
        self._console = console
        # Nobody else holds our end, so the child reads its end's close as our death.
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [*child.command, "--lifeline", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(theirs.fileno(), *child.inherits),
                env=child.environ,
                start_new_session=True,  # Ctrl-C is for the parent, which then stops the children
            )
        self._errors = self._in_background(self._pass_errors_on)
        self._in_background(self._hear)
        self._in_background(self._wait)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended, negative for a signal; None while it runs."""
        return self._process.returncode

    def stop(self) -> None:
        """Ask it to finish what it is doing and end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it and what it has started, now."""
        if self.exit_code is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _in_background(self, task: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=task, name=self.child.name, daemon=True)
        thread.start()
        return thread

    def _pass_errors_on(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                text = line.decode("utf-8", "replace").rstrip("\n")
                self.last_lines.append(text)
                self._console.complain(text)

    def _hear(self) -> None:
        with self._line, suppress(OSError):
            while self._line.recv(64):
                self._events.put(Ready(self))

    def _wait(self) -> None:
        self._process.wait()
        self._errors.join(LAST_WORDS_SECONDS)
        self._events.put(Died(self))
