"""The web process: waitress on one listening socket, stopped without dropping a request."""

import logging
import os
import signal
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

import waitress
from waitress import wasyncore

from webapp import lifeline
from webapp.keys import KeyRefused
from webapp.listening import CannotListen, listening_socket
from webapp.settings import Settings, SettingsError

BODY_BYTES = 1024 * 1024 + 64 * 1024  # a little above what the app takes, so that it can answer
HEADER_BYTES = 32 * 1024
DRAIN_SECONDS = 15.0  # less than the supervisor's grace


def serve(
    application: WSGIApplication, listening: socket.socket, ready: Callable[[], None] = lambda: None
) -> None:
    """Serve until SIGTERM or SIGINT, then finish the requests in flight; for the main thread."""
    channels: dict[int, Any] = {}
    # Its queue is a buffer, not an alarm: a page with its scripts fills it for a moment.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = waitress.create_server(
        application,
        map=channels,
        sockets=[listening],
        threads=4,
        connection_limit=1000,
        asyncore_use_poll=True,
        max_request_body_size=BODY_BYTES,
        max_request_header_size=HEADER_BYTES,
        clear_untrusted_proxy_headers=False,  # TrustedProxies does, for every server
        ident=None,
    )
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()
        server.pull_trigger()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    ready()
    while not stopping.is_set():
        wasyncore.loop(timeout=1, use_poll=True, map=channels, count=1)
    _finish(server, channels)


def _finish(server: Any, channels: dict[int, Any]) -> None:
    """Take nothing new, close what is idle, and go on until nothing is in flight."""
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + DRAIN_SECONDS
    while _close_idle(server) and time.monotonic() < deadline:
        wasyncore.loop(timeout=0.5, use_poll=True, map=channels, count=1)
    server.task_dispatcher.shutdown(timeout=0.5)


def _close_idle(server: Any) -> bool:
    """Close the connections that wait for nothing; answer whether any is left."""
    for channel in list(server.active_channels.values()):
        if not (channel.requests or channel.request or channel.total_outbufs_len):
            channel.handle_close()
    return bool(server.active_channels)


def main() -> None:
    """Serve `app` of wsgi.py on the socket given with --fd, or on one of our own."""
    parser = ArgumentParser(prog="python -m webapp.serve", description=__doc__)
    parser.add_argument("--fd", type=int, metavar="N", help="internal: a socket that listens")
    lifeline.add_option(parser)
    arguments = parser.parse_args()
    line = lifeline.Lifeline(arguments.lifeline)
    line.watch()
    try:
        application = import_module("wsgi").app
        listening = _listening(arguments.fd)
    except (SettingsError, KeyRefused, CannotListen) as refused:
        sys.stderr.write(f"{refused}\n")
        sys.exit(os.EX_CONFIG)
    serve(application, listening, line.say_ready)


def _listening(descriptor: int | None) -> socket.socket:
    if descriptor is not None:
        return socket.socket(fileno=descriptor)
    settings = Settings.from_env(os.environ)
    return listening_socket(settings.host, settings.port)


if __name__ == "__main__":
    main()
