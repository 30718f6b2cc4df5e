"""The web and the reminders in one foreground command."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jobs import supervisor
from jobs.start import StartRefused

PREPARE = (sys.executable, "-m", "jobs", "prepare")


def main(arguments: Sequence[str]) -> int:
    """Prepare, then run web and reminders until stopped; answers the exit status."""
    return supervisor.run(os.environ, supervisor.Parts(upgrade=upgrade), arguments)


def upgrade(_database_url: str, _backups: Path) -> Sequence[str]:
    """Bring the database up to date in a process of its own; StartRefused with what it said."""
    done = subprocess.run(PREPARE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StartRefused(done.stderr.strip() or f"preparing ended with {done.returncode}")
    return done.stdout.splitlines()
