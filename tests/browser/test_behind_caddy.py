"""The recipe with Caddy as its own authority, and two browsers that come to trust it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from tests import requirements
from tests.lab import chromium, firefox
from tests.lab.app import RunningApp
from tests.lab.caddy import Caddy, trust, two_ports
from tests.lab.firefox import Firefox
from tests.lab.firefox_preferences import phone_preferences
from tests.lab.marionette import MarionetteError
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

WORKER = "return (await navigator.serviceWorker.getRegistration())?.active?.state ?? ''"
IS_SECURE = "return window.isSecureContext && 'PushManager' in window"
PROTOCOL = "performance.getEntriesByType('navigation')[0].nextHopProtocol"


@pytest.fixture
def caddy(tmp_path: Path) -> Iterator[Caddy]:
    """The product behind Caddy."""
    requirements.demand("Caddy", "certutil")
    product, front = two_ports()
    settings = {
        "UNHUNCH_PUBLIC_URL": f"https://localhost:{front}",
        "UNHUNCH_TRUSTED_PROXIES": "127.0.0.1",
        "UNHUNCH_VAPID_SUBJECT": "mailto:somebody@example.org",
    }
    with (
        RunningApp(tmp_path / "app", settings, port=product),
        Caddy(tmp_path / "caddy", front, product) as running,
    ):
        yield running


def test_chromium_opens_it_once_the_authority_is_trusted(caddy: Caddy, tmp_path: Path) -> None:
    requirements.demand("Chromium")
    home = tmp_path / "home"

    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        chromium_at(caddy.url, home)
    trust(home / ".pki" / "nssdb", caddy.root_certificate)

    cookie, protocol = chromium_at(caddy.url, home)
    assert protocol == "h2"
    assert (cookie["secure"], cookie["httpOnly"], cookie["path"]) == (True, True, "/")


def test_firefox_opens_it_once_the_authority_is_trusted(caddy: Caddy, tmp_path: Path) -> None:
    requirements.demand("Firefox")
    binary = requirements.find_program(*firefox.BINARIES)
    assert binary is not None

    with (
        Firefox(binary, tmp_path / "doubting", phone_preferences()) as browser,
        pytest.raises(MarionetteError, match=r"(?i)insecure|certificate"),
    ):
        browser.go(caddy.url)
    trust(tmp_path / "trusting", caddy.root_certificate)

    with Firefox(binary, tmp_path / "trusting", phone_preferences()) as browser:
        browser.go(caddy.url)
        assert browser.script(IS_SECURE)
        browser.wait_for(f"{WORKER} === 'activated'", "the worker behind Caddy")


def chromium_at(url: str, home: Path) -> tuple[dict[str, object], str]:
    """Make the first choice there; answers the cookie, and what the page came over."""
    binary = requirements.find_program(*chromium.BINARIES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=binary, args=chromium.FLAGS, env={"HOME": str(home)}
        )
        try:
            return _chosen(browser.new_page(), url)
        finally:
            browser.close()


def _chosen(page: Page, url: str) -> tuple[dict[str, object], str]:
    page.goto(url)
    protocol = str(page.evaluate(PROTOCOL))
    page.get_by_role("button", name="Free my neck").click()
    page.wait_for_url("**/safety**")
    until(
        lambda: page.evaluate(f"async () => {{ {WORKER} }}") == "activated",
        "the worker",
        pause=lambda: page.wait_for_timeout(100),
    )
    cookies = {one["name"]: dict(one) for one in page.context.cookies(url)}
    return cookies["__Host-unhunch"], protocol
