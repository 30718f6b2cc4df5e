"""Hosts come up in any order: whoever finds no database says so and goes on trying."""

import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CursorResult, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from tests.conftest import on_postgres
from tests.processes.running import ROOT, Running, wait_until
from webapp import clock
from webapp.storage.migrate import upgrade

pytestmark = pytest.mark.postgres
PROGRAMS = {
    "worker": (("-m", "jobs", "worker"), "sending what"),
    "scheduler": (("-m", "jobs", "--no-sending"), "looking for due reminders"),
    "both": (("-m", "jobs"), "looking for due reminders"),
}


def started(program: str, url: str, folder: Path) -> Running:
    given = {**on_postgres(url), "DATA_DIR": str(folder / program)}
    environ = {f"UNHUNCH_{name}": value for name, value in given.items()}
    return Running(PROGRAMS[program][0], ROOT, environ)


def _allow(url: str, is_allowed: bool) -> None:
    """Let the database take connections or none, as while its server starts."""
    _beside(url, f'ALTER DATABASE "{make_url(url).database}" ALLOW_CONNECTIONS {is_allowed}')


def _cut(url: str) -> None:
    _beside(url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {_there(url)}")


def _is_connected(url: str) -> bool:
    return bool(_beside(url, f"SELECT pid FROM pg_stat_activity WHERE {_there(url)}").all())


def _there(url: str) -> str:
    return f"datname = '{make_url(url).database}'"


def _beside(url: str, statement: str) -> CursorResult[Any]:
    """Run a statement from another database of the server."""
    engine = create_engine(make_url(url).set(database="postgres"), poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        return connection.execute(text(statement))


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_whose_database_is_down_says_so_and_begins_when_it_is_back(
    program: str, tmp_path: Path, postgres_url: str
):
    upgrade(postgres_url, tmp_path, clock.now())

    _allow(postgres_url, False)
    with started(program, postgres_url, tmp_path) as running:
        try:
            running.says("the database cannot be reached")
            running.says("trying again in 2 s")
        finally:
            _allow(postgres_url, True)
        running.says(PROGRAMS[program][1])

    assert "Traceback" not in running.text


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_whose_tables_are_not_made_yet_names_the_command(
    program: str, tmp_path: Path, postgres_url: str
):
    with started(program, postgres_url, tmp_path) as running:
        running.says("python -m jobs prepare")
        upgrade(postgres_url, tmp_path, clock.now())
        running.says(PROGRAMS[program][1])

    assert "Traceback" not in running.text


def test_a_program_that_waits_for_its_database_can_be_stopped(tmp_path: Path, postgres_url: str):
    with started("worker", postgres_url, tmp_path) as running:
        running.says("trying again")
        running.send(signal.SIGTERM)

        assert running.ends() == 0


@pytest.mark.parametrize("program", ["worker", "both"])
def test_a_program_whose_database_goes_away_says_so_in_lines_and_goes_on(
    program: str, tmp_path: Path, postgres_url: str
):
    upgrade(postgres_url, tmp_path, clock.now())
    with started(program, postgres_url, tmp_path) as running:
        running.says(PROGRAMS[program][1])

        _allow(postgres_url, False)
        try:
            _cut(postgres_url)
            running.says("sending broke off; it is tried again in a moment (")
        finally:
            _allow(postgres_url, True)
        told = running.text
        wait_until(lambda: _is_connected(postgres_url), "it is connected again")

    assert "Traceback" not in told
