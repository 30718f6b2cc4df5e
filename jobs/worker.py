"""The worker process: it sends and does nothing else, so that any number may run, anywhere."""

import logging
import os
import signal
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Sequence

from flask import Flask

from jobs.collector import leave_alone_what_is_here
from jobs.database import wait_for_database
from jobs.queue import serve_queue
from jobs.sending import SendingLoop, make_sender
from jobs.sources import Ledger, Orders
from webapp import lifeline, log_lines
from webapp.application import create_app
from webapp.domain.catalogue import CatalogueError
from webapp.keys import KeyRefused, with_keys
from webapp.parts import parts
from webapp.settings import Settings, SettingsError
from webapp.storage.queue import has_queue

LOOK_EVERY_SECONDS = 0.5  # nobody wakes a worker without a queue
log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Send until SIGTERM or SIGINT; answers the exit status."""
    parser = ArgumentParser(prog="python -m jobs worker", description=__doc__)
    lifeline.add_option(parser)
    line = lifeline.Lifeline(parser.parse_args(arguments).lifeline)
    line.watch()
    try:
        settings = with_keys(Settings.from_env(os.environ))
        log_lines.configure(settings, "sender")
        app = create_app(settings)
    except (SettingsError, KeyRefused, CatalogueError) as refused:
        sys.stderr.write(f"{refused}\n")
        return os.EX_CONFIG
    if not wait_for_database(app):
        return 0
    with app.app_context():
        queued = has_queue()
    leave_alone_what_is_here()
    return _by_queue(app, line) if queued else _by_looking(app, line)


def _by_looking(app: Flask, line: lifeline.Lifeline) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    source = Ledger(parts(app).office)
    sending = SendingLoop(app, make_sender(parts(app)), source, LOOK_EVERY_SECONDS)
    sending.start()
    line.say_ready()
    log.info("sending what waits, looking every %g s", LOOK_EVERY_SECONDS)
    stop.wait()
    sending.stop()
    return 0


def _by_queue(app: Flask, line: lifeline.Lifeline) -> int:
    orders = Orders(parts(app).office)
    sending = SendingLoop(app, make_sender(parts(app)), orders)
    sending.start()
    log.info("sending what the queue brings")
    try:
        return serve_queue(app, orders, sending, line.say_ready)
    finally:
        sending.stop()
