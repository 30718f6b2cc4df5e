"""Further sender processes, where there are cores for them: started by need, let go when idle.

Encrypting takes most of the time that sending takes, and threads cannot share it. A small
installation never needs a second process and never pays for its memory.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from jobs.children import Child, Died, Event, Process
from jobs.console import Console

MOST = 4
KEPT_SECONDS = 2 * 60 * 60.0  # so that whoever is needed every hour stays
STARTED_AGAIN_AFTER_SECONDS = 10.0
GRACE_SECONDS = 15.0
WORKER = (sys.executable, "-m", "jobs", "worker")


def spare_cores() -> int:
    """How many processes may send beside this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, MOST) - 1


@dataclass
class Reinforcements:
    """The further senders of one scheduler; `call` is for any thread, the rest for one.

    None is left after the `with` block.
    """

    most: int = field(default_factory=spare_cores)
    command: tuple[str, ...] = WORKER
    kept_seconds: float = KEPT_SECONDS
    clock: Callable[[], float] = time.monotonic
    _events: "SimpleQueue[Event]" = field(default_factory=SimpleQueue)
    _running: list[Process] = field(default_factory=list)
    _called_at: float | None = None
    _not_before: float = 0.0

    def call(self) -> None:
        """More waits than one process sends at once."""
        self._called_at = self.clock()

    def __enter__(self) -> "Reinforcements":
        return self

    def __exit__(self, *_: object) -> None:
        """Have every sender finish, and end those that take longer than the grace."""
        self.dismiss()
        deadline = self.clock() + GRACE_SECONDS
        while self._running and self.clock() < deadline:
            time.sleep(0.02)
            self._bury()
        for process in self._running:
            process.kill()

    def tend(self) -> None:
        """Have as many senders as are needed now: start, replace, let go."""
        self._bury()
        now = self.clock()
        if self._called_at is None or now - self._called_at > self.kept_seconds:
            self.dismiss()
        elif len(self._running) < self.most and now >= self._not_before:
            self._running += [self._start(n) for n in range(len(self._running), self.most)]

    def dismiss(self) -> None:
        """Ask every sender to finish, without waiting for it."""
        for process in self._running:
            process.stop()

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [process.pid for process in self._running]

    def _start(self, number: int) -> Process:
        child = Child(name=f"Sender {number + 2}", command=self.command, ready="sends")
        return Process(child, self._events, Console(out=sys.stderr))

    def _bury(self) -> None:
        while True:
            try:
                event = self._events.get_nowait()
            except Empty:
                return
            if isinstance(event, Died) and event.process in self._running:
                self._running.remove(event.process)
                # One that cannot live is not started over and over.
                self._not_before = self.clock() + STARTED_AGAIN_AFTER_SECONDS
