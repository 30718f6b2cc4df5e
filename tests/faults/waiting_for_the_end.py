"""Waiting until nothing is left to be done."""

import time
from collections import Counter
from collections.abc import Callable, Sequence

from tests.faults import ledger
from tests.faults.births import Born
from tests.faults.crowd import Crowd
from tests.faults.installation import Installation
from tests.lab.waiting import TooLate, until

AFTER_THE_LEASES = 300  # seconds; longer than a lease, shorter than a reminder is useful


def until_everything_ended(home: Installation, *crowds: Crowd, seconds: float = 150) -> None:
    """Wait until everybody's reminder has been claimed and every delivery has ended."""
    size = sum(crowd.released for crowd in crowds)
    _wait(home, size, lambda: _has_ended(home, size), "everything to end", seconds)


def outlive_the_leases(home: Installation, *crowds: Crowd, living: Sequence[Born]) -> list[Born]:
    """Wait until the living have done what they can, and put others in their place, much later.

    What still waits then was under the lease of a killed one. The living are stopped first: a clock
    turned ahead under them would end their own leases while their messages are on the way.
    """
    size = sum(crowd.released for crowd in crowds)
    _wait(home, size, lambda: _is_taken(home, size), "everything to be taken", 150)
    assert [born.terminate() for born in living] == [0] * len(living)
    home.turn_clock(AFTER_THE_LEASES)
    others = [home.start(**home.turned) for _ in living]
    for born in others:
        born.says("looking for due reminders")
    return others


def _wait(
    home: Installation, size: int, look: Callable[[], bool], what: str, seconds: float
) -> None:
    try:
        until(look, what, seconds, _pause)
    except TooLate as late:
        late.add_note(_state(home, size))
        raise


def _state(home: Installation, size: int) -> str:
    """What a reader of a failure wants to know."""
    claimed = sum(due.claimed for due in ledger.occurrences(home))
    waiting = Counter((row.attempts, row.lease_until) for row in _waiting(home))
    said = [born.text[-3000:] for born in home.started if born.code is None]
    return "\n".join([f"{claimed} of {size} claimed; waiting: {waiting}", *said])


def _pause() -> None:
    time.sleep(0.2)


def _is_taken(home: Installation, size: int) -> bool:
    claimed = sum(due.claimed for due in ledger.occurrences(home))
    return claimed >= size and all(row.lease_until for row in _waiting(home))


def _waiting(home: Installation) -> list[ledger.Sent]:
    return [row for row in ledger.deliveries(home) if row.waits]


def _has_ended(home: Installation, size: int) -> bool:
    claimed = sum(due.claimed for due in ledger.occurrences(home))
    return claimed >= size and not any(row.waits for row in ledger.deliveries(home))
