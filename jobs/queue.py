"""The workers' queue: Procrastinate brings jobs of a few hundred deliveries each."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from flask import Flask
from psycopg import AsyncConnection

from jobs.database import tell
from jobs.sending import SendingLoop
from jobs.sources import Orders
from webapp.storage.db import db
from webapp.storage.queue import QUEUE, SCHEMA, TASK, USE

UPKEEP = "upkeep"
JOBS_AT_ONCE = 8
HEARTBEAT_SECONDS, STALLED_SECONDS = 5.0, 20.0
FETCH_EVERY_SECONDS = 1.0  # for what is scheduled; new jobs are told of at once
SHUTDOWN_SECONDS = 15.0
REST_AFTER_TROUBLE_SECONDS = 1.0
OLD_HOURS = 1  # nothing a job asks for is useful that long
EVERY_20_SECONDS, EVERY_10_MINUTES = "* * * * * */20", "*/10 * * * *"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What jobs of the queue are handed to."""

    orders: Orders
    sending: SendingLoop

    async def send(self, ids: list[int]) -> None:
        """Have these deliveries sent; returns when each of them is settled, or waits again."""
        done = self.orders.offer(ids)
        self.sending.wake()
        await asyncio.wrap_future(done)


def serve_queue(
    app: Flask, orders: Orders, sending: SendingLoop, say_ready: Callable[[], None]
) -> int:
    """Work for the queue until SIGTERM or SIGINT; answers the exit status."""
    with app.app_context():
        url = db.engine.url.set(drivername="postgresql")
    conninfo = url.render_as_string(False)
    return asyncio.run(_serve(lambda: _queue_at(conninfo, Desk(orders, sending)), say_ready))


async def _serve(make_queue: Callable[[], Any], say_ready: Callable[[], None]) -> int:
    """Begin anew whenever the queue breaks off, as when the database is started again."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    say_ready()
    while not stop.is_set():
        try:
            await _work(make_queue(), stop)
        except Exception as error:  # whatever it is, the ledger still has what is to be sent
            tell(log, "the queue broke off", error)
        if not stop.is_set():
            log.warning("the queue is begun anew")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), REST_AFTER_TROUBLE_SECONDS)
    return 0


async def _work(queue: Any, stop: asyncio.Event) -> None:
    """Do the queue's jobs until told to stop, or until it gives up."""
    async with queue.open_async():
        working = asyncio.create_task(queue.run_worker_async(**_terms()))
        told = asyncio.create_task(stop.wait())
        await asyncio.wait({working, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        working.cancel()  # that is how it is asked to finish what it has begun
        with suppress(asyncio.CancelledError):
            await working


def _queue_at(conninfo: str, desk: Desk) -> Any:
    library = import_module("procrastinate")
    connector = library.PsycopgConnector(
        conninfo=conninfo, configure=_use_schema, min_size=1, max_size=4
    )
    queue = library.App(connector=connector)
    queue.task(name=TASK, queue=QUEUE)(desk.send)
    _add_upkeep(queue)
    return queue


def _terms() -> dict[str, Any]:
    return {
        "queues": [QUEUE, UPKEEP],
        "concurrency": JOBS_AT_ONCE,
        "fetch_job_polling_interval": FETCH_EVERY_SECONDS,
        "shutdown_graceful_timeout": SHUTDOWN_SECONDS,
        "delete_jobs": "successful",
        "update_heartbeat_interval": HEARTBEAT_SECONDS,
        "stalled_worker_timeout": STALLED_SECONDS,
        "install_signal_handlers": False,
    }


def _add_upkeep(queue: Any) -> None:
    """What keeps the queue going and small; of all workers one does it each time."""

    async def retry_stalled(timestamp: int) -> None:
        # Nobody else does: a job whose worker was killed stays as it was.
        stalled = await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
        for job in stalled:
            await queue.job_manager.retry_job(job)
            log.warning("job %d of a worker that died is done again", job.id)

    async def tidy(timestamp: int) -> None:
        await queue.job_manager.delete_old_jobs(
            nb_hours=OLD_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )
        for table in ("procrastinate_jobs", "procrastinate_events"):
            await queue.connector.execute_query_async(f"ANALYZE {SCHEMA}.{table}")

    for cron, upkeep in ((EVERY_20_SECONDS, retry_stalled), (EVERY_10_MINUTES, tidy)):
        name = upkeep.__name__
        task = queue.task(name=name, queue=UPKEEP, queueing_lock=name, priority=1)(upkeep)
        queue.periodic(cron=cron)(task)


async def _use_schema(connection: AsyncConnection[Any]) -> None:
    await connection.execute(USE.format(SCHEMA, "false"))
    await connection.commit()
