"""What SQLite needs to serve several processes at once."""

from typing import Any

from sqlalchemy import Connection, Engine, event

BUSY_TIMEOUT_SECONDS = 20
PATIENCE_MS = 500  # for readers, while the log is emptied; nobody writes meanwhile
CACHE_KIBIBYTES = 8_000  # for each connection; twice as much makes a claim no faster
# A burst of ten thousand reminders changes so many pages, many of them again and again; moving them
# home in between would delay it, and moving each of them once is less work.
CHECKPOINT_PAGES = 32_000
BEGIN = "sqlite_begin"
IMMEDIATE = {BEGIN: "IMMEDIATE"}


def prepare(engine: Engine) -> None:
    """Make every connection of a SQLite engine safe for concurrent writers; others are left alone.

    The driver's own transactions leave reads outside and upgrade a read to a write late, which
    fails at once when another process wrote in between, whatever the busy timeout. So we begin
    ourselves: writers with BEGIN IMMEDIATE (execution option `IMMEDIATE`), readers deferred.
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)


def prepare_for_migrating(engine: Engine) -> None:
    """Let a migration on SQLite happen whole or not at all; other engines are left alone.

    Foreign keys stay off: a batch migration drops the table it remakes, which would delete every
    row that refers to it.
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)


def empty_log(engine: Engine) -> None:
    """Move what was written home and leave nothing of it in the write-ahead log; SQLite only.

    The log keeps pages as they were before a deletion. While somebody reads from it for longer than
    a moment it stays; whoever asks next empties it.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}")


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _configure(connection: Any, _record: object) -> None:
    _leave_transactions_to_us(connection, _record)
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"cache_size=-{CACHE_KIBIBYTES}",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        "secure_delete=ON",  # what is deleted is overwritten, not only forgotten
        "temp_store=MEMORY",  # small tables to join with; as files they doubled the writing
        f"busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
