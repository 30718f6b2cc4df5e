"""The children that run together: started, replaced when they die, stopped."""

import os
import signal
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from jobs.children import Child, Died, Event, Process, Ready, Stop
from jobs.console import Console

KILL_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How children are kept: what is said when all are ready, and where patience ends."""

    welcome: str = ""
    deaths: int = 5
    within_seconds: float = 30.0
    grace_seconds: float = 20.0
    parent: int | None = None  # stop when this is no longer our parent process
    orphan_grace_seconds: float = 2.0


class Group:
    """The children that run now, and how often each has died lately."""

    def __init__(self, events: "SimpleQueue[Event]", console: Console, terms: Terms) -> None:
        self._events = events
        self._console = console
        self._terms = terms
        self._grace_seconds = terms.grace_seconds
        self._running: set[Process] = set()
        self._not_yet_ready: set[str] = set()
        self._deaths: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=terms.deaths))

    def keep(self, children: Sequence[Child]) -> int:
        """Start them and replace each that dies, until told to stop (0) or in vain (1)."""
        self._not_yet_ready = {child.name for child in children}
        for child in children:
            self._start(child)
        while True:
            event = self._events.get()
            if isinstance(event, Stop):
                self._grace_seconds = event.grace_seconds
                return 0
            if isinstance(event, Ready):
                self._say_ready(event.process.child)
            elif not self._started_again(event.process):
                return 1

    def stop(self) -> None:
        """Have every child finish, and end those that take longer than the grace."""
        for process in self._running:
            process.stop()
        if not self._all_gone_within(self._grace_seconds):
            for process in self._running:
                process.kill()
            self._all_gone_within(KILL_SECONDS)

    def _start(self, child: Child) -> None:
        self._running.add(Process(child, self._events, self._console))

    def _say_ready(self, child: Child) -> None:
        self._console.step(child.name, child.ready)
        if self._not_yet_ready == {child.name}:
            self._console.say(self._terms.welcome)
        self._not_yet_ready.discard(child.name)

    def _started_again(self, process: Process) -> bool:
        """Replace a process that died, unless its child is not to be had."""
        self._running.discard(process)
        name, deaths = process.child.name, self._deaths[process.child.name]
        deaths.append(time.monotonic())
        if process.exit_code == os.EX_CONFIG:
            self._give_up(process, "refuses to start")
            return False
        if (
            len(deaths) == self._terms.deaths
            and deaths[-1] - deaths[0] <= self._terms.within_seconds
        ):
            self._give_up(process, f"keeps ending ({len(deaths)} times)")
            return False
        self._console.step(name, f"ended ({_ending(process)}); starting it again")
        self._start(process.child)
        return True

    def _give_up(self, process: Process, why: str) -> None:
        last_lines = "\n".join(f"    {line}" for line in process.last_lines)
        self._console.complain(f"{process.child.name} {why}, so everything stops. Its last lines:")
        self._console.complain(last_lines or "    (it said nothing)")

    def _all_gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self._running:
            try:
                event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                return False
            if isinstance(event, Died):
                self._running.discard(event.process)
        return True


def _ending(process: Process) -> str:
    code = process.exit_code or 0
    return f"by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"
