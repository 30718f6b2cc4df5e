"""Workers: processes that send and do nothing else, by looking or by the queue."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from tests.actions.lives import SERVER_KEY, TEN, guest, reminded
from tests.conftest import on_postgres, settings_in
from tests.processes.running import ROOT, Running, wait_until
from tests.push.fake_push import SLOW, FakePush
from webapp import clock
from webapp.actions.devices import Registration, register, send_test
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.application import create_app
from webapp.parts import parts
from webapp.push.subscription import parse_subscription
from webapp.settings import Settings
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.migrate import upgrade
from webapp.storage.queue import count_jobs, enqueue, has_queue

WORKER = ("-m", "jobs", "worker")
START_SECONDS = 90


@pytest.fixture
def service() -> Iterator[FakePush]:
    with FakePush() as fake:
        yield fake


class Site:
    """A database, a push service, and any number of workers."""

    def __init__(self, app: Flask, service: FakePush, environ: dict[str, str]) -> None:
        self.app, self.service, self._environ = app, service, environ
        self._workers: list[Running] = []

    def worker(self, folder: str = "") -> Running:
        environ = dict(self._environ)
        if folder:
            environ["UNHUNCH_DATA_DIR"] = f"{environ['UNHUNCH_DATA_DIR']}-{folder}"
        running = Running(WORKER, ROOT, environ)
        self._workers.append(running)
        wait_until(lambda: "sending what" in running.text, "the worker starts", START_SECONDS)
        return running

    def call(self, count: int) -> list[str]:
        """Let a message wait for so many browsers; their endpoints."""
        return [self._call() for _ in range(count)]

    def states(self) -> list[str]:
        db.session.rollback()
        return list(db.session.scalars(select(Delivery.state).order_by(Delivery.id)))

    def all_are(self, state: str) -> bool:
        return set(self.states()) == {state}

    def stop(self) -> None:
        for worker in self._workers:
            worker.__exit__(None, None, None)

    def _call(self) -> str:
        now = clock.now()
        body = self.service.subscribe(parts(self.app).vapid_key.public_text)
        person = guest(now)
        found = parse_subscription(body, parts(self.app).policy)
        device, _ = register(person.id, Registration(found, "Phone", SERVER_KEY), now)
        send_test(person.id, device.id, now)
        return found.endpoint


def site_of(settings: Settings, service: FakePush, environ: dict[str, str]) -> Iterator[Site]:
    app = create_app(settings)
    told = {f"UNHUNCH_{name}": value for name, value in environ.items()}
    with app.app_context():
        site = Site(app, service, {"UNHUNCH_DATA_DIR": str(settings.data_dir), **told})
        yield site
        site.stop()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def small(settings: Settings, service: FakePush) -> Iterator[Site]:
    """One machine, on SQLite."""
    environ = {"PUSH_HOSTS": service.host}
    yield from site_of(settings_in(settings.data_dir, **environ), service, environ)


@pytest.fixture
def large(tmp_path: Path, postgres_url: str, service: FakePush) -> Iterator[Site]:
    """Several machines, on PostgreSQL."""
    upgrade(postgres_url, tmp_path, clock.now())
    environ = {**on_postgres(postgres_url), "PUSH_HOSTS": service.host}
    yield from site_of(settings_in(tmp_path / "instance", **environ), service, environ)


def test_on_sqlite_a_worker_sends_what_waits(small: Site):
    endpoints = small.call(3)

    small.worker()
    wait_until(lambda: small.all_are("accepted"), "all are sent")

    assert [len(small.service.arrivals(endpoint)) for endpoint in endpoints] == [1, 1, 1]


def test_on_sqlite_two_workers_send_nothing_twice(small: Site):
    small.worker()
    small.worker()

    endpoints = small.call(60)
    wait_until(lambda: small.all_are("accepted"), "all are sent")

    assert [len(small.service.arrivals(endpoint)) for endpoint in endpoints] == [1] * 60


def test_a_worker_that_is_told_to_stop_finishes_and_ends_well(small: Site):
    worker = small.worker()

    worker.send(signal.SIGTERM)

    assert worker.ends() == 0


@pytest.mark.postgres
def test_deliveries_join_the_queue_with_the_transaction_that_writes_them(large: Site):
    assert has_queue()

    large.call(1)
    with pytest.raises(ZeroDivisionError):
        _enqueue_in_vain([1, 2, 3])

    assert count_jobs() == 1


@pytest.mark.postgres
def test_what_falls_due_joins_the_queue_in_the_claim_itself(large: Site):
    reminded()

    assert tick(TEN) == 1

    assert count_jobs() == 1


@pytest.mark.postgres
def test_jobs_hold_a_few_hundred_deliveries_each(large: Site):
    with transaction():
        enqueue(list(range(1, 1001)))

    assert count_jobs() == 2


@pytest.mark.postgres
def test_workers_with_folders_of_their_own_share_what_the_queue_brings(large: Site):
    large.worker("one")
    large.worker("two")

    endpoints = large.call(60)
    wait_until(lambda: large.all_are("accepted"), "all are sent")

    assert [len(large.service.arrivals(endpoint)) for endpoint in endpoints] == [1] * 60
    wait_until(lambda: count_jobs() == 0, "no job is left")
    wait_until(lambda: _rows() == 0, "what was done is deleted")


@pytest.mark.postgres
def test_what_is_to_be_tried_again_comes_back_by_a_later_job(large: Site):
    [endpoint] = large.call(1)
    large.service.script(endpoint, 503, headers={"Retry-After": "2"})

    large.worker()
    wait_until(lambda: large.all_are("accepted"), "it is sent the second time")

    times = [attempt for attempt in large.service.attempts if attempt.endpoint == endpoint]
    assert len(times) == 2


@pytest.mark.postgres
def test_what_a_killed_worker_had_is_sent_by_another_once(large: Site):
    silent, *_ = endpoints = large.call(5)
    large.service.script(silent, SLOW)
    first = large.worker()
    wait_until(lambda: large.states().count("accepted") == 4, "the others are sent")

    os.kill(first.process.pid, signal.SIGKILL)
    _let_leases_end()
    large.worker()
    wait_until(lambda: large.all_are("accepted"), "the last one is sent too")

    assert [len(large.service.arrivals(endpoint)) for endpoint in endpoints] == [1] * 5
    [recovered] = db.session.scalars(select(Delivery.recovered).where(Delivery.recovered > 0))
    assert recovered == 1


@pytest.mark.postgres
def test_the_job_of_a_killed_worker_is_done_again_and_deleted(large: Site):
    [endpoint] = large.call(1)
    large.service.script(endpoint, SLOW)
    first = large.worker()
    wait_until(lambda: len(large.service.attempts) == 1, "it is under way")
    os.kill(first.process.pid, signal.SIGKILL)
    _let_leases_end()
    _let_heartbeats_grow_old()

    second = large.worker()
    second.says("of a worker that died is done again")
    wait_until(lambda: large.all_are("accepted"), "it is sent")
    wait_until(lambda: _rows() == 0, "its job is deleted")


@pytest.mark.postgres
def test_what_no_job_has_brought_is_found_in_the_ledger(large: Site):
    large.call(2)
    with transaction():
        db.session.execute(text("SET LOCAL search_path TO procrastinate, public"))
        db.session.execute(text("DELETE FROM procrastinate_jobs"))
        due = clock.now() - timedelta(seconds=30)
        db.session.execute(update(Delivery).values(next_attempt_at=due))

    large.worker()

    wait_until(lambda: large.all_are("accepted"), "all are sent")


@pytest.mark.postgres
def test_a_worker_outlives_that_the_server_cuts_its_connections(large: Site):
    worker = large.worker()
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"

    for _ in range(3):
        large.call(2)
        with db.engine.connect() as connection:
            connection.execute(text(f"{cut} AND datname = current_database()"))
        db.engine.dispose()  # ours are cut as well
        db.session.remove()

    wait_until(lambda: len(large.states()) == 6 and large.all_are("accepted"), "all are sent", 120)
    assert worker.process.poll() is None


def _enqueue_in_vain(ids: list[int]) -> None:
    with transaction():
        enqueue(ids)
        raise ZeroDivisionError


def _rows() -> int:
    db.session.rollback()
    rows = text("SELECT count(*) FROM procrastinate.procrastinate_jobs WHERE queue_name = 'push'")
    return db.session.scalar(rows) or 0


def _let_leases_end() -> None:
    """As if a minute had passed."""
    with transaction():
        ended = clock.now() - timedelta(seconds=1)
        held = Delivery.lease_until.is_not(None)
        db.session.execute(update(Delivery).where(held).values(lease_until=ended))


def _let_heartbeats_grow_old() -> None:
    with transaction():
        old = (
            "UPDATE procrastinate.procrastinate_workers SET last_heartbeat = now() - interval '1h'"
        )
        db.session.execute(text(old))
