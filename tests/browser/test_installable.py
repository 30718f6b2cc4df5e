"""Installing, as Chromium itself judges it: it may be, and is offered once, never before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests import requirements
from tests.browser import chromium_phone
from tests.browser.story import ROUTINE_SECONDS
from tests.lab import chromium
from tests.lab.app import RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

# A browser that has not been used for long asks for more patience than a test has.
AT_ONCE = "--bypass-app-banner-engagement-checks"
SHORTCUTS = {
    "/play-mine": "desk_minute",
    "/routines/flare_safe_breathing/play": "flare_safe_breathing",
}
OFFER = "Keep Unhunch at hand"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with RunningApp(tmp_path_factory.mktemp("install"), {}) as running:
        yield running


@pytest.fixture
def context(tmp_path: Path) -> Iterator[BrowserContext]:
    """Chromium with a profile on disk: a private window is never installable."""
    requirements.demand("Chromium")
    binary = requirements.find_program(*chromium.BINARIES)
    with sync_playwright() as playwright:
        phone = {**playwright.devices[chromium.PHONE]}
        phone.pop("default_browser_type")
        running = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=binary,
            args=[*chromium.FLAGS, AT_ONCE],
            **phone,
        )
        yield running
        running.close()


def test_chromium_finds_nothing_that_keeps_the_app_from_being_installed(
    context: BrowserContext, app: RunningApp
) -> None:
    page = context.pages[0]
    page.goto(app.url)
    page.wait_for_load_state("networkidle")
    tools = context.new_cdp_session(page)

    manifest = tools.send("Page.getAppManifest")
    errors = tools.send("Page.getInstallabilityErrors")

    assert urlsplit(manifest["url"]).path == "/manifest.webmanifest"
    assert manifest["errors"] == []
    assert errors["installabilityErrors"] == []
    read = manifest["manifest"]
    assert [shortcut["name"] for shortcut in read["shortcuts"]] == [
        "Start my routine",
        "My neck flared up",
    ]
    assert len(read["screenshots"]) == 3
    assert len(read["displayOverrides"]) == 2


def test_a_shortcut_leads_straight_to_a_start_button(
    context: BrowserContext, app: RunningApp
) -> None:
    page = context.pages[0]
    chromium_phone.come(page, app.url)

    for shortcut, routine in SHORTCUTS.items():
        page.goto(f"{app.url}{shortcut}")
        page.locator("[data-start]:enabled").wait_for()
        assert urlsplit(page.url).path == f"/routines/{routine}/play"


def test_installing_is_offered_once_and_only_after_a_finished_session(
    context: BrowserContext, app: RunningApp
) -> None:
    page = context.pages[0]
    context.clock.install()
    chromium_phone.come(page, app.url)
    assert not offered(page, app.url)

    page.goto(f"{app.url}/play-mine")
    page.locator("[data-start]:enabled").tap()
    page.get_by_role("button", name="End here").wait_for()
    page.clock.run_for(ROUTINE_SECONDS * 1000)
    page.get_by_text("Today is done").wait_for()

    page.goto(app.url)
    page.get_by_role("heading", name=OFFER).wait_for()
    page.get_by_role("button", name="Not now").tap()
    assert not page.get_by_text(OFFER).is_visible()
    assert not offered(page, app.url)


def offered(page: Page, url: str) -> Any:
    """Whether today's page offers it, once Chromium has said that it could."""
    page.add_init_script(
        "addEventListener('beforeinstallprompt', () => setTimeout(() => { window.asked = true; }))"
    )
    page.goto(url)
    until(lambda: page.evaluate("window.asked"), "the browser's offer", 15, lambda: _wait(page))
    _wait(page)
    return page.get_by_text(OFFER).is_visible()


def _wait(page: Page) -> None:
    page.wait_for_timeout(300)  # only within Playwright's own calls does it hear of anything
