"""What is counted of the reminders of a whole installation, and in which classes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LATENESS_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0)
LATER_STILL = "inf"
LATER = "later"  # an outcome that is none yet: put off and tried again


class Counted(StrEnum):
    """The counters, each with a label that says which kind was counted."""

    CLAIMED = "claimed"  # by kind of occurrence
    UNSENT = "unsent"  # by reason
    OUTCOME = "outcome"  # of a delivery: its final state, or "later" for each time put off
    LATENESS = "lateness"  # of what was accepted, by the class of seconds
    LATENESS_MS = "lateness_ms"  # their sum, in whole milliseconds
    RECOVERED = "recovered"  # leases that ran out and were taken again
    RECEIPT = "receipt"  # by kind


Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fared:
    """How one delivery fared; `late_by` is accepted minus due, None for test messages."""

    word: str
    late_by: timedelta | None = None


def tally(fared: Iterable[Fared]) -> dict[Name, int]:
    """By how much each counter grows."""
    grown: Counter[Name] = Counter()
    for one in fared:
        grown[Counted.OUTCOME, one.word] += 1
        if one.late_by is not None:
            # A clock set back between the claim and the sending makes nothing early.
            seconds = max(one.late_by.total_seconds(), 0.0)
            grown[Counted.LATENESS, lateness_class(seconds)] += 1
            grown[Counted.LATENESS_MS, ""] += round(seconds * 1000)
    return dict(grown)


def lateness_class(seconds: float) -> str:
    """The smallest class of `LATENESS_SECONDS` that holds so many seconds."""
    return next((f"{most:g}" for most in LATENESS_SECONDS if seconds <= most), LATER_STILL)
