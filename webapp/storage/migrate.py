"""Migrations: one process at a time, after a copy of the database."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import NullPool

from webapp.storage.queue_schema import upgrade_queue
from webapp.storage.sqlite import prepare_for_migrating

HERE = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 7_164_862  # any fixed number; the same for every process of one database


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the revisions before and after, and where the copy went."""

    before: str | None
    after: str
    copy: Path | None

    @property
    def changed(self) -> bool:
        """Whether anything was migrated."""
        return self.before != self.after


def upgrade(database_url: str, backups: Path, now: datetime) -> Upgraded:
    """Bring a database to the newest revision, after a copy into `backups` when it is SQLite.

    Waits for another process that is migrating the same database.
    """
    engine = create_engine(database_url, poolclass=NullPool)
    prepare_for_migrating(engine)
    with _one_at_a_time(engine), engine.connect() as connection:
        before = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        after = newest_revision()
        copy = None
        if before != after:
            copy = _copy(engine, backups, now) if before else None
            command.upgrade(_config(connection), "head")
            connection.commit()
        upgrade_queue(connection)
        connection.commit()
    engine.dispose()
    return Upgraded(before, after, copy)


def newest_revision() -> str:
    """The revision this code works with."""
    head = ScriptDirectory(str(HERE)).get_current_head()
    if head is None:
        raise LookupError("there are no migrations")
    return head


def is_known(revision: str | None) -> bool:
    """Whether this code knows a revision."""
    scripts = ScriptDirectory(str(HERE))
    return revision in {script.revision for script in scripts.walk_revisions()}


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _one_at_a_time(engine: Engine) -> Iterator[None]:
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database)).with_suffix(".migrating")
        with path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    else:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
            yield


def _copy(engine: Engine, backups: Path, now: datetime) -> Path | None:
    if engine.dialect.name != "sqlite":
        return None
    target = backups / f"unhunch-{now:%Y%m%d-%H%M%S}.db"
    copy_sqlite(Path(str(engine.url.database)), target)
    return target


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database that may be in use, whole and consistent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        reading.close()
        writing.close()
