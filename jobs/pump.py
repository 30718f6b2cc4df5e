"""What keeps deliveries flowing: some wait here, some are under way, some wait to be settled.

A slow push service holds up its own messages and not the next batch: whatever comes to an end makes
room for another at once.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from jobs.sources import Source
from webapp import clock
from webapp.actions.deliveries import give_back, settle
from webapp.actions.leased import Leased
from webapp.push.outcome import Result
from webapp.push.sender import Sender

log = logging.getLogger(__name__)

TAKEN_AT_ONCE = 400
LOW = 100  # fewer waiting here than this, and more are fetched
STARTED_AT_ONCE = 32  # then what came back is looked at
SETTLED_AT_ONCE = 500
SETTLED_AFTER_SECONDS = 0.1
PATIENCE_SECONDS = 0.05


@dataclass
class Pump:
    """Takes deliveries, sends and settles them, a turn at a time; for one thread."""

    sender: Sender
    source: Source
    is_dry: bool = False  # nothing was left to take when last looked
    _waiting: deque[Leased] = field(default_factory=deque)
    _under_way: dict[int, Leased] = field(default_factory=dict)
    _done: list[tuple[Leased, Result]] = field(default_factory=list)
    _oldest_done: float = 0.0

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to do for now."""
        return self.is_dry and not (self._waiting or self._under_way or self._done)

    def turn(self) -> None:
        """Take more where few are left, start some, collect what has come to an end, settle."""
        if not self.is_dry and len(self._waiting) < LOW:
            taken = self.source.take(TAKEN_AT_ONCE)
            self._waiting.extend(taken.batch)
            self.is_dry = taken.is_all
        started = self._start()
        self._collect(0 if started else PATIENCE_SECONDS)
        if self._is_time_to_settle():
            self.settle()

    def finish(self) -> None:
        """Give back what was not begun, wait for what was, and write it down."""
        self._give_back(lambda _: True)
        while self._under_way:
            self._collect(PATIENCE_SECONDS)
        self.settle()

    def settle(self) -> None:
        """Write down what is done; it is kept, to be written later, where that fails."""
        if self._done:
            batch, results = zip(*self._done, strict=True)
            let_be = settle(batch, results, clock.now())
            log.info("%d deliveries sent", len(batch))
            self._done.clear()
            self.source.left(batch)
            self._give_back(lambda leased: leased.host in let_be)

    def _give_back(self, which: Callable[[Leased], bool]) -> None:
        back = [leased for leased in self._waiting if which(leased)]
        if back:
            give_back(back)
            self.source.left(back)
            self._waiting = deque(leased for leased in self._waiting if not which(leased))
            self.is_dry = False

    def _start(self) -> int:
        most = min(len(self._waiting), self.sender.room(), STARTED_AT_ONCE)
        for _ in range(most):
            leased = self._waiting.popleft()
            try:
                self.sender.start(leased.delivery_id, leased.parcel, clock.now())
            except BaseException:
                self.source.left([leased])  # its lease runs out
                raise
            self._under_way[leased.delivery_id] = leased
        return most

    def _collect(self, patience: float) -> None:
        if not self._under_way:
            return
        for number, result in self.sender.finished(clock.now(), patience):
            leased = self._under_way.pop(number, None)
            if leased is None:  # of a turn that broke off; its lease runs out
                continue
            if not self._done:
                self._oldest_done = time.monotonic()
            self._done.append((leased, result))

    def _is_time_to_settle(self) -> bool:
        waited = time.monotonic() - self._oldest_done
        return (
            len(self._done) >= SETTLED_AT_ONCE
            or not (self._under_way or self._waiting)
            or waited > SETTLED_AFTER_SECONDS
        )
