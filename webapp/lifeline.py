"""The line between a child process and its parent: each hears when the other is gone."""

import os
import signal
import socket
import threading
import time
from argparse import ArgumentParser
from contextlib import suppress

GRACE_SECONDS = 2.0
READY = b"ready"


def add_option(parser: ArgumentParser) -> None:
    """Let a program take the end of its line as `--lifeline N`, given by the parent alone."""
    parser.add_argument("--lifeline", type=int, metavar="N", help="internal: line to the parent")


class Lifeline:
    """A child's end of the line; without a parent that gave one, everything here does nothing."""

    def __init__(self, descriptor: int | None) -> None:
        self._line = None if descriptor is None else socket.socket(fileno=descriptor)

    def watch(self) -> None:
        """From now on, when the parent dies, stop as on SIGTERM; after a grace, stop at once."""
        if self._line is not None:
            self._line.set_inheritable(False)
            threading.Thread(target=self._wait, name="lifeline", daemon=True).start()

    def say_ready(self) -> None:
        """Tell the parent that this process now does its work."""
        if self._line is not None:
            with suppress(OSError):
                self._line.sendall(READY)

    def _wait(self) -> None:
        with suppress(OSError):
            while self._line is not None and self._line.recv(64):
                pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)
