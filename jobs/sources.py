"""Where a sender's deliveries come from: the ledger, or the workers' queue and then the ledger."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple, Protocol

from webapp import clock
from webapp.actions.deliveries import take_these, take_waiting
from webapp.actions.leased import Leased
from webapp.actions.notifications import Office
from webapp.storage.queue import are_workers_alive, has_queue

AT_ONCE = timedelta(0)
LEFT_TO_WORKERS = timedelta(seconds=10)  # later than that, whoever finds it sends it
LOOK_BEHIND_SECONDS = 5.0


class Taken(NamedTuple):
    """What was taken, and whether more may be left."""

    batch: list[Leased]
    is_all: bool


class Source(Protocol):
    """Hands out deliveries under lease; used by one thread."""

    def take(self, most: int) -> Taken:
        """Take some deliveries, about so many at most."""

    def left(self, batch: Iterable[Leased]) -> None:
        """Hear that deliveries which were taken are no longer here, whatever became of them."""

    def is_next(self) -> bool:
        """Whether what falls due next will be taken here, as far as can be told."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What has waited for the grace; `on_backlog` hears when more waits than was taken."""

    office: Office
    grace: Callable[[], timedelta] = lambda: AT_ONCE
    on_backlog: Callable[[], None] = lambda: None

    def take(self, most: int) -> Taken:
        """Take what waits longest."""
        now = clock.now()
        batch = take_waiting(self.office, now, most, now - self.grace())
        is_all = len(batch) < most
        if not is_all:
            self.on_backlog()
        return Taken(batch, is_all)

    def left(self, _batch: Iterable[Leased]) -> None:
        """Nobody waits for it."""

    def is_next(self) -> bool:
        """Whether nobody else is given time to send it."""
        return self.grace() == AT_ONCE


def grace_of_scheduler() -> timedelta:
    """How long a scheduler leaves deliveries to the workers; not at all while none is alive."""
    return LEFT_TO_WORKERS if has_queue() and are_workers_alive() else AT_ONCE


@dataclass
class _Order:
    """A job of the queue, while some of its deliveries are here."""

    ids: Sequence[int]
    done: "Future[None]" = field(default_factory=Future)
    here: int = 0


class Orders:
    """What the queue's jobs ask for, and now and then what no job has brought."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._ledger = Ledger(office, lambda: LEFT_TO_WORKERS)
        self._waiting: deque[_Order] = deque()
        self._of: dict[int, _Order] = {}
        self._looked = 0.0

    def offer(self, ids: Sequence[int]) -> "Future[None]":
        """Ask for these deliveries, from any thread; done when the last of them is settled."""
        order = _Order(ids)
        self._waiting.append(order)
        return order.done

    def take(self, most: int) -> Taken:
        """Take what the oldest order asks for; without orders look into the ledger."""
        if self._waiting:
            return Taken(self._begin(self._waiting.popleft()), is_all=False)
        if time.monotonic() - self._looked < LOOK_BEHIND_SECONDS:
            return Taken([], is_all=True)
        self._looked = time.monotonic()
        return self._ledger.take(most)

    def left(self, batch: Iterable[Leased]) -> None:
        """Count off what orders wait for."""
        for leased in batch:
            order = self._of.pop(leased.delivery_id, None)
            if order is not None:
                order.here -= 1
                self._end(order)

    def is_next(self) -> bool:
        """Nobody knows which worker will."""
        return False

    def _begin(self, order: _Order) -> list[Leased]:
        if not order.done.set_running_or_notify_cancel():
            return []  # its job was given up; whatever it asked for is found in the ledger
        try:
            batch = take_these(self._office, order.ids, clock.now())
        except BaseException as error:
            order.done.set_exception(error)
            raise
        for leased in batch:
            self._of[leased.delivery_id] = order
        order.here = len(batch)
        self._end(order)
        return batch

    def _end(self, order: _Order) -> None:
        if order.here == 0:
            order.done.set_result(None)
