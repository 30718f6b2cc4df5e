"""Waiting until nothing is left to be done."""

import time

from tests.faults import ledger
from tests.faults.crowd import Crowd
from tests.faults.installation import Installation
from tests.lab.waiting import until

AFTER_THE_LEASES = 300  # seconds; longer than a lease, shorter than a reminder is useful


def until_everything_ended(home: Installation, *crowds: Crowd, seconds: float = 150) -> None:
    """Wait until everybody's reminder has been claimed and every delivery has ended."""
    size = sum(crowd.released for crowd in crowds)
    until(lambda: _has_ended(home, size), "everything to end", seconds, _pause)


def until_only_the_dead_hold(home: Installation, *crowds: Crowd, seconds: float = 150) -> None:
    """Wait until everything is claimed, and what still waits is under the lease of a killed one.

    A clock turned ahead under a living sender would end its leases while its messages are on
    their way.
    """
    until(lambda: _is_at_rest(home, sum(crowd.released for crowd in crowds)), "rest", seconds)


def _pause() -> None:
    time.sleep(0.2)


def _is_at_rest(home: Installation, size: int) -> bool:
    before = _waiting(home)
    claimed = sum(due.claimed for due in ledger.occurrences(home))
    if claimed < size or any(row.lease_until is None for row in before):
        return False
    time.sleep(1)
    return _waiting(home) == before


def _waiting(home: Installation) -> list[ledger.Sent]:
    return [row for row in ledger.deliveries(home) if row.waits]


def _has_ended(home: Installation, size: int) -> bool:
    claimed = sum(due.claimed for due in ledger.occurrences(home))
    return claimed >= size and not any(row.waits for row in ledger.deliveries(home))
