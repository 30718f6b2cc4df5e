"""The tick: what is due at one instant, and how little an idle tick costs however many people.

`python -m tests.bench.claiming 50000` measures with so many people instead of a million.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

from tests.bench import claim_raw
from tests.bench.claim_rules import DUE_AT
from tests.bench.claim_world import fill
from tests.bench.figures import Figure, table
from tests.conftest import settings_in
from webapp.actions import claims
from webapp.actions.reminders import tick
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade

PEOPLE, DUE, FEW = 1_000_000, 10_000, 1_000
ROUNDS = 4
IDLE_TICKS = 200


def measure(folder: Path, people: int = PEOPLE) -> list[Figure]:
    """Claim what is due among a million plans, beside raw SQL; then tick with nothing due."""
    few, many, due = folder / "few", folder / "many", min(DUE, people // 2)
    _make(few, FEW, 0)
    _make(many, people, due)
    with _scheduler(few) as scheduler:
        idle_few = scheduler.apply(_idle)
    with _scheduler(many) as scheduler:
        idle = scheduler.apply(_idle)
        rounds = [_round(scheduler, many / "unhunch.db", due) for _ in range(ROUNDS)]
        megabytes = scheduler.apply(_megabytes)
    ours, raw = [seconds for seconds, _ in rounds], min(seconds for _, seconds in rounds)
    warm = min(ours[1:])
    return [
        Figure(f"tick: {due:,} due of {people:,}", warm * 1e3, "ms", warm / raw, "raw SQL"),
        Figure("tick: the same, just started", ours[0] * 1e3, "ms", ours[0] / raw, "raw SQL"),
        Figure("tick: the same in raw SQL", raw * 1e3, "ms"),
        Figure("tick: memory of the scheduler then", megabytes, "MB"),
        Figure(f"tick: idle, {FEW:,} plans", idle_few * 1e6, "us"),
        Figure(f"tick: idle, {people:,} plans", idle * 1e6, "us", idle / idle_few, f"{FEW:,}"),
    ]


def _make(folder: Path, people: int, due: int) -> None:
    settings = settings_in(folder)
    upgrade(settings.database_url, folder / "backups", DUE_AT)
    with create_app(settings).app_context():
        with db.engine.begin() as connection:
            fill(connection, people, due)
        db.engine.dispose()


def _round(scheduler: Pool, path: Path, due: int) -> tuple[float, float]:
    """Claim once by the product and once by raw SQL, from the same start to the same end."""
    connection = claim_raw.connect(path)
    claimed, ours = scheduler.apply(_claim)
    known, rows = claim_raw.outcomes(connection), claim_raw.rows(connection)
    claim_raw.undo(path)
    start = time.perf_counter()
    claimed_raw = claim_raw.claim(connection, known)
    raw = time.perf_counter() - start
    assert (claimed, claimed_raw) == (due, due)
    assert claim_raw.rows(connection) == rows
    connection.close()
    claim_raw.undo(path)
    return ours, raw


@contextmanager
def _scheduler(folder: Path) -> Iterator[Pool]:
    """A process that ticks, as the scheduler is one of its own."""
    with get_context("spawn").Pool(1, initializer=_open, initargs=(folder,)) as pool:
        yield pool


def _open(folder: Path) -> None:
    create_app(settings_in(folder)).app_context().push()


def _claim() -> tuple[int, float]:
    # A real instant comes once: what was worked out for it is not known beforehand.
    claims.course_at.cache_clear()
    start = time.perf_counter()
    claimed = tick(DUE_AT)
    return claimed, time.perf_counter() - start


def _idle() -> float:
    early = DUE_AT.replace(year=DUE_AT.year - 1)
    tick(early)
    start = time.perf_counter()
    for _ in range(IDLE_TICKS):
        tick(early)
    return (time.perf_counter() - start) / IDLE_TICKS


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure with as many people as the command line says."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Path(folder), people)))


if __name__ == "__main__":
    main()
