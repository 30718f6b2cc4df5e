"""A stand-in for a sender: it lives until told to stop, or until its parent is gone."""

import signal
import sys
import threading

from webapp.lifeline import Lifeline


def main() -> None:
    """Wait."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    line = Lifeline(int(sys.argv[sys.argv.index("--lifeline") + 1]))
    line.watch()
    line.say_ready()
    stop.wait()


if __name__ == "__main__":
    main()
