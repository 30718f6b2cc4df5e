"""A phone that has kept the app and loses its connection: fixtures for tests without one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.player_phone import PHONE, PlayerPhone
from tests.lab.app import RunningApp

KEPT = """async () => {
  const names = await caches.keys();
  const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return found.flat().filter((one) => one.url.includes("/timeline?")).length;
}"""


@pytest.fixture
def app_context(player_browser: Browser) -> Iterator[BrowserContext]:
    """A phone with the app's service worker."""
    context = player_browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture
def kept(app_context: BrowserContext, player_app: RunningApp) -> PlayerPhone:
    """A checked guest whose phone has kept what it needs, and then loses its connection."""
    player = PlayerPhone(app_context.new_page(), player_app.url)
    player.come()
    lose_the_connection(player)
    return player


def lose_the_connection(player: PlayerPhone) -> None:
    """Let a phone keep what it needs, then take its connection away."""
    player.page.goto(f"{player.url}/")
    player.until("navigator.serviceWorker.controller !== null")
    player.page.evaluate("sessionStorage.clear()")
    player.page.reload()
    player.until(f"({KEPT})().then((n) => n >= 2)")
    player.page.context.set_offline(True)
