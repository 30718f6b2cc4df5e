"""The tick: what is due at one instant, and how little an idle tick costs however many people.

`python -m tests.bench.claiming 50000` measures with so many people instead of a million.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from statistics import median

from jobs.collector import leave_alone_what_is_here
from tests.bench import claim_raw
from tests.bench.claim_rules import DUE_AT
from tests.bench.figures import Figure, at_most, ratio_at_most, table
from tests.bench.world import make
from tests.conftest import settings_in
from webapp.actions import claims
from webapp.actions.reminders import tick
from webapp.application import create_app

PEOPLE, DUE, FEW = 1_000_000, 10_000, 1_000
ROUNDS, IDLE_ROUNDS = 4, 5
IDLE_TICKS = 200


def measure(folder: Path, people: int = PEOPLE) -> list[Figure]:
    """Claim what is due among a million plans, beside raw SQL; then tick with nothing due."""
    few, many, due = folder / "few", folder / "many", min(DUE, people // 2)
    make(few, FEW, 0)
    make(many, people, due)
    with _scheduler(few) as small, _scheduler(many) as large:
        idle = [(small.apply(_idle), large.apply(_idle)) for _ in range(IDLE_ROUNDS)]
    with _scheduler(many) as scheduler:
        rounds = [_round(scheduler, many / "unhunch.db", due) for _ in range(ROUNDS)]
    ours = [seconds for seconds, _, _ in rounds]
    raw = min(seconds for _, _, seconds in rounds)
    cpu = min(seconds for _, seconds, _ in rounds[1:])
    warm, idle_few, idle_many = min(ours[1:]), *map(min, zip(*idle, strict=True))
    asked, idle_asked = (at_most(600), ratio_at_most(3)), (ratio_at_most(1.5),)
    named = f"claim: {due:,} due of {people:,}"
    return [
        Figure(named, warm * 1e3, "ms", warm / raw, "raw SQL", asked),
        Figure("claim: of that, CPU of this process", cpu * 1e3, "ms", cpu / warm, "the clock's"),
        Figure("claim: the same, just started", ours[0] * 1e3, "ms", ours[0] / raw, "raw SQL"),
        Figure("claim: the same in raw SQL", raw * 1e3, "ms"),
        Figure(f"idle tick: {FEW:,} plans", idle_few * 1e6, "us"),
        Figure(
            f"idle tick: {people:,} plans",
            idle_many * 1e6,
            "us",
            idle_many / idle_few,
            f"{FEW:,}",
            idle_asked,
        ),
    ]


def _round(scheduler: Pool, path: Path, due: int) -> tuple[float, float, float]:
    """Claim once by the product and once by raw SQL, from the same start to the same end."""
    connection = claim_raw.connect(path)
    claimed, ours, cpu = scheduler.apply(_claim)
    known, rows = claim_raw.outcomes(connection), claim_raw.rows(connection)
    claim_raw.undo(path)
    start = time.perf_counter()
    claimed_raw = claim_raw.claim(connection, known)
    raw = time.perf_counter() - start
    assert (claimed, claimed_raw) == (due, due)
    assert claim_raw.rows(connection) == rows
    connection.close()
    claim_raw.undo(path)
    return ours, cpu, raw


@contextmanager
def _scheduler(folder: Path) -> Iterator[Pool]:
    """A process that ticks, as the scheduler is one of its own."""
    with get_context("spawn").Pool(1, initializer=_open, initargs=(folder,)) as pool:
        yield pool


def _open(folder: Path) -> None:
    create_app(settings_in(folder)).app_context().push()
    leave_alone_what_is_here()


def _claim() -> tuple[int, float, float]:
    # A real instant comes once: what was worked out for it is not known beforehand.
    claims.course_at.cache_clear()
    start, cpu = time.perf_counter(), time.process_time()
    claimed = tick(DUE_AT)
    return claimed, time.perf_counter() - start, time.process_time() - cpu


def _idle() -> float:
    """Seconds of an idle tick, the middle one of many: others run on the machine too."""
    early, took = DUE_AT - timedelta(days=365), []
    tick(early)
    for _ in range(IDLE_TICKS):
        start = time.perf_counter()
        tick(early)
        took.append(time.perf_counter() - start)
    return median(took)


def main() -> None:
    """Measure with as many people as the command line says."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Path(folder), people)))


if __name__ == "__main__":
    main()
