"""The workers' queue: deliveries a second, from the transaction that enqueues them to the ledger.

Nothing is encrypted or posted: the sender is a list. `python -m tests.bench.queueing 5000` measures
with so many deliveries instead of twenty thousand.
"""

import os
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import select, text

from jobs.queue import serve_queue
from jobs.sending import SendingLoop
from jobs.sources import Orders
from tests.bench.figures import Figure, table
from tests.conftest import at, on_postgres, settings_in
from tests.lab.postgres import find_binaries, running_postgres
from webapp import clock
from webapp.actions.transaction import transaction
from webapp.application import create_app
from webapp.parts import parts
from webapp.push.outbox import Outbox
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.migrate import upgrade
from webapp.storage.queue import are_workers_alive, enqueue

DELIVERIES, WORKERS = 20_000, 2
CLAIMED_AT_ONCE = 1000  # as the tick does
NOW = at("2026-03-02 10:00")
PATIENCE_SECONDS = 300
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
    """Deliveries a second with one worker, and with two."""
    binaries = find_binaries()
    if binaries is None:
        print("the queue is not measured: no PostgreSQL was found")
        return []
    figures: list[Figure] = []
    with running_postgres(binaries) as server:
        for workers in range(1, WORKERS + 1):
            with server.database(f"bench_{workers}") as url:
                enqueued, drained = _drain(folder / str(workers), url, deliveries, workers)
            rate = deliveries / (enqueued + drained)
            named = f"queue: enqueue and drain, {workers} worker{'s' * (workers > 1)}"
            figures.append(Figure(named, rate, "deliveries/s"))
        figures.append(Figure("queue: enqueueing alone", deliveries / enqueued, "deliveries/s"))
    return figures


def _drain(home: Path, url: str, deliveries: int, workers: int) -> tuple[float, float]:
    told = on_postgres(url)
    upgrade(url, home, NOW)
    with create_app(settings_in(home, **told)).app_context():
        _fill(deliveries)
        context = get_context("spawn")
        started = [
            context.Process(target=_work, args=(home / str(n), told), daemon=True)
            for n in range(workers)
        ]
        for process in started:
            process.start()
        _wait(lambda: are_workers_alive(workers))
        start = time.perf_counter()
        for first in range(1, deliveries + 1, CLAIMED_AT_ONCE):
            with transaction():
                enqueue(list(range(first, min(first + CLAIMED_AT_ONCE, deliveries + 1))))
        enqueued = time.perf_counter() - start
        _wait(_is_drained)
        seconds = time.perf_counter() - start
        for process in started:
            process.terminate()
            process.join(20)
        db.session.remove()
        db.engine.dispose()
    return enqueued, seconds - enqueued
