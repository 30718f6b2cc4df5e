"""The database: there, whole, of the right revision, and with the devices of our key."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from webapp.checkup.finding import Finding, ok, trouble, warning

NAME = "database"
WHOLE = "database is whole"
LOG = "write-ahead log"
PATIENCE_SECONDS = 20.0
LARGE_LOG = 512 * 1024 * 1024
RESTORE = "Stop Unhunch and bring a copy back: flask --app wsgi restore FILE (see backups/)."
STEPS = 20_000  # of SQLite's machine, between two looks at the time


def file_of(database_url: str) -> Path:
    """The file of a SQLite database; a path that is not there for any other."""
    return Path(database_url.removeprefix("sqlite:///") if "sqlite" in database_url else "-")


def check_file(file: Path) -> list[Finding]:
    """A SQLite database: readable, whole, with its write-ahead log in use and not too long."""
    if not file.exists():
        do = "The first start makes it. If there was one, look at UNHUNCH_DATABASE_URL."
        return [warning(NAME, f"{file} is not there yet.", do)]
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            return [check_whole(_quick_check(connection)), check_log(mode, _log_bytes(file))]
    except sqlite3.DatabaseError as error:
        return [trouble(NAME, f"{file} cannot be read ({error}).", RESTORE)]


def check_whole(said: str | None) -> Finding:
    """What SQLite's quick check said; None when it took too long."""
    if said is None:
        do = "Check it when there is time: sqlite3 FILE 'PRAGMA quick_check'"
        return warning(WHOLE, f"It is too large to check within {PATIENCE_SECONDS:g} s.", do)
    if said != "ok":
        return trouble(WHOLE, f"It is damaged: {said}", RESTORE)
    return ok(WHOLE, "SQLite finds nothing wrong.")


def check_log(mode: str, size: int) -> Finding:
    """Whether the write-ahead log is in use, so that readers and writers do not wait in turn."""
    if mode != "wal":
        do = "Start Unhunch: it switches it on. On a network disk it cannot be; use a local one."
        return warning(LOG, f"It is not in use (journal mode {mode}).", do)
    if size > LARGE_LOG:
        do = "Start Unhunch anew; a reader that never ends keeps the log from shrinking."
        return warning(LOG, f"It has grown to {size // 2**20:,} MB.", do)
    return ok(LOG, "In use.")


def check_revision(found: str | None, newest: str, known: bool) -> Finding:
    """Whether the tables are those this code works with; `known` if it knows their revision."""
    name = "database revision"
    if found == newest:
        return ok(name, newest)
    if found is None:
        return trouble(name, "There are no tables yet.", "Run: flask --app wsgi db upgrade")
    if not known:
        do = "Run the newer version of Unhunch again, or restore the copy it made in backups/."
        return trouble(name, f"{found} is newer than this code, which knows {newest}.", do)
    return trouble(name, f"{found}; this code needs {newest}.", "Run: flask --app wsgi db upgrade")


def check_devices_key(others: int) -> Finding:
    """Whether the devices subscribed with the key we sign with."""
    name = "devices know our key"
    if not others:
        return ok(name, "Every device that can be reached subscribed with it.")
    return trouble(
        name,
        f"{others} devices subscribed with another key; nothing sent to them arrives.",
        "Put the old key back (vapid_private_key of your backup), or go on without them: "
        "flask --app wsgi push accept-key",
    )


def _quick_check(connection: sqlite3.Connection) -> str | None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), STEPS)
    try:
        rows = connection.execute("PRAGMA quick_check(3)").fetchall()
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            return None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    return "; ".join(str(row[0]).replace("\n", " ") for row in rows)


def _log_bytes(file: Path) -> int:
    log = file.with_name(f"{file.name}-wal")
    return log.stat().st_size if log.exists() else 0
