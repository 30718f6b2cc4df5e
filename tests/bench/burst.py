"""Ten thousand due of a million at one instant: how late each is accepted, on one core.

`python -m tests.bench.burst 100000 1000` measures with so many people, and so many of them due.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import func, select

from jobs.scheduler import make_scheduler
from jobs.sending import SendingLoop, make_sender
from tests.bench.burst_world import fill, subscribe
from tests.bench.figures import Figure, table
from tests.bench.push_service import push_service
from tests.conftest import at, settings_in
from webapp import clock
from webapp.application import create_app
from webapp.parts import parts
from webapp.push.aio_transport import AioTransport
from webapp.push.transports import OpenTransport, fastest
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.migrate import upgrade

PEOPLE, DUE = 1_000_000, 10_000
DUE_AT = at("2026-03-02 10:00")
WARM_UP = timedelta(seconds=3)  # the process is there already when the hour strikes
PATIENCE_SECONDS = 300

Told = dict[str, str]


def measure(folder: Path, people: int = PEOPLE, due: int = DUE) -> list[Figure]:
    """From the tick to the ledger, in the scheduler's own process, on one core."""
    figures = []
    with push_service(folder) as service:
        told = {"PUSH_HOSTS": ",".join(service.hosts), "PUSH_CA": str(service.ca)}
        for way, origin in {fastest(): service.h2, AioTransport: service.h1}.items():
            home = folder / way.__name__
            _make(home, told, (people, due), origin)
            with get_context("spawn").Pool(1) as pool:
                seconds, megabytes = pool.apply(_serve, (home, told, way))
            late = _lateness(home, told)
            assert len(late) == due, f"{len(late)} of {due} were accepted"
            figures += [
                Figure(f"burst: {due:,} of {people:,}, {way.__name__}: p50", late[due // 2], "s"),
                Figure("burst: the same, p99 accepted", late[due * 99 // 100], "s"),
                Figure("burst: the same, CPU of tick and sending", seconds / due * 1e6, "us each"),
                Figure("burst: the same, memory", megabytes, "MB"),
            ]
    return figures


def _make(home: Path, told: Told, size: tuple[int, int], origin: str) -> None:
    people, due = size
    settings = settings_in(home, **told)
    upgrade(settings.database_url, home / "backups", DUE_AT)
    with create_app(settings).app_context():
        with db.engine.begin() as connection:
            fill(connection, people, due, DUE_AT)
            subscribe(connection, due, people, origin, DUE_AT)
        db.engine.dispose()


def _serve(home: Path, told: Told, way: OpenTransport) -> tuple[float, float]:
    """Be the scheduler, on one core, until everything was sent; CPU seconds and megabytes."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    app = create_app(settings_in(home, **told))
    start = time.monotonic()
    clock.now = lambda: DUE_AT - WARM_UP + timedelta(seconds=time.monotonic() - start)
    sending = SendingLoop(app, make_sender(parts(app), way))
    scheduler = make_scheduler(app, sending)
    before = time.process_time()
    sending.start()
    scheduler.start()
    with app.app_context():
        _wait_until_sent(start + PATIENCE_SECONDS)
        scheduler.shutdown()
        sending.stop()
        db.engine.dispose()
    seconds = time.process_time() - before
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _wait_until_sent(deadline: float) -> None:
    waiting = select(Delivery.id).where(Delivery.state == "waiting").limit(1)
    while time.monotonic() < deadline:
        time.sleep(0.5)
        db.session.rollback()
        is_begun = db.session.scalar(select(func.max(Delivery.id))) is not None
        if is_begun and db.session.scalar(waiting) is None:
            return


def _lateness(home: Path, told: Told) -> list[float]:
    """Seconds from the instant to what the ledger says of each accepted delivery, in order."""
    accepted = select(Delivery.settled_at).where(Delivery.state == "accepted")
    with create_app(settings_in(home, **told)).app_context():
        found: list[datetime | None] = list(db.session.scalars(accepted))
        db.session.remove()
        db.engine.dispose()
    return sorted((instant - DUE_AT).total_seconds() for instant in found if instant)


def main() -> None:
    """Measure with as many people, and as many of them due, as the command line says."""
    people, due = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (PEOPLE, DUE)
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Path(folder), people, due)))


if __name__ == "__main__":
    main()
