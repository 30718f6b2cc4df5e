"""One installation under test: its database, its keys, its push service, and how to start it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from tests.faults.births import Born, Nursery
from tests.faults.recorder import PushRecorder
from webapp.push.go_token import GoTokens
from webapp.push.vapid import VapidKey
from webapp.settings import Settings

TICK_SECONDS = 0.1


@dataclass
class Installation:
    """What every process of it shares; `clock` holds by how many seconds their clocks are ahead."""

    settings: Settings
    service: PushRecorder
    nursery: Nursery
    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    started: list[Born] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What it keeps its rows in."""
        return "SQLite" if self.settings.is_sqlite else "PostgreSQL"

    @property
    def environ(self) -> dict[str, str]:
        """What the product's processes are told."""
        return {
            "UNHUNCH_DATA_DIR": str(self.settings.data_dir),
            "UNHUNCH_DATABASE_URL": self.settings.database_url,
            "UNHUNCH_SECRET_KEY": self.settings.secret_key,
            "UNHUNCH_VAPID_PRIVATE_KEY": self.settings.vapid_private_key,
            "UNHUNCH_PUSH_HOSTS": self.service.hosts,
            "UNHUNCH_PUSH_CA": str(self.service.ca),
            "UNHUNCH_TICK_SECONDS": str(TICK_SECONDS),
            **self.more,
        }

    @cached_property
    def engine(self) -> Engine:
        """A way into the database past the product; it waits a few seconds for a lock."""
        patience = (
            {"timeout": 5} if self.settings.is_sqlite else {"options": "-c lock_timeout=5000"}
        )
        return create_engine(self.settings.database_url, poolclass=NullPool, connect_args=patience)

    @cached_property
    def tokens(self) -> GoTokens:
        """What reads which delivery a message is."""
        return GoTokens(self.settings.secret_key)

    @cached_property
    def vapid_public(self) -> str:
        """The key browsers subscribe with."""
        return VapidKey.from_text(self.settings.vapid_private_key).public_text

    @property
    def clock(self) -> Path:
        """The file that turns the clocks of the processes started with it."""
        return self.folder / "clock"

    def turn_clock(self, seconds: float) -> None:
        """Let the clocks of processes started with `turned` be ahead by so much."""
        draft = self.clock.with_suffix(".draft")
        draft.write_text(str(seconds))
        draft.rename(self.clock)

    @property
    def turned(self) -> dict[str, str]:
        """What a process is told whose clock follows `turn_clock`."""
        if not self.clock.exists():
            self.turn_clock(0)
        return {"FAULTS_CLOCK": str(self.clock)}

    def start(self, arguments: Sequence[str] = (), **environ: str) -> Born:
        """Start `python -m jobs` here."""
        born = self.nursery.start({**self.environ, **environ}, arguments)
        self.started.append(born)
        return born

    def kill_all(self) -> None:
        """Kill what still runs, so that nobody talks to a push service that is gone."""
        for born in self.started:
            if born.code is None:
                born.kill()

    def wait_for_the_dead(self, name: str) -> None:
        """Wait until PostgreSQL has noticed that a process of this PGAPPNAME is gone."""
        if self.settings.is_sqlite:
            return
        alive = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = :name")
        with self.engine.connect() as connection:
            while connection.scalar(alive, {"name": name}):
                connection.rollback()

    def is_whole(self) -> bool:
        """Answer whether the database finds nothing wrong with itself."""
        if not self.settings.is_sqlite:
            return True
        with self.engine.connect() as connection:
            found = connection.scalar(text("PRAGMA integrity_check"))
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        return found == "ok" and not broken
