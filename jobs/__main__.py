"""`python -m jobs`: the reminders; `python -m jobs run`: the web and the reminders together."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jobs import scheduler, supervisor
from webapp import clock, lifeline
from webapp.keys import KeyRefused
from webapp.settings import SettingsError
from webapp.storage.migrate import upgrade


def main() -> int:
    """Run what was asked for; answers the exit status."""
    parser = argparse.ArgumentParser(prog="python -m jobs", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("scheduler", "run"), default="scheduler")
    lifeline.add_option(parser)
    parser.add_argument(supervisor.WITH_PARENT, action="store_true", help="stop with the caller")
    wanted = parser.parse_args()
    if wanted.what == "run":
        return supervisor.run(os.environ, supervisor.Parts(upgrade=upgrade_saying), sys.argv)
    try:
        return scheduler.run(os.environ, lifeline.Lifeline(wanted.lifeline))
    except (SettingsError, KeyRefused) as refused:
        sys.stderr.write(f"{refused}\n")
        return os.EX_CONFIG


def upgrade_saying(database_url: str, backups: Path) -> Sequence[str]:
    """Bring the database up to date; answers what was done, a line each."""
    done = upgrade(database_url, backups, clock.now())
    if not done.changed:
        return [f"up to date (revision {done.after})"]
    if done.before is None:
        return [f"made (revision {done.after})"]
    lines = [f"brought from revision {done.before} to {done.after}"]
    return [*lines, f"a copy of it as it was: {done.copy}"] if done.copy else lines


if __name__ == "__main__":
    sys.exit(main())
