"""The workers' queue: deliveries a second, from the transaction that enqueues them to the ledger.

Nothing is encrypted or posted: the sender is a list. `python -m tests.bench.queueing 5000` measures
with so many deliveries instead of twenty thousand.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import select, text

from jobs import worker
from tests.bench import job_for_each
from tests.bench.figures import Figure, at_least, table
from tests.conftest import at, on_postgres, settings_in
from tests.lab.postgres import find_binaries, running_postgres
from webapp import clock
from webapp.actions.transaction import transaction
from webapp.application import create_app
from webapp.push.outbox import Outbox
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.migrate import upgrade
from webapp.storage.queue import SCHEMA, enqueue

DELIVERIES, WORKERS, RATE = 20_000, 2, 20_000
UNIT = "deliveries/s"
CLAIMED_AT_ONCE = 1000  # as the tick does
NOW = at("2026-03-02 10:00")
PATIENCE_SECONDS = 300
USEFUL = timedelta(minutes=15)
WORLD = (
    """INSERT INTO people (id, created_at, time_zone, language, day_start_minutes, discreet)
    SELECT i, :now, 'Europe/Berlin', 'en', 180, false FROM generate_series(1, :count) i""",
    """INSERT INTO safety_checks (person_id, consent, catalogue_version, checked_at)
    SELECT i, true, 1, :now FROM generate_series(1, :count) i""",
    """INSERT INTO devices (id, person_id, endpoint, endpoint_hash, p256dh, auth,
        application_server_key, label, created_at, last_seen_at, hidden, rings)
    SELECT i, i, 'https://fcm.googleapis.com/fcm/send/' || i, i, '\\x04', '\\x00', 'bench', 'Phone',
        :now, :now, false, true FROM generate_series(1, :count) i""",
    """INSERT INTO occurrences (id, person_id, kind, due_at, expires_at, routine, claimed_at)
    SELECT i, i, 'planned', :now, :end, 'desk_minute', :now FROM generate_series(1, :count) i""",
    """INSERT INTO deliveries (id, person_id, occurrence_id, device_id, state, created_at,
        expires_at, next_attempt_at, attempts)
    SELECT i, i, i, i, 'waiting', :now, :end, :now, 0 FROM generate_series(1, :count) i""",
)


def measure(folder: Path, deliveries: int = DELIVERIES) -> list[Figure]:
    """Deliveries a second with one worker and with two, beside a job for each of them."""
    binaries = find_binaries()
    if binaries is None:
        print("the queue is not measured: no PostgreSQL was found")
        return []
    figures: list[Figure] = []
    with running_postgres(binaries) as server:
        with server.database("bench_0") as url:
            upgrade(url, folder, NOW)
            each = job_for_each.rate(url)
        for workers in range(1, WORKERS + 1):
            with server.database(f"bench_{workers}") as url:
                enqueued, drained = _drain(folder / str(workers), url, deliveries, workers)
            rate = deliveries / (enqueued + drained)
            named = f"queue: enqueue and drain, {workers} worker{'s' * (workers > 1)}"
            asked = (at_least(RATE),) if workers == WORKERS else ()
            figures.append(Figure(named, rate, UNIT, rate / each, "a job for each", asked))
        figures.append(Figure("queue: enqueueing alone", deliveries / enqueued, UNIT))
    return [*figures, Figure("queue: a job for each, which does nothing", each, UNIT)]


def _drain(home: Path, url: str, deliveries: int, workers: int) -> tuple[float, float]:
    told = on_postgres(url)
    upgrade(url, home, NOW)
    with create_app(settings_in(home, **told)).app_context():
        _fill(deliveries)
        context = get_context("spawn")
        started = [
            context.Process(target=_work, args=(home / str(n), told)) for n in range(workers)
        ]
        for process in started:
            process.start()
        _wait(lambda: _count_workers() == workers)
        start = time.perf_counter()
        for first in range(1, deliveries + 1, CLAIMED_AT_ONCE):
            with transaction():
                enqueue(list(range(first, min(first + CLAIMED_AT_ONCE, deliveries + 1))))
        enqueued = time.perf_counter() - start
        _wait(_is_drained)
        seconds = time.perf_counter() - start
        for process in started:
            process.terminate()
        for process in started:
            process.join(20)
        db.session.remove()
        db.engine.dispose()
    return enqueued, seconds - enqueued


def _fill(deliveries: int) -> None:
    """As many people, each with one device and one delivery that waits."""
    terms = {"count": deliveries, "now": NOW, "end": NOW + USEFUL}
    with db.engine.begin() as connection:
        for statement in WORLD:
            connection.execute(text(statement), terms)
        connection.execute(text("ANALYZE"))


def _work(home: Path, told: dict[str, str]) -> None:
    """Be `python -m jobs worker`, but for the sender and the clock."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update({f"UNHUNCH_{name}": value for name, value in told.items()})
    os.environ["UNHUNCH_DATA_DIR"] = str(home)
    clock.now = lambda: NOW
    worker.make_sender = lambda _parts: Outbox()  # type: ignore[attr-defined, assignment]
    with (home / "worker.log").open("w") as sys.stderr:
        os._exit(worker.main([]))


def _count_workers() -> int:
    db.session.rollback()
    return db.session.scalar(text(f"SELECT count(*) FROM {SCHEMA}.procrastinate_workers")) or 0


def _is_drained() -> bool:
    db.session.rollback()
    waiting = select(Delivery.id).where(Delivery.state == "waiting").limit(1)
    return db.session.scalar(waiting) is None


def _wait(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "the workers did not get there"
        time.sleep(0.02)


def main() -> None:
    """Measure with as many deliveries as the command line says."""
    deliveries = int(sys.argv[1]) if len(sys.argv) > 1 else DELIVERIES
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Path(folder), deliveries)))


if __name__ == "__main__":
    main()
