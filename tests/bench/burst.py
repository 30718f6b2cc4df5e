"""Ten thousand due of a million at one instant: how late each is accepted, on one core.

The programs themselves run: `python -m jobs`, and once with `python -m jobs worker` beside it. Only
their clock is ours. `python -m tests.bench.burst 100000 1000` measures with so many people, and so
many of them due.
"""

import json
import math
import os
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from jobs import scheduler, worker
from tests.bench import claim_raw, sending
from tests.bench.burst_world import HERE, move, subscribe
from tests.bench.claim_rules import DUE_AT
from tests.bench.figures import Figure, at_most, table
from tests.bench.push_service import push_service
from tests.bench.world import make
from tests.conftest import settings_in
from webapp import clock
from webapp.application import create_app
from webapp.push.vapid import VapidKey
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.plans import StoredPlan

PEOPLE, DUE = 1_000_000, 10_000
WARM_UP = timedelta(seconds=8)  # the processes are there already when the hour strikes
PATIENCE_SECONDS = 120
NAIVELY = 200  # messages, to know what each costs
FAST, PLAIN = "fast (libcurl, HTTP/2)", "aiohttp (HTTP/1.1)"
SECONDS = {FAST: 2.5, PLAIN: 5.0}
MOST_MEGABYTES = 250

Told = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Burst:
    """One burst: who sends, and how; `told` are the settings."""

    home: Path
    told: Told
    way: str
    programs: tuple[str, ...]


def measure(folder: Path, people: int = PEOPLE, due: int = DUE) -> list[Figure]:
    """From the instant to what the ledger says, with every process on the same one core."""
    home, figures = folder / "many", []
    make(home, people, due)
    with push_service(folder) as service:
        told = {"PUSH_HOSTS": ",".join(service.hosts), "PUSH_CA": str(service.ca)}
        naive = sending.naively(service, [VapidKey.generate() for _ in range(NAIVELY)]) * due / 1e6
        _prepare(home, service.h2)
        for way, origin in ((FAST, service.h2), (PLAIN, service.h1)):
            _prepare(home, origin)
            figures += _figures(Burst(home, told, way, ("scheduler",)), due, naive)
        _prepare(home, service.h2)
        apart = _burst(Burst(home, told, FAST, ("scheduler --no-sending", "worker")))
        claim_raw.undo(home / "unhunch.db")
    assert len(apart.late) == due, f"{len(apart.late)} of {due} were accepted"
    return [*figures, *_of_memory("a worker apart", apart.took["worker"])]


class Took(NamedTuple):
    """A program's memory before and then, and its CPU from shortly before the instant on."""

    before: float
    megabytes: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How late each message was accepted, in order, and what each program took."""

    late: list[float]
    took: dict[str, Took]


def _figures(burst: Burst, due: int, naive: float) -> list[Figure]:
    found = _burst(burst)
    claim_raw.undo(burst.home / "unhunch.db")
    late, named = found.late, f"burst of {due:,}, {burst.way}"
    assert len(late) == due, f"{len(late)} of {due} were accepted"
    p99 = late[due * 99 // 100]
    asked = (at_most(SECONDS[burst.way]),)
    return [
        Figure(f"{named}: p50 accepted", late[due // 2], "s"),
        Figure(f"{named}: p99 accepted", p99, "s", naive / p99, "sooner than webpush()", asked),
        Figure(f"{named}: CPU of the scheduler", found.took["scheduler"].seconds, "s"),
        *_of_memory(f"scheduler, {burst.way}", found.took["scheduler"]),
    ]


def _of_memory(whose: str, took: Took) -> list[Figure]:
    before, then = took.before, took.megabytes
    asked = (at_most(MOST_MEGABYTES),)
    return [Figure(f"memory in the burst: {whose}", then, "MB", then / before, "at rest", asked)]


def _prepare(home: Path, origin: str) -> None:
    with create_app(settings_in(home)).app_context():
        with db.engine.begin() as connection:
            here = select(Device.id).where(Device.label == HERE).limit(1)
            bring = subscribe if connection.scalar(here) is None else move
            bring(connection, origin)
        db.engine.dispose()
    with closing(claim_raw.connect(home / "unhunch.db")) as connection:
        claim_raw.remember(connection)


def _burst(burst: Burst) -> Outcome:
    start = float(math.floor(time.time()))  # people are due at full seconds
    context = get_context("spawn")
    reports = {name.split()[0]: burst.home / f"{name.split()[0]}.json" for name in burst.programs}
    with ExitStack() as stack:
        started = [context.Process(target=_be, args=(burst, n, start)) for n in burst.programs]
        for process in started:
            process.start()
            stack.callback(process.kill)
        _wait_until_sent(burst, start)
        for process in started:
            process.terminate()
        for process in started:
            process.join(20)
    took = {name: Took(*json.loads(path.read_text())) for name, path in reports.items()}
    return Outcome(_lateness(burst.home), took)


def _be(burst: Burst, program: str, start: float) -> None:
    """Be one of the product's programs until it is told to stop, on the core that all share."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update({f"UNHUNCH_{name}": value for name, value in burst.told.items()})
    os.environ["UNHUNCH_DATA_DIR"] = str(burst.home)
    if burst.way == PLAIN:  # as where the extra is not installed
        sys.modules["pycurl"] = None  # type: ignore[assignment]
    clock.now = lambda: DUE_AT - WARM_UP + timedelta(seconds=time.time() - start)
    scheduler.hurry = lambda *_: False  # type: ignore[attr-defined]  # it compares the machine's clock with ours
    name, *arguments = program.split()
    before: list[float] = []
    rest = threading.Timer(
        WARM_UP.total_seconds() - 1, lambda: before.extend((_megabytes(), time.process_time()))
    )
    rest.start()
    with (burst.home / f"{name}.log").open("w") as sys.stderr:
        status = {"scheduler": scheduler.main, "worker": worker.main}[name](arguments)
    memory, seconds = before
    took = Took(memory, _megabytes(), time.process_time() - seconds)
    (burst.home / f"{name}.json").write_text(json.dumps(took))
    os._exit(status)


def _megabytes() -> float:
    """The most memory that this process ever held; getrusage would count its parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _wait_until_sent(burst: Burst, start: float) -> None:
    due = select(StoredPlan.id).where(StoredPlan.next_due_at <= DUE_AT).limit(1)
    waiting = select(Delivery.id).where(Delivery.state == "waiting").limit(1)
    time.sleep(max(0.0, start + WARM_UP.total_seconds() + 1 - time.time()))
    deadline = time.monotonic() + PATIENCE_SECONDS
    with create_app(settings_in(burst.home)).app_context():
        while time.monotonic() < deadline:
            time.sleep(0.5)
            db.session.rollback()
            if db.session.scalar(due) is None and db.session.scalar(waiting) is None:
                break
        db.session.remove()
        db.engine.dispose()


def _lateness(home: Path) -> list[float]:
    """Seconds from the instant to what the ledger says of each accepted delivery, in order."""
    accepted = select(Delivery.settled_at).where(
        Delivery.state == "accepted", Delivery.created_at >= DUE_AT
    )
    with create_app(settings_in(home)).app_context():
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
