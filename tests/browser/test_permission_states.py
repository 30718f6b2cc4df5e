"""Every state of the permission in a real Chromium: one is shown, and it says what to do."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium_phone
from tests.browser.chromium_phone import INSECURE_HOST, Device, opened
from tests.lab import chromium
from tests.lab.app import RunningApp

pytestmark = pytest.mark.browser

NO_PUSH = "delete window.PushManager;"
NO_NOTIFICATION = "delete window.Notification;"
NO_WORKER = "delete Navigator.prototype.serviceWorker;"
OLD = "delete Navigator.prototype.userActivation;"
APPLE = """
Object.defineProperty(Navigator.prototype, 'standalone', {value: %s});
Object.defineProperty(Navigator.prototype, 'maxTouchPoints', {value: 5});
"""
IN_SAFARI = NO_PUSH + APPLE % "false"
ON_THE_HOME_SCREEN = APPLE % "true"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
PHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT} %s Mobile/15E148"
IOS_18 = f"{PHONE % 'Version/18.5'} Safari/604.1"
IOS_26 = f"{PHONE % 'Version/26.0'} Safari/604.1"
IOS_15 = f"{PHONE % 'Version/15.6'} Safari/604.1"
IOS_CHROME = f"{PHONE % 'CriOS/140.0'} Safari/604.1"
INSTAGRAM = f"{PHONE % ''} Instagram 390.0.0.1"
IPAD = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.5 Safari/605.1.15"
FACEBOOK = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A]"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
# The state that is shown, and the words that say what to do.
STATES = {
    "nothing asked yet": (Device(), "ask", "Allow notifications"),
    "allowed, not connected": (Device(notifications="granted"), "renew", "Connect this device"),
    "refused on a desk": (Device(notifications="denied"), "denied", "left of the address"),
    "refused on Android": (Device(ANDROID, "", "denied"), "denied", "then “Permissions”"),
    "no push": (Device(script=NO_PUSH), "unsupported", "Open Unhunch in a normal window"),
    "no notifications": (Device(script=NO_NOTIFICATION), "unsupported", "in a normal window"),
    "no worker": (Device(script=NO_WORKER), "unsupported", "in a normal window"),
    "inside an app on an iPhone": (Device(INSTAGRAM, IN_SAFARI), "in_app", "Open in browser"),
    "inside an app on Android": (Device(FACEBOOK, NO_PUSH), "in_app", "Open in browser"),
    "Safari before 16.4": (Device(IOS_15, IN_SAFARI + OLD), "too_old", "iOS 16.4 or newer"),
    "Safari on an iPhone": (Device(IOS_18, IN_SAFARI), "install_first", "Share"),
    "Safari since 26": (Device(IOS_26, IN_SAFARI), "install_first", "three dots"),
    "Chrome on an iPhone": (Device(IOS_CHROME, IN_SAFARI), "install_first", "Share"),
    "an iPad posing as a Mac": (Device(IPAD, IN_SAFARI), "install_first", "Share"),
    "the app on the Home Screen": (Device(IOS_18, ON_THE_HOME_SCREEN), "ask", "Allow notif"),
    "an app on the Home Screen of iOS 16.3": (
        Device(IOS_15, NO_PUSH + ON_THE_HOME_SCREEN),
        "too_old",
        "Software Update",
    ),
}
SHOWN = """() => [...document.querySelectorAll('#here [data-state]')]
    .filter((block) => block.checkVisibility()).map((block) => block.dataset.state)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = chromium.FLAGS[-1].replace("MAP *", f"MAP {INSECURE_HOST} 127.0.0.1 , MAP *")
    with sync_playwright() as playwright:
        running = chromium_phone.launched(playwright, names)
        yield running
        running.close()


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    settings = {"UNHUNCH_PUBLIC_URL": f"https://{INSECURE_HOST}"}
    with RunningApp(tmp_path_factory.mktemp("permission"), settings) as running:
        yield running


@pytest.fixture(scope="module")
def guest(browser: Browser, app: RunningApp) -> Any:
    """Somebody who has chosen a routine."""
    return chromium_phone.guest_state(browser, app.url)


@pytest.mark.parametrize("name", STATES)
def test_one_state_is_shown_and_says_what_to_do(
    browser: Browser, app: RunningApp, guest: Any, name: str
) -> None:
    device, state, words = STATES[name]

    with opened(browser, app.url, device, guest) as phone:
        page = phone.page
        page.goto(f"{app.url}/phone")
        page.locator(f"#here [data-state={state}]").wait_for()

        assert page.evaluate(SHOWN) == [state]
        assert words in page.locator("#here").inner_text()
        assert page.get_by_role("link", name="Go on without notifications").is_visible()


def test_an_address_that_is_not_https_says_that_it_cannot_nudge(
    browser: Browser, app: RunningApp
) -> None:
    url = f"http://{INSECURE_HOST}:{app.port}"

    with opened(browser, app.url, Device()) as phone:
        page = phone.page
        page.goto(url)
        page.get_by_role("button", name="Free my neck").tap()
        page.wait_for_url("**/safety**")
        page.goto(f"{url}/phone")
        page.locator("#here [data-state=insecure]").wait_for()

        assert page.evaluate("isSecureContext") is False
        assert "https" in page.locator("#here").inner_text()


def test_a_refusal_is_met_with_steps_and_undone_without_leaving_the_page(
    browser: Browser, app: RunningApp, guest: Any
) -> None:
    with opened(browser, app.url, Device(), guest) as phone:
        page = phone.page
        page.goto(f"{app.url}/phone")
        page.get_by_role("button", name="Allow notifications").tap()  # headless, it is refused
        page.get_by_text("Notifications are blocked here").wait_for()
        assert_other_pages_still_work(page, app.url)

        page.goto(f"{app.url}/phone")
        page.get_by_text("Notifications are blocked here").wait_for()
        phone.set("notifications", "granted")
        page.get_by_role("button", name="I have changed it").tap()

        page.get_by_role("button", name="Connect this device").wait_for()


def assert_other_pages_still_work(page: Page, url: str) -> None:
    page.get_by_role("link", name="Go on without notifications").tap()
    page.wait_for_url(f"{url}/")
    page.goto(f"{url}/routines/flare_safe_breathing/play")
    page.locator("[data-start]:enabled").wait_for()
