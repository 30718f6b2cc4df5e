"""What the database itself tells: its state, and what runs on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from webapp.checkup import calendars, clocks, databases, running
from webapp.checkup.finding import Finding, Grade, trouble
from webapp.push.vapid import VapidKey
from webapp.settings import Settings
from webapp.storage.db import db
from webapp.storage.devices import count_other_keys
from webapp.storage.gauges import host_states, read_queue
from webapp.storage.heartbeats import TICK, find_heartbeat
from webapp.storage.migrate import is_known, newest_revision
from webapp.storage.surveys import calendars_in_use, clock_of_server, newest_endpoints

ENDPOINTS = 500
UNREACHABLE = "Look at UNHUNCH_DATABASE_URL, and whether the database server runs."


@dataclass
class Insight:
    """What the database told that other checks need."""

    endpoints: Sequence[str] = field(default_factory=tuple)


def look_inside(
    settings: Settings, clock: Callable[[], datetime], insight: Insight
) -> Iterator[Finding]:
    """Check the database, then what is kept in it if it can be read; fills in the insight."""
    if settings.is_sqlite:
        found = databases.check_file(databases.file_of(settings.database_url))
        yield from found
        if any(one.name == databases.NAME for one in found):
            return
    try:
        revision = _revision(settings)
    except SQLAlchemyError as error:
        said = str(error.__cause__ or error).strip().partition("\n")[0]
        yield trouble(databases.NAME, f"It cannot be reached: {said}", UNREACHABLE)
        return
    finding = databases.check_revision(revision, newest_revision(), is_known(revision))
    yield finding
    if finding.grade is not Grade.OK:
        return
    yield from _kept(settings, clock, insight)


def _revision(settings: Settings) -> str | None:
    waiting = {} if settings.is_sqlite else {"connect_timeout": 5}
    engine = create_engine(
        settings.database_url, poolclass=NullPool, connect_args=waiting, hide_parameters=True
    )
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _kept(settings: Settings, clock: Callable[[], datetime], insight: Insight) -> Iterator[Finding]:
    with _reading(settings).app_context():
        try:
            insight.endpoints = newest_endpoints(ENDPOINTS)
            key = VapidKey.from_text(settings.vapid_private_key).public_text
            yield databases.check_devices_key(count_other_keys(db.session.connection(), key))
            yield from _told(settings, clock)
        finally:
            db.session.remove()
            db.engine.dispose()


def _reading(settings: Settings) -> Flask:
    """An application that has the database and nothing else: the whole one would set things up."""
    app = Flask("unhunch")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True}
    db.init_app(app)
    return app


def _told(settings: Settings, clock: Callable[[], datetime]) -> Iterator[Finding]:
    before, there, after = clock(), clock_of_server(), clock()
    if there is not None:
        yield clocks.check_drift(before + (after - before) / 2, there)
    years = (clock().year, clock().year + 1)
    yield calendars.check_holidays(calendars.holidays_known(calendars_in_use(), years))
    beat = find_heartbeat(TICK)
    age = (clock() - beat).total_seconds() if beat else None
    yield running.check_tick(age, settings.tick_seconds)
    yield running.check_queue(read_queue(clock()), clock())
    yield from running.check_hosts(host_states(), clock())
