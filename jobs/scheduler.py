"""The scheduler process: one interval tick makes reminders due, one loop sends them."""

import logging
import os
import signal
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from jobs.collector import leave_alone_what_is_here
from jobs.daily import LOOK_EVERY_HOURS, once_a_day
from jobs.database import tell, wait_for_database
from jobs.reinforcements import Reinforcements
from jobs.sending import SendingLoop, make_sender
from jobs.sources import Ledger, grace_of_scheduler
from jobs.steady import hurry
from webapp import clock, lifeline, log_lines
from webapp.actions.reminders import tick
from webapp.application import create_app
from webapp.domain.catalogue import CatalogueError
from webapp.keys import KeyRefused, with_keys
from webapp.parts import parts
from webapp.settings import Settings, SettingsError

log = logging.getLogger(__name__)
TEND_EVERY_SECONDS = 1.0
JOB_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def main(arguments: Sequence[str]) -> int:
    """Tick and send until SIGTERM or SIGINT; answers the exit status."""
    parser = ArgumentParser(prog="python -m jobs", description=__doc__)
    parser.add_argument(
        "--no-sending", action="store_true", help="only make due; `python -m jobs worker` sends"
    )
    lifeline.add_option(parser)
    asked = parser.parse_args(arguments)
    line = lifeline.Lifeline(asked.lifeline)
    line.watch()
    try:
        settings = with_keys(Settings.from_env(os.environ))
        log_lines.configure(settings, "reminders")
        app = create_app(settings)
    except (SettingsError, KeyRefused, CatalogueError) as refused:
        sys.stderr.write(f"{refused}\n")
        return os.EX_CONFIG
    if not wait_for_database(app):
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    _run_until(stop, app, line, not asked.no_sending)
    return 0


def _run_until(
    stop: threading.Event, app: Flask, line: lifeline.Lifeline, is_sending: bool
) -> None:
    reinforcements = Reinforcements()
    source = Ledger(parts(app).office, grace_of_scheduler, reinforcements.call)
    sending = SendingLoop(app, make_sender(parts(app)), source)
    if is_sending:
        sending.start()
    scheduler = make_scheduler(app, sending)
    scheduler.start()
    leave_alone_what_is_here()
    line.say_ready()
    seconds = parts(app).settings.tick_seconds
    log.info("looking for due reminders every %g s", seconds)
    with reinforcements:
        while not stop.wait(TEND_EVERY_SECONDS):
            reinforcements.tend()
            if hurry(scheduler.get_job("tick"), clock.now(), seconds):
                log.warning("the clock was set back; looking for due reminders goes on")
        reinforcements.dismiss()
        scheduler.shutdown()
        if is_sending:
            sending.stop()


def make_scheduler(app: Flask, sending: SendingLoop) -> Any:
    """The tick, and a look for what is daily: when a person is due is a column, not a job."""
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    scheduler = BackgroundScheduler(timezone="UTC", job_defaults=JOB_DEFAULTS)
    seconds = parts(app).settings.tick_seconds
    # At full seconds, because that is when people are due.
    first = clock.now().replace(microsecond=0) + timedelta(seconds=1)
    scheduler.add_job(
        tick_once, "interval", seconds=seconds, start_date=first, args=(app, sending), id="tick"
    )
    scheduler.add_job(once_a_day, "interval", hours=LOOK_EVERY_HOURS, args=(app,), id="daily")
    scheduler.add_listener(_say, EVENT_JOB_ERROR)
    return scheduler


def tick_once(app: Flask, sending: SendingLoop) -> None:
    """Make due what is due now, and wake the sending loop."""
    with app.app_context():
        claimed = tick(clock.now(), on_batch=sending.wake)
    if claimed:
        log.info("%d occurrences claimed", claimed)
    sending.wake()


def _say(event: JobExecutionEvent) -> None:
    tell(log, "a tick failed; the next one tries again", event.exception)
