"""A phone in each browser, whose pages' time can be moved on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import requirements
from tests.browser.chromium_hands import ChromiumHands
from tests.browser.firefox_hands import FirefoxHands
from tests.browser.hands import Hands
from tests.browser.webkit_hands import WebKitHands
from tests.lab import chromium, firefox
from tests.lab.firefox import Firefox
from tests.lab.firefox_clock import IN_EVERY_PAGE, install_clock
from tests.lab.firefox_preferences import phone_preferences
from tests.lab.fixtures import PHONE_HEIGHT, PHONE_WIDTH
from tests.lab.webkit import SAFARI_TAB, WebKit

WEBKIT_NEEDS = ("WebKit", "Xvfb", "WebKit's window")


@contextmanager
def chromium_hands(_folder: Path) -> Iterator[Hands]:
    """Hands on Chromium as a phone."""
    requirements.demand("Chromium")
    binary = requirements.find_program(*chromium.BINARIES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=chromium.FLAGS)
        phone = {**playwright.devices[chromium.PHONE]}
        phone.pop("default_browser_type")
        context = browser.new_context(**phone)
        context.clock.install()
        yield ChromiumHands(context.new_page())
        browser.close()


@contextmanager
def firefox_hands(folder: Path) -> Iterator[Hands]:
    """Hands on Firefox at a phone's size."""
    requirements.demand("Firefox")
    binary = requirements.find_program(*firefox.BINARIES)
    assert binary is not None
    with Firefox(binary, folder, phone_preferences()) as browser:
        browser.resize(PHONE_WIDTH, PHONE_HEIGHT)
        install_clock(browser)
        yield FirefoxHands(browser)


@contextmanager
def webkit_hands(folder: Path) -> Iterator[Hands]:
    """Hands on WebKit as a tab of Safari on an iPhone."""
    requirements.demand(*WEBKIT_NEEDS)
    with WebKit(folder, SAFARI_TAB + IN_EVERY_PAGE) as browser:
        yield WebKitHands(browser)


PHONES: dict[str, Callable[[Path], AbstractContextManager[Hands]]] = {
    "chromium": chromium_hands,
    "firefox": firefox_hands,
    "webkit": webkit_hands,
}
