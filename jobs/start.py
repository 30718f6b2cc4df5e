"""The steps before anything runs: settings, data folder, port, keys, database."""

import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from jobs.console import Console
from jobs.run_lock import AlreadyRunning, run_lock
from webapp.keys import KeyRefused, key_files, with_keys
from webapp.listening import CannotListen, listening_socket
from webapp.settings import Settings, SettingsError

# Brings the database at an address up to date, with copies in a folder; answers what it did, a
# line each. Raises StartRefused.
Upgrade = Callable[[str, Path], Sequence[str]]


class StartRefused(Exception):
    """Unhunch cannot start; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the children stand on."""

    settings: Settings
    lock: int
    listening: socket.socket


@contextmanager
def prepared(environ: Mapping[str, str], upgrade: Upgrade, console: Console) -> Iterator[Ground]:
    """Take every step, with a line each, and hold lock and port meanwhile; raises StartRefused."""
    with ExitStack() as held:
        try:
            settings = Settings.from_env(environ)
            lock = held.enter_context(_locked_folder(settings.data_dir))
            listening = held.enter_context(listening_socket(settings.host, settings.port))
            console.step("Keys", _keys(settings))
            for line in upgrade(settings.database_url, settings.data_dir / "backups"):
                console.step("Database", line)
        except (SettingsError, AlreadyRunning, CannotListen, KeyRefused) as refused:
            raise StartRefused(str(refused)) from refused
        yield Ground(settings, lock, listening)


def shown(path: Path) -> str:
    """A folder as people would write it: from here if it lies below."""
    here = Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}/"


@contextmanager
def _locked_folder(data_dir: Path) -> Iterator[int]:
    with ExitStack() as held:
        try:
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = held.enter_context(run_lock(data_dir / "run.lock"))
            with tempfile.TemporaryFile(dir=data_dir):
                pass
        except OSError as error:
            raise StartRefused(
                f"The data folder {shown(data_dir)} cannot be written ({error.strerror}). "
                "Make it writable for this user, or choose another with UNHUNCH_DATA_DIR."
            ) from error
        yield lock


def _keys(settings: Settings) -> str:
    files = key_files(settings)
    if not files:
        return "given by the environment"
    were_there = all(file.exists() for file in files)
    with_keys(settings)
    return f"{'kept' if were_there else 'made'} in {shown(settings.data_dir)}"
