"""Pages and the recording of a session, without a server around them."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from tests.bench.figures import Figure
from tests.conftest import settings_in
from tests.visitor import Visitor
from webapp import clock
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade
from webapp.web.limits import limiter

REQUESTS = 200


def measure(folder: Path) -> list[Figure]:
    """Milliseconds for each request, of one person with a plan."""
    settings = settings_in(folder / "pages")
    upgrade(settings.database_url, folder / "backups", clock.now())
    app = create_app(settings)
    limiter.enabled = False
    mina = Visitor(app.test_client()).join()
    mina.submit("/start", {"routine": "desk_minute", "time_zone": "Europe/Berlin"})
    figures = [
        Figure("page: /", _each(lambda: mina.get("/")), "ms"),
        Figure("page: /plan", _each(lambda: mina.get("/plan")), "ms"),
        Figure("page: /routines", _each(lambda: mina.get("/routines")), "ms"),
        Figure(
            "PUT session", _each(lambda: mina.put(f"/api/v1/sessions/{uuid4()}", _body())), "ms"
        ),
    ]
    limiter.enabled = True
    with app.app_context():
        db.engine.dispose()
    return figures


def _each(request: Callable[[], object]) -> float:
    request()
    start = time.perf_counter()
    for _ in range(REQUESTS):
        request()
    return (time.perf_counter() - start) / REQUESTS * 1e3


def _body() -> dict[str, object]:
    now = clock.now()
    return {
        "routine": "desk_minute",
        "level": 1,
        "started_at": (now - timedelta(seconds=110)).isoformat(),
        "time_zone": "Europe/Berlin",
        "state": "finished",
        "finished_at": now.isoformat(),
        "played_seconds": 100,
        "steps_done": 8,
        "steps_total": 8,
    }
