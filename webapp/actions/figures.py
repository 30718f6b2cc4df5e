"""Figures of the whole installation: counted where things happen, read for whoever watches.

The counting functions belong at the end of the transaction of what they count.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from webapp.domain.figures import Counted, Fared, Name, tally
from webapp.storage.figures import add_to_figures, all_figures
from webapp.storage.gauges import (
    HostState,
    Outages,
    Queue,
    count_devices,
    count_overdue,
    count_people,
    host_states,
    outages,
    read_queue,
)
from webapp.storage.heartbeats import TICK, find_heartbeat
from webapp.storage.queue import count_jobs


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people and reachable devices there were at an instant."""

    people: int
    devices: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """How the whole installation stands, and what it has done so far."""

    totals: dict[Name, int]
    overdue: int
    queue: Queue
    jobs: int
    tick_age_seconds: float | None
    hosts: tuple[HostState, ...]
    outages: Outages
    crowd: Crowd


def count_claimed(claimed: Iterable[tuple[str, str | None]]) -> None:
    """Count what became due: the kind of each occurrence, and why it is not sent, if it is not."""
    grown: Counter[Name] = Counter()
    for (kind, reason), by in Counter(claimed).items():
        grown[Counted.CLAIMED, kind] += by
        if reason is not None:
            grown[Counted.UNSENT, reason] += by
    add_to_figures(grown)


def count_outcomes(fared: Iterable[Fared], recovered: int = 0) -> None:
    """Count how deliveries fared, and how many had been left behind by a sender that died."""
    add_to_figures({**tally(fared), (Counted.RECOVERED, ""): recovered})


def count_receipt(kind: str) -> None:
    """Count one word of a device."""
    add_to_figures({(Counted.RECEIPT, kind): 1})


def read_crowd(now: datetime) -> Crowd:
    """Count people and devices anew."""
    return Crowd(count_people(), count_devices(), now)


def read_figures(crowd: Crowd, now: datetime) -> Figures:
    """Read everything that is cheap to read at any size, beside a count of the crowd."""
    beat = find_heartbeat(TICK)
    return Figures(
        totals=all_figures(),
        overdue=count_overdue(now),
        queue=read_queue(now),
        jobs=count_jobs(),
        tick_age_seconds=(now - beat).total_seconds() if beat else None,
        hosts=host_states(),
        outages=outages(),
        crowd=crowd,
    )
