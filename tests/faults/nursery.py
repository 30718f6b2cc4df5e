"""A program that gives birth to the product's processes quickly: everything is imported once.

Each order is a line of JSON on standard input: `{"arguments": [...], "environ": {...}, "log": ...}`
is answered with the pid of a process that runs `python -m jobs` with them, `{"wait": pid}` with how
that process ended.
"""

import ctypes
import json
import os
import runpy
import signal
import sys
from importlib import import_module
from typing import Any

import procrastinate  # noqa: F401  imported so that no child has to
import psycopg  # noqa: F401

from jobs.__main__ import PROGRAMS
from tests.faults import inside
from webapp.domain.catalogue import load_catalogue

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Take orders until standard input ends."""
    for program in PROGRAMS.values():
        import_module(program)
    load_catalogue()
    while line := sys.stdin.readline():
        order = json.loads(line)
        _answer(_ended(order["wait"]) if "wait" in order else _born(order))


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _born(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        _live(order)
    return pid


def _live(order: dict[str, Any]) -> None:
    """Become `python -m jobs`; never returns."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(ours, theirs)
    os.environ.clear()
    os.environ.update(order["environ"])
    sys.argv = ["jobs", *order["arguments"]]
    inside.install()
    runpy.run_module("jobs", run_name="__main__")
    sys.exit(0)


if __name__ == "__main__":
    main()
