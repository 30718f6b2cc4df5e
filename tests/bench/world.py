"""The installation that the claim and the burst are measured in, made once a run."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bench import claim_raw
from tests.bench.claim_rules import DUE_AT
from tests.bench.claim_world import fill
from tests.conftest import settings_in
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade


def make(folder: Path, people: int, due: int) -> None:
    """Make it in this folder with so many people, so many of them due, unless it is there."""
    file = folder / "unhunch.db"
    if file.exists():
        return
    settings = settings_in(folder)
    upgrade(settings.database_url, folder / "backups", DUE_AT)
    with create_app(settings).app_context():
        with db.engine.begin() as connection:
            fill(connection, people, due)
        db.engine.dispose()
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        claim_raw.remember(raw)
