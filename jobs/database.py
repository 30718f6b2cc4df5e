"""Waiting for the database at the start: hosts come up in any order after a power cut."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from webapp.storage.db import db
from webapp.storage.heartbeats import Heartbeat

FIRST_REST_SECONDS, MOST_REST_SECONDS = 1.0, 30.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)
log = logging.getLogger(__name__)


def wait_for_database(app: Flask) -> bool:
    """Try until the database answers and has its tables; False when told to stop before."""
    rest = FIRST_REST_SECONDS
    with app.app_context(), _told_to_stop() as stop:
        while (trouble := _trouble()) is not None:
            log.warning("%s; trying again in %g s", trouble, rest)
            if stop.wait(rest):
                return False
            rest = min(rest * 2, MOST_REST_SECONDS)
    return True


def in_one_line(error: BaseException) -> str | None:
    """What the database's driver complains of; None where it is not about the database."""
    if not isinstance(error, DBAPIError):
        return None
    return " ".join(str(error.orig).split())


def tell(log: logging.Logger, what: str, error: BaseException | None) -> None:
    """Log what went wrong: the database's trouble in a line, anything else with its traces.

    A database that is away comes up again and again, and where in our code says nothing.
    """
    trouble = None if error is None else in_one_line(error)
    if trouble is None:
        log.error(what, exc_info=error)
    else:
        log.error("%s (%s)", what, trouble)


def _trouble() -> str | None:
    try:
        with db.engine.connect() as connection:
            if inspect(connection).has_table(Heartbeat.__tablename__):
                return None
    except DBAPIError as error:
        return f"the database cannot be reached ({in_one_line(error)})"
    return "the database has no tables yet (`python -m jobs prepare` makes them)"


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
