"""Migrations: they agree with the models, run once, one at a time, and after a copy."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from tests.conftest import at
from tests.storage.racing import race
from webapp.storage import migrate
from webapp.storage.migrate import upgrade
from webapp.storage.tables import metadata

NOW = at("2026-11-23 10:00")
PRESENT = migrate.newest_revision()
LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "later", "{present}", None, None


def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    {then}
"""


def later_migrations(folder: Path, then: str = "pass") -> Path:
    """Our migrations and one more, as the next version of the product would bring them."""
    copied = folder / "migrations"
    shutil.copytree(migrate.HERE, copied, ignore=shutil.ignore_patterns("__pycache__"))
    made = LATER.format(present=PRESENT, then=then)
    (copied / "versions" / "later.py").write_text(made)
    return copied


def people_in(path: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT time_zone FROM people").fetchall()
    finally:
        connection.close()


def revision_of(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    finally:
        connection.close()


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """A database of the present revision in which somebody lives."""
    path = tmp_path / "unhunch.db"
    upgrade(f"sqlite:///{path}", tmp_path / "backups", NOW)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "INSERT INTO people (created_at, time_zone, language, day_start_minutes, discreet)"
            " VALUES ('2026-11-23 10:00:00', 'Asia/Seoul', 'en', 180, 0)"
        )
    connection.close()
    return path


def test_migrating_an_empty_database_makes_what_the_models_say(empty_url, tmp_path):
    upgrade(empty_url, tmp_path, NOW)

    engine = create_engine(empty_url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        tables = set(inspect(connection).get_table_names())

    assert differences == []
    assert tables == {*metadata.tables, "alembic_version"}


def test_migrating_twice_does_nothing_the_second_time(empty_url, tmp_path):
    first = upgrade(empty_url, tmp_path, NOW)
    second = upgrade(empty_url, tmp_path, NOW)

    assert (first.before, first.changed) == (None, True)
    assert (second.before, second.after, second.changed) == (first.after, first.after, False)


def test_two_processes_that_migrate_at_once_both_succeed_and_one_of_them_does_it(
    empty_url, tmp_path
):
    arguments = (empty_url, str(tmp_path))

    said = race("tests.storage.programs.migrating", {}, arguments, arguments)

    assert sorted(said) == [["changed"], ["nothing to do"]]


def test_an_empty_database_needs_no_copy(tmp_path):
    done = upgrade(f"sqlite:///{tmp_path / 'unhunch.db'}", tmp_path / "backups", NOW)

    assert done.copy is None
    assert not (tmp_path / "backups").exists()


def test_a_copy_of_the_old_database_is_made_before_it_is_migrated(lived_in, tmp_path, monkeypatch):
    monkeypatch.setattr(migrate, "HERE", later_migrations(tmp_path))

    done = upgrade(f"sqlite:///{lived_in}", tmp_path / "backups", NOW)

    assert (done.before, done.after) == (PRESENT, "later")
    assert done.copy == tmp_path / "backups" / "unhunch-20261123-100000.db"
    assert people_in(done.copy) == people_in(lived_in) == [("Asia/Seoul",)]
    assert (revision_of(done.copy), revision_of(lived_in)) == (PRESENT, "later")


def test_a_migration_that_breaks_half_way_leaves_the_database_as_it_was(
    lived_in, tmp_path, monkeypatch
):
    broken = 'op.execute("INSERT INTO nowhere VALUES (1)")'
    monkeypatch.setattr(migrate, "HERE", later_migrations(tmp_path, broken))

    with pytest.raises(DatabaseError):
        upgrade(f"sqlite:///{lived_in}", tmp_path / "backups", NOW)

    assert revision_of(lived_in) == PRESENT
    assert people_in(lived_in) == [("Asia/Seoul",)]
    connection = sqlite3.connect(lived_in)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'later'").fetchall()
    connection.close()
    assert tables == []
