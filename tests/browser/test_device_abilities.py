"""What a device can do, in a real Chromium: asked for where it is there, and never missed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium_phone
from tests.browser.chromium_phone import Device, Phone
from tests.browser.story import ROUTINE_SECONDS
from tests.lab.app import RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

RECORD = """
window.buzzes = [];
Navigator.prototype.vibrate = (pattern) => window.buzzes.push(pattern);
window.locks = [];
const ask = navigator.wakeLock.request.bind(navigator.wakeLock);
navigator.wakeLock.request = async (kind) => {
  const lock = await ask(kind);
  window.locks.push(lock);
  return lock;
};
"""
WITHOUT = """
delete Navigator.prototype.vibrate;
delete Navigator.prototype.wakeLock;
delete Navigator.prototype.setAppBadge;
delete Navigator.prototype.clearAppBadge;
delete Navigator.prototype.serviceWorker;
delete window.Notification;
delete window.PushManager;
delete window.requestIdleCallback;
"""
HELD = "() => window.locks.map((lock) => !lock.released)"
MAY_DIM = "This device does not keep its screen on now"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = chromium_phone.launched(playwright)
        yield running
        running.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with RunningApp(tmp_path_factory.mktemp("abilities"), {}) as running:
        yield running


@contextmanager
def playing(browser: Browser, app: RunningApp, script: str, lock: str = "") -> Iterator[Phone]:
    """A phone on which the first routine has just been started, whose time can be moved on."""
    with chromium_phone.opened(browser, app.url, Device(script=script)) as phone:
        if lock:
            phone.set("screen-wake-lock", lock)
        phone.page.context.clock.install()
        chromium_phone.come(phone.page, app.url)
        phone.page.locator("[data-start]").tap()
        phone.page.get_by_role("button", name="End here").wait_for()
        yield phone


def play_to_the_end(page: Page) -> None:
    page.clock.run_for(ROUTINE_SECONDS * 1000)
    page.get_by_text("Today is done").wait_for()


def test_the_screen_is_kept_on_while_a_routine_runs_and_let_go_of_afterwards(
    browser: Browser, app: RunningApp
) -> None:
    with playing(browser, app, RECORD, "granted") as phone:
        until(lambda: phone.page.evaluate(HELD) == [True], "the lock", 15, phone.breathe)
        assert not phone.page.get_by_text(MAY_DIM).is_visible()

        play_to_the_end(phone.page)

        assert phone.page.evaluate(HELD) == [False]


def test_a_refused_wake_lock_is_said_and_the_timer_keeps_going(
    browser: Browser, app: RunningApp
) -> None:
    with playing(browser, app, "", "denied") as phone:
        phone.page.get_by_text(MAY_DIM).wait_for()

        play_to_the_end(phone.page)


def test_a_phone_that_can_vibrate_does_so_from_step_to_step(
    browser: Browser, app: RunningApp
) -> None:
    with playing(browser, app, RECORD, "granted") as phone:
        assert phone.page.evaluate("window.buzzes") == []

        play_to_the_end(phone.page)

        assert len(phone.page.evaluate("window.buzzes")) >= 3


def test_a_device_with_none_of_it_plays_to_the_end_without_an_error(
    browser: Browser, app: RunningApp
) -> None:
    errors: list[Any] = []

    with playing(browser, app, WITHOUT) as phone:
        phone.page.on("pageerror", lambda error: errors.append(error))
        phone.page.get_by_text(MAY_DIM).wait_for()
        play_to_the_end(phone.page)
        phone.page.goto(app.url)
        phone.page.get_by_text("Done for today").wait_for()
        phone.page.goto(f"{app.url}/devices")
        phone.page.get_by_text("This browser cannot nudge you").wait_for()

    assert errors == []
