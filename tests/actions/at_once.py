"""Actions at the same moment, each in a thread with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from webapp.storage.db import db


def at_once(app: Flask, *actions: Callable[[], Any]) -> list[Any]:
    """Run the actions together; answers what each returned, or the exception it raised."""
    db.session.rollback()
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        with app.app_context():
            db.session.connection()  # connecting takes longer than what is raced for
            db.session.rollback()
            start.wait(10)
            try:
                return action()
            except Exception as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
