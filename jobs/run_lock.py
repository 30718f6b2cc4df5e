"""One running Unhunch per data folder: a lock that its whole process group holds."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AFTERMATH_SECONDS = 5.0


class AlreadyRunning(Exception):
    """Another process holds the folder; the text says which, and what to do."""


@contextmanager
def run_lock(path: Path) -> Iterator[int]:
    """Hold the lock; gives the descriptor the children inherit.

    The children of a parent that was killed hold it until they are gone, a few seconds at most, so
    that is waited for. Raises AlreadyRunning, and OSError where the file cannot be written.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    deadline = time.monotonic() + AFTERMATH_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(descriptor)
            if _is_alive(holder) or time.monotonic() > deadline:
                raise AlreadyRunning(_in_words(holder)) from None
            time.sleep(0.1)
        else:
            return


def _holder(descriptor: int) -> int | None:
    text = os.pread(descriptor, 20, 0).strip()
    return int(text) if text.isdigit() else None


def _is_alive(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _in_words(holder: int | None) -> str:
    if holder is None:
        return "Another Unhunch is already running on the same data. Stop that one first."
    return (
        f"Unhunch is already running on the same data, as process {holder}. "
        f"Stop that one first (kill {holder}), or give this one its own UNHUNCH_DATA_DIR."
    )
