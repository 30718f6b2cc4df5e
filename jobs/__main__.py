"""`python -m jobs`: the reminders; `python -m jobs run`: the web and the reminders together.

python -m jobs              make reminders due and send them
python -m jobs worker       send only, beside any number of others
python -m jobs run          prepare everything, then web and reminders in one command
python -m jobs prepare      only bring the database up to date and check the keys
"""

import os
import sys
from importlib import import_module

# Loaded by name: the one command that watches the others must not carry what they need.
PROGRAMS = {
    "": "jobs.scheduler",
    "worker": "jobs.worker",
    "run": "jobs.run",
    "prepare": "jobs.prepare",
}


def main() -> int:
    """Run the program that was asked for; answers its exit status."""
    arguments = sys.argv[1:]
    asked = arguments[0] if arguments and not arguments[0].startswith("-") else ""
    if asked not in PROGRAMS or "--help" in arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 0 if asked in PROGRAMS else os.EX_USAGE
    status: int = import_module(PROGRAMS[asked]).main(arguments[1:] if asked else arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
