"""What leaving takes along, in a real Chromium: no copy, no answer, no subscription is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium_phone
from tests.browser.chromium_phone import Device
from tests.lab.app import RunningApp
from tests.lab.fixtures import ChromiumPush
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

LEFT = """async () => ({
  storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort(),
  caches: (await caches.keys()).sort(),
  databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"storage": [], "caches": [], "databases": [], "workers": 0}
KEPT_PAGES = """async () => {
  const name = (await caches.keys()).find((one) => one.endsWith("-pages"));
  return name ? (await (await caches.open(name)).keys()).length : 0;
}"""
KEPT_FOR = """async () => {
  const name = (await caches.keys()).find((one) => one.endsWith("-pages"));
  const owner = name && await (await caches.open(name)).match("/kept/owner");
  return owner ? owner.text() : null;
}"""
KEEP_MORE = """async () => {
  const open = indexedDB.open("unhunch-receipts", 1);
  await new Promise((done) => { open.onsuccess = done; });
  open.result.close();
  localStorage.setItem("another.app", "stays");
}"""
ENDPOINT = """async () => (await (await navigator.serviceWorker.getRegistration())
    ?.pushManager.getSubscription())?.endpoint ?? null"""
LEAVE = """async () => {
  const launch = document.querySelector('script[src$="/base/launch.js"]').src;
  const { forgetDevice } = await import(launch.replace("launch.js", "forget.js"));
  await forgetDevice();
}"""
SAFETY = "() => localStorage.getItem('unhunch.safety')"


def stay(page: Page, url: str) -> None:
    """Come, and wait on today's page until there is something kept."""
    chromium_phone.come(page, url)
    page.goto(url)
    until(lambda: page.evaluate(KEPT_PAGES) >= 5, "copies", 30, lambda: page.wait_for_timeout(200))


def test_leaving_lets_go_of_everything_and_of_nothing_that_is_not_ours(
    chromium_push: ChromiumPush, tmp_path: Path
) -> None:
    context, page = chromium_push.context, chromium_push.context.pages[0]

    with RunningApp(tmp_path / "app", chromium_push.settings) as app:
        context.grant_permissions(["notifications"], origin=app.url)
        stay(page, app.url)
        page.goto(f"{app.url}/devices")
        page.get_by_role("button", name="Connect this device").tap()
        page.get_by_text("It arrived. This device is ready.").wait_for()
        page.evaluate(KEEP_MORE)
        assert page.evaluate(ENDPOINT) is not None

        page.evaluate(LEAVE)

        assert page.evaluate(LEFT) == NOTHING | {"storage": ["another.app"]}
        assert page.evaluate(ENDPOINT) is None


@contextmanager
def two_browsers(url: str) -> Iterator[tuple[Page, Page]]:
    """A browser that was Jun's, and Mina's own."""
    with sync_playwright() as playwright:
        browser = chromium_phone.launched(playwright)
        with (
            chromium_phone.opened(browser, url, Device()) as juns,
            chromium_phone.opened(browser, url, Device()) as minas,
        ):
            yield juns.page, minas.page
        browser.close()


def test_whoever_joins_on_somebody_elses_browser_finds_nothing_of_theirs(tmp_path: Path) -> None:
    with RunningApp(tmp_path / "app", {}) as app, two_browsers(app.url) as (page, minas):
        stay(page, app.url)
        juns_check: Any = page.evaluate(SAFETY)
        jun = page.evaluate(KEPT_FOR)
        chromium_phone.come(minas, app.url)
        minas.goto(f"{app.url}/devices")
        minas.get_by_role("button", name="Add a phone").tap()
        link = minas.locator("[data-url]").get_attribute("href")

        page.goto(str(link))
        page.get_by_role("button", name="Join this device").tap()
        page.get_by_text("This device is yours now").wait_for()

        assert juns_check is not None
        gone = lambda: page.evaluate(SAFETY) is None  # noqa: E731 - it is passed on
        until(gone, "Jun's answers to go", 15, lambda: page.wait_for_timeout(100))
        assert jun is not None
        assert page.evaluate(KEPT_FOR) != jun  # copies of Mina's may be kept already
