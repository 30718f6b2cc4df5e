"""No page moves once it was drawn, however late its scripts come: measured by Chromium itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium_phone
from tests.browser.dribble import dribbled
from tests.conftest import settings_in
from tests.lab.app import RunningApp
from webapp.application import create_app

pytestmark = pytest.mark.browser

PLAYER = "/routines/desk_minute/play"
NAMED = (
    "/routines/desk_minute",
    PLAYER,
    "/routines/flare_safe_breathing/play",
    "/plan?saved=1",
    f"/progress/days/{datetime.now(UTC).date()}",
    f"/progress/year/{datetime.now(UTC).year}",
    "/exercises/acu_li4",
    "/learn/evidence",
    "/link/too-old",
    "/nothing-here",
)
FOR_STRANGERS = ("/", "/start", "/safety", "/routines", *NAMED)
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.hadRecentInput) continue;
    const moved = one.sources.map(({ node, previousRect: from, currentRect: to }) =>
      `${node?.nodeName}.${node?.className} from ${from.y} to ${to.y}`);
    window.shifts.push([one.value, moved]);
  }
}).observe({ type: 'layout-shift', buffered: true });
"""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_000_000,
    "uploadThroughput": 1_000_000,
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The address of every page there is, with examples for those that take a name."""
    app = create_app(settings_in(tmp_path_factory.mktemp("pages")))
    return sorted(
        {rule.rule for rule in app.url_map.iter_rules() if _is_page(app, rule)} | {*NAMED}
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = chromium_phone.launched(playwright)
        yield running
        running.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with RunningApp(tmp_path_factory.mktemp("shift"), {}) as running:
        yield running


@pytest.fixture(scope="module")
def somebody(browser: Browser, app: RunningApp) -> Any:
    """The browser of a person who has answered the safety check."""
    with chromium_phone.opened(browser, app.url, chromium_phone.Device()) as phone:
        chromium_phone.come(phone.page, app.url)
        return phone.page.context.storage_state()


@pytest.fixture(scope="module")
def builder(browser: Browser, app: RunningApp, somebody: Any) -> list[str]:
    """The pages of a routine of one's own."""
    with chromium_phone.opened(browser, app.url, chromium_phone.Device(), somebody) as phone:
        phone.page.goto(f"{app.url}/routines/desk_minute")
        phone.page.get_by_role("button", name="Copy and make it mine").click()
        phone.page.wait_for_url("**/own/routines/*")
        return [phone.page.url, phone.page.url.replace("/own/", "/"), f"{phone.page.url}/share"]


def test_a_first_visit_over_a_slow_line_moves_nothing_on_a_phone(
    browser: Browser, app: RunningApp, pages: list[str], somebody: Any, builder: list[str]
) -> None:
    every = [*(f"{app.url}{page}" for page in pages), *builder]
    assert moved_cold(browser, every, PHONE, somebody) == {}


def test_nor_on_a_desk(
    browser: Browser, app: RunningApp, pages: list[str], somebody: Any, builder: list[str]
) -> None:
    every = [*(f"{app.url}{page}" for page in pages), *builder]
    assert moved_cold(browser, every, DESK, somebody) == {}


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nor_where_the_player_asks_what_is_new(
    browser: Browser, app: RunningApp, somebody: Any, screen: Any
) -> None:
    with cold(browser, screen, a_month_later(somebody)) as page:
        assert moved(page, [f"{app.url}{PLAYER}"]) == {}
        assert page.get_by_role("heading", name="Anything new today?").is_visible()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nor_where_it_goes_on_with_what_was_begun(
    browser: Browser, app: RunningApp, somebody: Any, screen: Any
) -> None:
    with chromium_phone.opened(browser, app.url, chromium_phone.Device(), somebody) as phone:
        phone.page.goto(f"{app.url}{PLAYER}")
        phone.page.locator("[data-start]:enabled").click()
        phone.page.locator("[data-picture] svg").wait_for()
        phone.page.goto(f"{app.url}/offline")
        begun = phone.page.context.storage_state()

    with cold(browser, screen, begun) as page:
        assert moved(page, [f"{app.url}{PLAYER}"]) == {}
        assert page.get_by_role("button", name="Begin again").is_visible()


def test_nor_for_somebody_who_has_just_come(browser: Browser, app: RunningApp) -> None:
    assert moved_cold(browser, [f"{app.url}{page}" for page in FOR_STRANGERS], PHONE, None) == {}


def test_nor_where_the_page_itself_comes_in_pieces(browser: Browser, app: RunningApp) -> None:
    """Without waiting for the whole document these two are drawn in halves, and move."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    with dribbled(app.url) as line:
        assert moved(page, [f"{line}/nothing-here", f"{line}/start"]) == {}
    context.close()


def test_a_later_visit_with_everything_on_the_device_moves_nothing(
    browser: Browser, app: RunningApp, pages: list[str], somebody: Any
) -> None:
    context = browser.new_context(viewport=PHONE, storage_state=somebody)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(app.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")

    assert moved(page, [f"{app.url}{one}" for one in pages]) == {}
    context.close()


def moved_cold(browser: Browser, addresses: list[str], viewport: Any, state: Any) -> dict[str, Any]:
    """What moved in a browser that keeps no file, on a line that brings every one late."""
    with cold(browser, viewport, state) as page:
        return moved(page, addresses)


@contextmanager
def cold(browser: Browser, viewport: Any, state: Any) -> Iterator[Page]:
    """A page of such a browser."""
    context = browser.new_context(viewport=viewport, storage_state=state, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW)
    yield page
    context.close()


def a_month_later(state: Any) -> Any:
    """The same browser, whose safety check was answered a month ago."""
    later = json.loads(json.dumps(state))
    stored = later["origins"][0]["localStorage"]
    kept = next(one for one in stored if one["name"] == "unhunch.safety")
    then = (datetime.now(UTC) - timedelta(days=30)).isoformat()
    kept["value"] = json.dumps({**json.loads(kept["value"]), "answered_at": then, "today_at": then})
    return later


def moved(page: Page, addresses: list[str]) -> dict[str, Any]:
    """What moved on which page."""
    return {one: shifts for one in addresses if (shifts := _shifts(page, one))}


def _shifts(page: Page, address: str) -> list[Any]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    shifts: list[Any] = page.evaluate("window.shifts")
    return shifts


def _is_page(app: Flask, rule: Any) -> bool:
    if rule.arguments or "GET" not in rule.methods or rule.rule.startswith("/api/"):
        return False
    answer = app.test_client().get(rule.rule)
    return answer.status_code in (200, 303) and answer.mimetype == "text/html"
