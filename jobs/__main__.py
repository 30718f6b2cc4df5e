"""`python -m jobs`: the reminders; `python -m jobs run`: the web and the reminders together."""

import argparse
import logging
import os
import sys

from jobs import scheduler, supervisor
from webapp import lifeline


def main() -> int:
    """Run what was asked for; answers the exit status."""
    parser = argparse.ArgumentParser(prog="python -m jobs", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("scheduler", "run"), default="scheduler")
    parser.add_argument("--lifeline", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.what == "run":
        return supervisor.run(os.environ)
    if wanted.lifeline is not None:
        lifeline.watch(wanted.lifeline)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    return scheduler.run(os.environ)


if __name__ == "__main__":
    sys.exit(main())
