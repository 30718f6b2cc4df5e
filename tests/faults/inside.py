"""Inside the product's own process: stops it for good at a chosen place, and turns its clock.

Nothing of the product knows of this. Where to stop is told by the environment:

FAULTS_STOP    claimed:  right after a commit that wrote deliveries down
               accepted: the push service has answered, and what became of it is about to be marked
               marking:  marked, and about to be committed
               between:  right after any commit
FAULTS_TIMES   stop when that place is reached for the n-th time (1)
FAULTS_CLOCK   a file that holds by how many seconds the clock is ahead; read again and again
"""

import os
import re
import signal
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

CLAIMED, ACCEPTED, MARKING, BETWEEN = "claimed", "accepted", "marking", "between"
LOOK_EVERY_SECONDS = 0.02

_CLAIM = re.compile(r'\binsert\s+into\s+"?deliveries\b', re.IGNORECASE)
_UPDATE = re.compile(
    r'\bupdate\s+"?deliveries"?\s.*?\bset\b(.*?)(\bwhere\b|\bfrom\b|$)', re.IGNORECASE | re.DOTALL
)


def install() -> None:
    """Do in this process what the environment asks for."""
    if where := os.environ.get("FAULTS_STOP"):
        _StopAt(where, int(os.environ.get("FAULTS_TIMES", "1"))).watch()
    if clock := os.environ.get("FAULTS_CLOCK"):
        _turn_clock(Path(clock))


class _StopAt:
    """Looks at every statement and every commit, and stops the process at one place."""

    def __init__(self, where: str, times: int) -> None:
        self._where, self._left = where, times
        self._lock = threading.Lock()
        self._seen = threading.local()  # what the transaction of this thread has done so far

    def watch(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "commit", self._before_commit)
        event.listen(Engine, "rollback", lambda _: self._forget())
        original = DefaultDialect.do_commit

        def do_commit(dialect: DefaultDialect, connection: Any) -> None:
            original(dialect, connection)
            self._after_commit()

        DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]

    def _before(self, *arguments: Any) -> None:
        statement: str = arguments[2]
        if _CLAIM.search(statement):
            self._seen.claim = True
        if is_mark(statement):
            self._reach(ACCEPTED)
            self._seen.mark = True

    def _before_commit(self, _connection: Any) -> None:
        if getattr(self._seen, "mark", False):
            self._reach(MARKING)

    def _after_commit(self) -> None:
        claimed = getattr(self._seen, "claim", False)
        self._forget()
        if claimed:
            self._reach(CLAIMED)
        self._reach(BETWEEN)

    def _forget(self) -> None:
        self._seen.claim = self._seen.mark = False

    def _reach(self, where: str) -> None:
        if where != self._where:
            return
        with self._lock:
            self._left -= 1
            if self._left > 0:
                return
            os.kill(os.getpid(), signal.SIGSTOP)
            while True:  # another thread may have taken the signal; this one goes no further
                time.sleep(60)


def is_mark(statement: str) -> bool:
    """Answer whether a statement writes down what became of deliveries."""
    update = _UPDATE.search(statement)
    return update is not None and "settled_at" in update[1]


def _turn_clock(file: Path) -> None:
    """Let every clock reading of Python be ahead by what the file says; waiting stays as it is."""
    real = time_machine.escape_hatch.datetime.datetime.now
    ahead = _seconds_in(file)
    clock = time_machine.travel(datetime.now(UTC) + timedelta(seconds=ahead), tick=True).start()

    def follow() -> None:
        shown = ahead
        while True:
            time.sleep(LOOK_EVERY_SECONDS)
            asked = _seconds_in(file)
            if asked != shown:
                clock.move_to(real(UTC) + timedelta(seconds=asked))
                shown = asked

    threading.Thread(target=follow, name="turned clock", daemon=True).start()


def _seconds_in(file: Path) -> float:
    return float(file.read_text() or "0")
