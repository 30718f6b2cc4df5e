"""What the queue would make of a job for each delivery, by the library alone."""

import asyncio
import logging
import time

from procrastinate import App, PsycopgConnector

from webapp.storage.queue import SCHEMA

JOBS = 1000


def rate(url: str) -> float:
    """Jobs a second, from handing them in to the end of the last; they do nothing."""
    return JOBS / asyncio.run(_work(url.replace("+psycopg", "")))


async def _work(url: str) -> float:
    schema = {"options": f"-c search_path={SCHEMA},public"}
    queue = App(connector=PsycopgConnector(conninfo=url, kwargs=schema))
    task = queue.task(name="nothing")(_nothing)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    async with queue.open_async():
        start = time.perf_counter()
        await task.batch_defer_async(*({"number": number} for number in range(JOBS)))
        await queue.run_worker_async(
            wait=False, concurrency=8, delete_jobs="successful", install_signal_handlers=False
        )
        return time.perf_counter() - start


async def _nothing(number: int) -> None:
    pass
