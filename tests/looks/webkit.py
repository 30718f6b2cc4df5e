"""WebKit, the engine of every iPhone, at a phone's size: the same states, led to by its driver."""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.lab.firefox_clock import ADVANCE, IN_EVERY_PAGE
from tests.lab.waiting import until
from tests.lab.webdriver import WebDriverError
from tests.lab.webkit import SAFARI_TAB, SIZE, WebKit, has_window
from tests.looks.glass import address_of
from tests.looks.product import Place
from tests.looks.states import NOBODY, Device, State

INSTALL = (
    "apt-get install -y --no-install-recommends "
    "webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1"
)
THEMES = {"light": "Adwaita", "dark": "Adwaita:dark"}  # what the page hears as its colour scheme
OWN_TIMERS = 1.2  # seconds: what the page waits for by its real timers is noticed by then
HAS_TEXT = re.compile(r":has-text\('([^']+)'\)")
FORGET = "localStorage.clear(); sessionStorage.clear();"
FIND = """
const [selector, text] = args;
const seen = (one) => one.checkVisibility() && !one.disabled && one.textContent.includes(text);
return [...document.querySelectorAll(selector)].some(seen);
"""
PRESS = FIND.replace(".some(seen)", ".find(seen).click()")
WRITE = """
const field = document.querySelector(args[0]);
field.value = args[1];
field.dispatchEvent(new Event('change', {bubbles: true}));
"""


def webkit_pictures(place: Place, states: Sequence[State], out: Path) -> None:
    """Take a picture of each state that WebKit, as a tab of Safari, can be led to."""
    there = shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and has_window()
    if not there:
        print(f"WebKit is missing, so it takes no pictures; install: {INSTALL}", file=sys.stderr)
        return
    for scheme in THEMES:
        with _webkit(scheme) as browser:
            for state in states:
                if not state.chromium_only and replace(state.device, script="") == Device():
                    _take(browser, place, state, out / f"{state.name}.webkit-{scheme}.png")


@contextmanager
def _webkit(scheme: str) -> Iterator[WebKit]:
    # Only this program's own children read these.
    given = {"GTK_THEME": THEMES[scheme], "TZ": "Europe/Berlin"}
    os.environ |= given
    try:
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            WebKit(Path(folder), SAFARI_TAB + IN_EVERY_PAGE) as browser,
        ):
            yield browser
    finally:
        for name in given:
            del os.environ[name]


def _take(browser: WebKit, place: Place, state: State, file: Path) -> None:
    hand = WebKitHand(browser)
    try:
        browser.go(f"{place.url}/offline")
        browser.script(FORGET)
        browser.script(state.device.script)
        cookie = place.cookies[state.who] if state.who != NOBODY else "nobody"
        browser.driver.post("cookie", cookie={"name": "unhunch", "value": cookie, "path": "/"})
        browser.go(address_of(place, state))
        for step in state.lead:
            step(hand)
        time.sleep(0.5)
        browser.screenshot(file)
        print(f"{state.name} in WebKit", flush=True)
    except (WebDriverError, AssertionError) as trouble:
        print(f"{state.name} in WebKit at {SIZE}: {trouble}", file=sys.stderr)


class WebKitHand:
    """Does to WebKit's page what leads to its state."""

    def __init__(self, browser: WebKit) -> None:
        self._browser = browser

    def press(self, selector: str) -> None:
        """Press what can be seen and matches first."""
        self.see(selector)
        self._browser.script(PRESS, *_parts(selector))

    def see(self, selector: str) -> None:
        """Wait until it can be seen."""
        until(lambda: self._finds(selector), selector, 10)

    def write(self, selector: str, text: str) -> None:
        """Fill in a field."""
        self._browser.script(WRITE, selector, text)

    def later(self, seconds: float) -> None:
        """Let the page's clock go on by so much."""
        self._browser.script(ADVANCE, seconds)
        time.sleep(OWN_TIMERS)

    def run(self, script: str) -> None:
        """Run a script in the page."""
        self._browser.script(script)

    def _finds(self, selector: str) -> bool:
        try:
            return bool(self._browser.script(FIND, *_parts(selector)))
        except WebDriverError:
            return False  # the page went away under the script


def _parts(selector: str) -> tuple[str, str]:
    found = HAS_TEXT.search(selector)
    return (HAS_TEXT.sub("", selector), found[1]) if found else (selector, "")
