"""An installation of its own for each test, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.births import Nursery
from tests.faults.installation import Installation
from tests.faults.recorder import PushRecorder
from tests.soak import SOAK
from webapp.settings import Settings

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("processes")) as nursery:
        yield nursery


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PushRecorder]:
    with PushRecorder(tmp_path / "push") as service:
        yield service


@pytest.fixture
def home(
    any_settings: Settings, service: PushRecorder, nursery: Nursery, tmp_path: Path
) -> Iterator[Installation]:
    """An installation without people: SQLite, then PostgreSQL."""
    home = Installation(any_settings, service, nursery, tmp_path)
    yield home
    home.kill_all()


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say at the end of the run what a test did."""
    return lambda line: record_property("told", line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Storms take their time where a machine has other things to do."""
    for item in items:
        if item.path.is_relative_to(HERE) and "home" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(1800 if SOAK else 900))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the storms and the long walks did."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)]
    told = [text for one in reports for name, text in one.user_properties if name == "told"]
    if told:
        terminalreporter.section("what was done")
    for text in told:
        terminalreporter.line(str(text))
