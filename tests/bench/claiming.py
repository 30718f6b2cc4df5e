"""The tick: what is due at one instant, and how little an idle tick costs however many people."""

import shutil
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from tests.bench.figures import Figure
from tests.conftest import at, settings_in
from webapp.actions.reminders import tick
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.devices import Device
from webapp.storage.migrate import upgrade
from webapp.storage.people import Person
from webapp.storage.plans import StoredPlan, StoredPlanVersion
from webapp.storage.safety import SafetyCheck

DUE_AT = at("2026-03-02 10:00")
DUE, FEW, MANY = 1000, 1000, 50_000
IDLE_TICKS = 50
WEEK = [[[540, 1050]]] * 5 + [[], []]


def measure(folder: Path) -> list[Figure]:
    """Claim 1,000 of 50,000 at one instant; then tick with nothing due, with few and with many."""
    few = _idle(folder / "few", FEW)
    claim = _claim(folder / "many", MANY)
    many = _idle_again(folder / "many")
    return [
        Figure(f"tick: {DUE:,} due of {MANY:,}", claim * 1e3, "ms"),
        Figure(f"tick: idle, {FEW:,} plans", few * 1e6, "us"),
        Figure(f"tick: idle, {MANY:,} plans", many * 1e6, "us", many / few, f"{FEW:,} plans"),
    ]


def _claim(folder: Path, people: int) -> float:
    app = _seeded(folder, people, due=DUE)
    with app.app_context():
        start = time.perf_counter()
        claimed = tick(DUE_AT)
        seconds = time.perf_counter() - start
        db.engine.dispose()
    assert claimed == DUE
    return seconds


def _idle(folder: Path, people: int) -> float:
    app = _seeded(folder, people, due=0)
    return _idle_seconds(app)


def _idle_again(folder: Path) -> float:
    return _idle_seconds(create_app(settings_in(folder)))


def _idle_seconds(app) -> float:
    with app.app_context():
        tick(DUE_AT)
        start = time.perf_counter()
        for _ in range(IDLE_TICKS):
            tick(DUE_AT)
        seconds = (time.perf_counter() - start) / IDLE_TICKS
        db.engine.dispose()
    return seconds


def _seeded(folder: Path, people: int, due: int):
    shutil.rmtree(folder, ignore_errors=True)
    settings = settings_in(folder)
    upgrade(settings.database_url, folder / "backups", DUE_AT)
    app = create_app(settings)
    later = DUE_AT + timedelta(days=1)
    numbers = range(1, people + 1)
    with app.app_context():
        _fill(Person, [_person(n) for n in numbers])
        _fill(SafetyCheck, [_check(n) for n in numbers])
        _fill(StoredPlan, [_plan(n, DUE_AT if n <= due else later) for n in numbers])
        _fill(StoredPlanVersion, [_version(n) for n in numbers])
        _fill(Device, [_device(n) for n in range(1, due + 1)])
        db.session.commit()
    return app


def _fill(table: type, rows: list[dict]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _person(n: int) -> dict:
    return {
        "id": n,
        "created_at": DUE_AT,
        "time_zone": "Europe/Berlin",
        "language": "en",
        "day_start_minutes": 180,
        "discreet": False,
    }


def _check(n: int) -> dict:
    return {"person_id": n, "consent": True, "catalogue_version": 1, "checked_at": DUE_AT}


def _plan(n: int, due_at) -> dict:
    return {"id": n, "person_id": n, "enabled": True, "edition": 1, "next_due_at": due_at}


def _version(n: int) -> dict:
    return {
        "plan_id": n,
        "valid_from": DUE_AT.date() - timedelta(days=30),
        "created_at": DUE_AT,
        "time_zone": "Europe/Berlin",
        "weekdays": WEEK,
        "every_minutes": 60,
        "times": [],
        "routine": "desk_minute",
        "routine_by_time": [],
        "quiet_after_session_minutes": 30,
    }


def _device(n: int) -> dict:
    return {
        "person_id": n,
        "endpoint": f"https://fcm.googleapis.com/fcm/send/{n}",
        "endpoint_hash": f"{n:064d}",
        "p256dh": bytes(65),
        "auth": bytes(16),
        "application_server_key": "bench",
        "label": "Phone",
        "created_at": DUE_AT,
        "last_seen_at": DUE_AT,
        "hidden": False,
    }
