"""The transaction every action runs in."""

from collections.abc import Iterator
from contextlib import contextmanager

from webapp.storage.db import db
from webapp.storage.sqlite import IMMEDIATE


@contextmanager
def transaction() -> Iterator[None]:
    """Begin a writing transaction; commit it at the end, roll it back on any error.

    What was read before is let go of first: on SQLite a transaction that read and then writes
    fails when another process wrote in between, so a writer has to begin as one.
    """
    session = db.session
    session.rollback()
    session.connection(execution_options=IMMEDIATE)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
