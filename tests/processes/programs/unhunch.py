"""The one foreground command with stand-ins for the parts that are not under test."""

import json
import os
import sys
from pathlib import Path

from jobs.start import StartRefused
from jobs.supervisor import Parts, run

CHILD = str(Path(__file__).with_name("child.py"))
told = json.loads(sys.argv[1])


def upgrade(database_url: str, backups: Path) -> list[str]:
    if told.get("database") == "broken":
        raise StartRefused("the disk is on fire")
    return [f"up to date ({Path(database_url).name}, {backups.name})"]


def command(conduct: str) -> tuple[str, ...]:
    if conduct == "web":
        return (sys.executable, "-m", "webapp.serve")
    return (sys.executable, CHILD, conduct)


sys.exit(
    run(
        os.environ,
        Parts(
            upgrade=upgrade,
            web=command(told.get("web", "steady")),
            reminders=command(told.get("reminders", "steady")),
        ),
        sys.argv[2:],
    )
)
