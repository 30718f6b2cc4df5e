"""The workers' queue (Procrastinate, on PostgreSQL): jobs join it in the caller's transaction.

The ledger stays the truth. A job only says which deliveries some worker shall look at now, so a job
that is lost, doubled or late costs nothing but time.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, text

from webapp.storage.db import db

SCHEMA = "procrastinate"
QUEUE = "push"
TASK = "send_deliveries"
JOB_SIZE = 500  # deliveries; a job costs a worker about a millisecond
ALIVE_FOR = timedelta(seconds=30)
USE = "SELECT set_config('search_path', '{}, ' || current_setting('search_path'), {})"
_WITH_QUEUE: WeakSet[Engine] = WeakSet()  # a queue that is there stays there


def has_queue() -> bool:
    """Whether deliveries are handed to workers by a queue; otherwise they look for themselves."""
    if db.engine.dialect.name != "postgresql":
        return False
    if db.engine not in _WITH_QUEUE:
        found = db.session.scalar(text(f"SELECT to_regclass('{SCHEMA}.procrastinate_jobs')"))
        if found is None:
            return False
        _WITH_QUEUE.add(db.engine)
    return True


def enqueue(delivery_ids: Sequence[int], at: datetime | None = None) -> None:
    """Let some worker look at these deliveries, at once or at an instant to come.

    Part of the caller's transaction; does nothing where there is no queue.
    """
    if not delivery_ids or not has_queue():
        return
    db.session.execute(text(USE.format(SCHEMA, "true")))
    connection = db.session.connection().connection.driver_connection
    jobs = [
        {"ids": list(delivery_ids[start : start + JOB_SIZE])}
        for start in range(0, len(delivery_ids), JOB_SIZE)
    ]
    job = _desk().configure_task(TASK, queue=QUEUE, schedule_at=at, connection=connection)
    job.batch_defer(*jobs)


def are_workers_alive() -> bool:
    """Whether a worker of the queue showed itself lately."""
    alive = text(
        f"SELECT EXISTS (SELECT 1 FROM {SCHEMA}.procrastinate_workers"
        " WHERE last_heartbeat > now() - :lately)"
    )
    return bool(db.session.scalar(alive, {"lately": ALIVE_FOR}))


def count_jobs() -> int:
    """How many jobs wait in the queue for a worker; 0 where there is no queue."""
    if not has_queue():
        return 0
    waiting = f"SELECT count(*) FROM {SCHEMA}.procrastinate_jobs WHERE status = 'todo'"
    return db.session.scalar(text(waiting)) or 0


@cache
def _desk() -> Any:
    """Where jobs are handed in; it has no connection of its own."""
    # Loaded by need: an installation on SQLite never pays for it.
    library = import_module("procrastinate")
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    return library.App(connector=library.SyncPsycopgConnector())
