"""Ten years of daily history against thirty days, among a million sessions."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from tests.bench.figures import Figure, ratio_at_most
from tests.conftest import settings_in
from tests.visitor import Visitor
from webapp import clock
from webapp.application import create_app
from webapp.storage.db import db, table_of
from webapp.storage.migrate import upgrade
from webapp.storage.people import Person
from webapp.storage.sessions import StoredSession
from webapp.web.limits import limiter

SESSIONS = 1_000_000
CROWD = 2_000
AT_ONCE = 20_000
ROUNDS = 40
PAGES = ("/", "/progress")
LIVES = {"thirty days": 30, "ten years": 3653}


def measure(folder: Path, sessions: int = SESSIONS) -> list[Figure]:
    """Milliseconds for each page of somebody with thirty days and of somebody with ten years."""
    settings = settings_in(folder / "years")
    upgrade(settings.database_url, folder / "backups", clock.now())
    app = create_app(settings)
    limiter.enabled = False
    visitors = {name: _lived(app, days) for name, days in LIVES.items()}
    _fill(app, sessions - sum(LIVES.values()))
    figures = [Figure("years: sessions in the database", _count(app), "")]
    for page in PAGES:
        short, long = _both(visitors, page)
        few = f"page: {page}, thirty days"
        figures.append(Figure(few, short, "ms"))
        asked = (ratio_at_most(1.5),)
        figures.append(Figure(f"page: {page}, ten years", long, "ms", long / short, few, asked))
    limiter.enabled = True
    with app.app_context():
        db.engine.dispose()
    return figures


def _lived(app: Flask, days: int) -> Visitor:
    """Somebody with a plan who practised every day up to today."""
    visitor = Visitor(app.test_client()).join()
    visitor.submit("/start", {"routine": "desk_minute", "time_zone": "Europe/Berlin"})
    now = clock.now() - timedelta(minutes=30)
    starts = (now - count * timedelta(days=1) for count in range(days))
    _keep(app, (_row(visitor.person_id, start) for start in starts))
    return visitor


def _fill(app: Flask, sessions: int) -> None:
    """Everybody else's sessions."""
    now, people = clock.now(), []
    with app.app_context():
        for _ in range(CROWD):
            people.append(Person(created_at=now, time_zone="Europe/Berlin", language="en"))
        db.session.add_all(people)
        db.session.commit()
        ids = [person.id for person in people]
    hour = timedelta(hours=7)
    rows = (_row(ids[n % CROWD], now - n // CROWD * hour) for n in range(sessions))
    _keep(app, rows)


def _count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(StoredSession)) or 0


def _row(person_id: int, start: datetime) -> dict[str, Any]:
    number: UUID = uuid4()
    return {
        "id": number, "person_id": person_id, "day": start.date(), "practised": True,
        "late": False, "by_hand": False, "received_at": start, "routine": "desk_minute",
        "level": 1, "started_at": start, "time_zone": "Europe/Berlin", "state": "finished",
        "finished_at": start + timedelta(seconds=100), "played_seconds": 100, "steps_done": 8,
        "steps_total": 8, "timeline_seconds": 100, "tension_before": 5, "tension_after": 3,
    }  # fmt: skip


def _keep(app: Flask, rows: Iterator[dict[str, Any]]) -> None:
    with app.app_context():
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == AT_ONCE:
                db.session.execute(table_of(StoredSession).insert(), batch)
                batch.clear()
        if batch:
            db.session.execute(table_of(StoredSession).insert(), batch)
        db.session.commit()


def _both(visitors: dict[str, Visitor], page: str) -> tuple[float, float]:
    """The median of both, asked in turns: what else the machine does falls on both."""
    asks: list[Callable[[], object]] = [
        lambda visitor=visitor: visitor.get(page)  # type: ignore[misc]
        for visitor in visitors.values()
    ]
    taken: list[list[float]] = [[], []]
    for _ in range(3 + ROUNDS):
        for ask, times in zip(asks, taken, strict=True):
            start = time.perf_counter()
            ask()
            times.append((time.perf_counter() - start) * 1e3)
    short, long = (sorted(times[3:])[ROUNDS // 2] for times in taken)
    return short, long
