"""Hosts come up in any order: whoever finds no database says so and goes on trying."""

import signal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from tests.conftest import on_postgres
from tests.processes.running import ROOT, Running
from webapp import clock
from webapp.storage.migrate import upgrade

pytestmark = pytest.mark.postgres
PROGRAMS = {
    "worker": (("-m", "jobs", "worker"), "sending what"),
    "scheduler": (("-m", "jobs", "--no-sending"), "looking for due reminders"),
}


def started(program: str, url: str, folder: Path) -> Running:
    given = {**on_postgres(url), "DATA_DIR": str(folder / program)}
    environ = {f"UNHUNCH_{name}": value for name, value in given.items()}
    return Running(PROGRAMS[program][0], ROOT, environ)


def _allow(url: str, is_allowed: bool) -> None:
    """Let the database take connections or none, as while its server starts."""
    there = make_url(url)
    engine = create_engine(there.set(database="postgres"), poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(
            text(f'ALTER DATABASE "{there.database}" ALLOW_CONNECTIONS {is_allowed}')
        )


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
