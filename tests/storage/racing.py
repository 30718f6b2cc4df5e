"""Processes that start their work at the same moment."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from webapp.settings import Settings

ROOT = Path(__file__).parents[2]
READY = "ready"
PATIENCE_SECONDS = 120


def environ_of(settings: Settings) -> dict[str, str]:
    """The environment in which another process finds the same installation."""
    return {
        "UNHUNCH_DATA_DIR": str(settings.data_dir),
        "UNHUNCH_DATABASE_URL": settings.database_url,
        "UNHUNCH_SECRET_KEY": settings.secret_key,
        "UNHUNCH_VAPID_PRIVATE_KEY": settings.vapid_private_key,
    }


def race(program: str, environ: Mapping[str, str], *lines: Sequence[str]) -> list[list[str]]:
    """Run the program once per line of arguments, all let go together; answers what each said.

    AssertionError with its words when one of them fails.
    """
    started = [_started(program, environ, arguments) for arguments in lines]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == READY, process.communicate()[1]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [_ended(process) for process in started]


def wait_for_the_others() -> None:
    """Called by a program: say that it is ready and wait to be let go."""
    print(READY, flush=True)
    sys.stdin.readline()


def _started(
    program: str, environ: Mapping[str, str], arguments: Sequence[str]
) -> "subprocess.Popen[str]":
    own = {name: text for name, text in os.environ.items() if not name.startswith("UNHUNCH_")}
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", program, *arguments],
        cwd=ROOT,
        env={**own, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ended(process: "subprocess.Popen[str]") -> list[str]:
    said, complained = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, complained
    return said.splitlines()
