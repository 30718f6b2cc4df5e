"""Fixtures of the laboratory, and a loud last word on what could not be tested here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests import requirements
from tests.lab import chromium, firefox
from tests.lab.autopush import AutopushService
from tests.lab.chromium import chromium_phone
from tests.lab.firefox import Firefox
from tests.lab.firefox_preferences import Preferences, phone_preferences, push_preferences
from tests.lab.gcm import HOST, GcmService
from tests.lab.notifyd import NotificationDesktop
from tests.lab.postgres import PostgresServer, find_binaries, running_postgres

PHONE_WIDTH, PHONE_HEIGHT = 390, 844
_database_numbers = count(1)


@dataclass(frozen=True)
class FirefoxPush:
    """A Firefox of a phone's size and the push service it talks to."""

    browser: Firefox
    service: AutopushService

    @property
    def settings(self) -> dict[str, str]:
        """The product's settings that let it send to this service."""
        return {"UNHUNCH_PUSH_HOSTS": f"127.0.0.1:{self.service.port}"}


@dataclass(frozen=True)
class ChromiumPush:
    """A Chromium as a phone, its push service, and the desktop that shows its notifications."""

    context: BrowserContext
    service: GcmService
    desktop: NotificationDesktop

    @property
    def settings(self) -> dict[str, str]:
        """The product's settings that let it send to this service."""
        return {
            "UNHUNCH_PUSH_HOSTS": HOST,
            "UNHUNCH_PUSH_PROXY": self.service.proxy.url,
            "UNHUNCH_PUSH_CA": str(self.service.proxy.authority),
        }


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own."""
    requirements.demand("PostgreSQL")
    binaries = find_binaries()
    assert binaries is not None
    with running_postgres(binaries) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """SQLAlchemy's address of a new, empty PostgreSQL database."""
    with postgres_server.database(f"test_{next(_database_numbers)}") as url:
        yield url


@pytest.fixture
def firefox_push(tmp_path: Path) -> Iterator[FirefoxPush]:
    """A Firefox whose push service is ours; its prompts and notifications are its own."""
    requirements.demand("Firefox")
    binary = requirements.find_program(*firefox.BINARIES)
    assert binary is not None
    with (
        AutopushService() as service,
        Firefox(binary, tmp_path / "firefox", _of_a_phone(service)) as browser,
    ):
        browser.resize(PHONE_WIDTH, PHONE_HEIGHT)
        yield FirefoxPush(browser, service)


@pytest.fixture
def chromium_push(tmp_path: Path) -> Iterator[ChromiumPush]:
    """A Chromium whose push service is ours, with its notifications on a desktop of ours."""
    with pushed_chromium(tmp_path) as push:
        yield push


@contextmanager
def pushed_chromium(folder: Path) -> Iterator[ChromiumPush]:
    """Run such a Chromium."""
    requirements.demand("Chromium", "dbus-daemon")
    binary = requirements.find_program(*chromium.BINARIES)
    assert binary is not None
    with (
        NotificationDesktop() as desktop,
        GcmService(folder / "certificates") as service,
        sync_playwright() as playwright,
        chromium_phone(playwright, binary, folder / "chromium", service, desktop) as context,
    ):
        yield ChromiumPush(context, service, desktop)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the very end what was not tested, and the command that changes that."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [str(report.longrepr[2]) for report in skipped if requirements.MARK in _why(report)]
    if not reasons:
        return
    terminalreporter.section("NOT TESTED ON THIS MACHINE", red=True, bold=True)
    for reason in sorted(set(reasons)):
        terminalreporter.line(f"{reasons.count(reason)} tests skipped: {reason}", red=True)


def _of_a_phone(service: AutopushService) -> Preferences:
    return {**push_preferences(service.web_socket_url), **phone_preferences()}


def _why(report: pytest.TestReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
