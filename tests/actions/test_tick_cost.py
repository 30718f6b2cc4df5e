"""What a tick costs: it grows with what is due, never with how many people there are."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bench.claim_rules import DUE_AT
from tests.bench.claim_world import fill
from tests.conftest import settings_in
from webapp.actions.reminders import tick
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade

FEW, MANY, DUE = 200, 6_000, 40
INSTRUCTIONS = 20  # of SQLite's machine, between two looks


@pytest.mark.parametrize("due", [0, DUE], ids=["idle", "claiming"])
def test_a_tick_costs_the_database_as_much_among_many_people_as_among_few(
    due: int, tmp_path: Path
) -> None:
    few, many = (_steps(tmp_path / str(people), people, due) for people in (FEW, MANY))

    assert few > 0
    assert many < few * 1.5


def _steps(home: Path, people: int, due: int) -> int:
    """Look how far SQLite's machine runs in one tick, where so many of these people are due."""
    settings = settings_in(home)
    upgrade(settings.database_url, home / "backups", DUE_AT)
    with create_app(settings).app_context():
        with db.engine.begin() as connection:
            fill(connection, people, due)
        now = DUE_AT if due else DUE_AT - timedelta(days=300)
        with _counted() as steps:
            assert tick(now) == due
        db.session.remove()
        db.engine.dispose()
    return sum(steps)


@contextmanager
def _counted() -> Iterator[list[int]]:
    steps: list[int] = []
    with closing(db.engine.raw_connection()) as pooled:
        driver = pooled.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: steps.append(INSTRUCTIONS), INSTRUCTIONS)
    yield steps
