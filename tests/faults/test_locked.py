"""An outsider holds the database for seconds: nothing is lost, nobody is started again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from tests.faults import proofs
from tests.faults.crowd import gather
from tests.faults.waiting_for_the_end import outlive_the_leases, until_everything_ended
from tests.soak import SOAK
from webapp.storage.tables import metadata

PEOPLE = 60
HELD_SECONDS = [8, 30] if SOAK else [5]  # 30 is longer than anybody waits for a lock of SQLite
LATE_SECONDS = 30.0  # a machine that has too much to do; nothing waits for a lease of 60


@contextmanager
def everything_locked(home) -> Iterator[Connection]:
    """Hold every table for writing; what is done with the connection is seen at the end."""
    tables = ", ".join(metadata.tables)
    options = {"isolation_level": None} if home.settings.is_sqlite else {}
    engine = create_engine(home.settings.database_url, poolclass=NullPool, connect_args=options)
    lock = "BEGIN EXCLUSIVE" if home.settings.is_sqlite else f"LOCK TABLE {tables}"
    with engine.connect() as connection:
        connection.execute(text(lock))
        yield connection
        connection.commit()


@pytest.mark.parametrize("held", HELD_SECONDS)
def test_locked_while_people_become_due_and_messages_are_under_way(home, tell, held):
    crowd = gather(home, PEOPLE)
    home.service.delay_seconds = 0.5
    scheduler = home.start()
    scheduler.says("looking for due reminders")
    crowd.release(PEOPLE // 2)
    wait_for_the_first(home)

    with everything_locked(home) as connection:
        crowd.release_within(connection, PEOPLE // 2)
        time.sleep(held)
        unlocked = time.monotonic()
    until_everything_ended(home, crowd)
    late = time.monotonic() - unlocked

    assert scheduler.terminate() == 0
    proofs.everybody_was_due_once(home, crowd)
    assert set(proofs.everything_ended(home)) == {"accepted"}
    assert proofs.repeats_are_bounded(home, {}) == 0
    assert late < LATE_SECONDS
    tell(f"{home.kind} held for {held} s: all sent once, {late:.1f} s after its release")


# A file has no connections to cut.
@pytest.mark.parametrize(
    "any_settings", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_connections_cut_by_the_server_are_made_anew(home):
    crowd = gather(home, PEOPLE)
    scheduler = home.start(PGAPPNAME="victim")
    scheduler.says("looking for due reminders")
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'"
    )

    for _ in range(5):
        crowd.release(PEOPLE // 5)
        with home.engine.begin() as connection:
            connection.execute(cut)
        time.sleep(0.5)
    [scheduler] = outlive_the_leases(home, crowd, living=[scheduler])
    until_everything_ended(home, crowd)

    assert scheduler.terminate() == 0
    proofs.everybody_was_due_once(home, crowd)
    assert set(proofs.everything_ended(home)) == {"accepted"}


def wait_for_the_first(home):
    end = time.monotonic() + 20
    while not home.service.asked:
        assert time.monotonic() < end
        time.sleep(0.01)
