"""A storm of kills: one process after another is killed -9 in the middle of its work."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from tests.faults import ledger
from tests.faults.births import DEAD, STOPPED, Born
from tests.faults.crowd import Crowd
from tests.faults.inside import ACCEPTED, BETWEEN, CLAIMED, MARKING
from tests.faults.installation import Installation
from tests.faults.ledger import Sent

ANSWERED = "answered"  # by the push service: right after the n-th 201 has left
ANYWHEN = "anywhen"
WAYS = (CLAIMED, ANSWERED, ACCEPTED, MARKING, BETWEEN, ANYWHEN)
STOPPING = {CLAIMED: 2, ACCEPTED: 2, MARKING: 2, BETWEEN: 12}  # at the latest at that time
WINDOWS = {
    CLAIMED: "after the claim's commit, before sending",
    ANSWERED: "after the 201, before the mark",
    ACCEPTED: "after the 201, before the mark",
    MARKING: "during the mark's transaction",
    BETWEEN: "between two transactions",
    ANYWHEN: "at any moment",
}
PATIENCE_SECONDS = 20.0
DRIP = (4, 0.08)  # so many people become due, every so many seconds

CLAIMING, SENDING = ("--no-sending",), ("worker",)
_names = count(1)


@dataclass(frozen=True)
class Kill:
    """One kill, and what it left: claimed but never taken, and taken by the service unmarked."""

    way: str
    untouched: frozenset[int]
    unmarked: frozenset[int]

    @property
    def window(self) -> str:
        """Where it landed, by what it left and not by what was meant."""
        landed = self.untouched if self.way == CLAIMED else self.unmarked
        aimed = self.way not in (BETWEEN, ANYWHEN)
        return "missed its window" if aimed and not landed else WINDOWS[self.way]


@dataclass
class Storm:
    """Kills in one installation of schedulers that send what they claim, and what each left."""

    home: Installation
    crowd: Crowd
    chance: random.Random
    kills: list[Kill] = field(default_factory=list)
    _counted: int = 0

    def rage(self, ways: Sequence[str]) -> None:
        """Kill one process in each of these ways."""
        for to_come, way in zip(range(len(ways), 0, -1), ways, strict=True):
            self.strike(way, self.crowd.left // to_come)

    def strike(self, way: str, people: int) -> None:
        """Start a process, let so many people become due little by little, and kill it."""
        name = f"victim-{next(_names)}"
        victim = self._start(way, name)
        self._aim(way, victim)
        self._let_become_due(people, victim, self._seconds(way))
        self.home.service.on_accepted = lambda _: None
        victim.kill()
        victim.leaves_nobody_behind()
        self.home.service.quiet()
        self.home.service.unheard.clear()  # that was the kill, and is counted by what it left
        self.home.wait_for_the_dead(name)
        self.kills.append(self._aftermath(way))

    def hits(self) -> Counter[str]:
        """How many kills landed in each window."""
        return Counter(kill.window for kill in self.kills)

    def exposed(self) -> Counter[int]:
        """For each delivery, how often it was under way when a process was killed."""
        return Counter(number for kill in self.kills for number in kill.unmarked)

    def _start(self, way: str, name: str) -> Born:
        stop = {}
        if way in STOPPING:
            times = self.chance.randint(1, STOPPING[way])
            stop = {"FAULTS_STOP": way, "FAULTS_TIMES": str(times)}
        return self.home.start(self._victim(way), PGAPPNAME=name, **stop)

    def _victim(self, _way: str) -> Sequence[str]:
        """With which arguments the process is started that is to be killed."""
        return ()

    def _aim(self, way: str, victim: Born) -> None:
        if way != ANSWERED:
            return
        answers = count(1)
        last = self.chance.randint(1, 30)

        def shoot(_endpoint: str) -> None:
            if next(answers) == last:
                with suppress(ProcessLookupError):
                    os.kill(victim.pid, signal.SIGKILL)

        self.home.service.on_accepted = shoot

    def _let_become_due(self, people: int, victim: Born, seconds: float) -> None:
        end, left = time.monotonic() + seconds, people
        while time.monotonic() < end and victim.state not in (STOPPED, DEAD):
            # Once they are used up, one more now and then, or a second claim might never come.
            number, pause = (min(left, DRIP[0]), DRIP[1]) if left > 0 else (1, 0.4)
            if self.crowd.try_release(number):
                left -= number
            time.sleep(pause)

    def _seconds(self, way: str) -> float:
        return self.chance.uniform(0.4, 1.2) if way == ANYWHEN else PATIENCE_SECONDS

    def _aftermath(self, way: str) -> Kill:
        rows = ledger.deliveries(self.home)
        fresh = set(self._fresh_arrivals())
        unmarked = {row.delivery for row in rows if row.waits and row.delivery in fresh}
        untouched = {row.delivery for row in rows if _is_untouched(row)}
        return Kill(way, frozenset(untouched), frozenset(unmarked))

    def _fresh_arrivals(self) -> Iterator[int]:
        """What the service took since the last kill."""
        arrivals = self.home.service.arrivals[self._counted :]
        self._counted += len(arrivals)
        for arrival in arrivals:
            number = self.home.tokens.read(arrival.token).delivery
            assert number is not None
            yield number


class StormOfWorkers(Storm):
    """The same where one process claims and another sends: whichever is at work is killed."""

    def strike(self, way: str, people: int) -> None:
        """Strike the worker while a scheduler claims, or a scheduler alone right after a claim."""
        claimer = None if way == CLAIMED else self.home.start(CLAIMING)
        if claimer is not None:
            claimer.says("looking for due reminders")
        super().strike(way, people)
        assert claimer is None or claimer.terminate() == 0

    def _victim(self, way: str) -> Sequence[str]:
        return CLAIMING if way == CLAIMED else SENDING


def _is_untouched(row: Sent) -> bool:
    return row.untouched
