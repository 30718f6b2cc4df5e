"""What is done once a day, whichever process comes first."""

import logging

from flask import Flask

from jobs.database import tell
from webapp import clock
from webapp.actions.corrections import forget_deleted
from webapp.actions.own_routines import forget_removed
from webapp.actions.unseen import tend_devices
from webapp.storage.db import db, let_go
from webapp.storage.sqlite import empty_log

LOOK_EVERY_HOURS = 1
log = logging.getLogger(__name__)


def once_a_day(app: Flask) -> None:
    """Do what has to be done today, unless it was; a failure waits for the next look."""
    with app.app_context():
        try:
            tend_devices(clock.now())
            forget_deleted(clock.now())
            forget_removed(clock.now())
            empty_log(db.engine)  # of whoever left while somebody read
        except Exception as error:
            tell(log, "what is done once a day failed", error)
        finally:
            let_go()
