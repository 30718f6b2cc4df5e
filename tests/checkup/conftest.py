"""An installation that is well, so that each test can spoil one thing."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.checkup.lines import FakeProxy
from tests.conftest import settings_in
from webapp import clock
from webapp.application import create_app
from webapp.checkup.examine import examine
from webapp.checkup.finding import Finding, Grade
from webapp.parts import parts
from webapp.storage.db import db
from webapp.storage.heartbeats import TICK, beat

# Later than any file of a checkout, and than the database that is about to be copied.
NOW = (clock.now() + timedelta(hours=12)).replace(microsecond=0)
ADDRESS = "https://neck.example.org"


class Installation:
    """A data folder with keys and a database, and the environment it runs in."""

    def __init__(self, folder: Path, database: Path, proxy: FakeProxy) -> None:
        self.folder = folder
        self.now = NOW
        self.environ = {
            "UNHUNCH_DATA_DIR": str(folder),
            "UNHUNCH_PUBLIC_URL": ADDRESS,
            "UNHUNCH_PUSH_PROXY": proxy.url,
        }
        self.settings = settings_in(folder)
        folder.chmod(0o700)
        self.database = folder / "unhunch.db"
        shutil.copy(database, self.database)
        self.app = create_app(self.settings)
        self.change(lambda: beat(TICK, NOW))

    @property
    def key(self) -> str:
        """The key devices subscribe with here."""
        return parts(self.app).vapid_key.public_text

    def change(self, change: Callable[[], object]) -> None:
        """Change what is in the database."""
        with self.app.app_context():
            change()
            db.session.commit()
            db.session.remove()
            db.engine.dispose()

    def findings(self) -> list[Finding]:
        """What the doctor finds."""
        return list(examine(self.environ, self.clock))

    def found(self, name: str) -> Finding:
        """The one finding of this name."""
        [finding] = [one for one in self.findings() if one.name == name]
        return finding

    def clock(self) -> datetime:
        """What the clock shows here."""
        return self.now


@pytest.fixture
def proxy() -> Iterator[FakeProxy]:
    with FakeProxy() as running:
        yield running


@pytest.fixture
def healthy(
    tmp_path: Path, empty_database: Path, proxy: FakeProxy, monkeypatch: pytest.MonkeyPatch
) -> Installation:
    """An installation that is well, on a machine with room and fresh zones."""
    monkeypatch.setattr("webapp.checkup.examine.A_WHILE", 0.0)
    monkeypatch.setattr("webapp.checkup.calendars.find_system_zones", lambda: None)
    monkeypatch.setattr("webapp.checkup.calendars.package_zones", lambda: f"{NOW.year}a")
    monkeypatch.setattr("webapp.checkup.machine.free_bytes", lambda folder: 10**12)
    monkeypatch.setattr("webapp.checkup.machine.available_memory", lambda: 10**12)
    return Installation(tmp_path / "instance", empty_database, proxy)


def grades(findings: list[Finding]) -> dict[str, Grade]:
    """How each finding is to be taken, by name."""
    return {finding.name: finding.grade for finding in findings}
