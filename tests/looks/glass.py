"""Chromium to look through: it opens a state and holds it still."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests import requirements
from tests.lab import chromium
from tests.looks.life import NOW
from tests.looks.product import Place
from tests.looks.states import NOBODY, State

PATIENCE_MS = 30_000
PHONE = {"width": 390, "height": 844}
# What goes on for long is part of the state, and nothing to wait for.
SETTLED = """() => Promise.all([document.fonts.ready, ...document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime < 3000)
  .map((one) => one.finished.catch(() => undefined))])"""


@dataclass(frozen=True)
class Glass:
    """A browser, and the product it shows."""

    browser: Browser
    place: Place

    @contextmanager
    def show(self, state: State, **wish: Any) -> Iterator[Page]:
        """Open a state; the page closes with the block."""
        context = self.browser.new_context(**_options(state), **wish)
        try:
            yield lead(context, self.place, state)
        finally:
            context.close()


@contextmanager
def chromium_glass(place: Place, text_percent: int = 100) -> Iterator[Glass]:
    """A Chromium that looks at a product; its reader may have set another size of text."""
    binary = requirements.find_program(*chromium.BINARIES)
    size = f"--blink-settings=defaultFontSize={16 * text_percent // 100}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=[*chromium.FLAGS, size])
        yield Glass(browser, place)
        browser.close()


def lead(context: BrowserContext, place: Place, state: State) -> Page:
    """Open a state in a context of its own."""
    sign_in(context, place, state)
    if state.device.script:
        context.add_init_script(state.device.script)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.clock.install(time=NOW)
    for pattern, answer in state.answers.items():
        page.route(re.compile("/api/v1.*" + pattern), _answer(answer))
    page.goto(address_of(place, state))
    page.wait_for_load_state()
    hand = ChromiumHand(page)
    for step in state.lead:
        step(hand)
    page.evaluate(SETTLED)
    return page


def address_of(place: Place, state: State) -> str:
    """The whole address of a state."""
    path = state.address
    if path.startswith("{"):
        path = place.addresses[path.strip("{}")]
    return (place.home if state.at_home else place.url) + path


def sign_in(context: BrowserContext, place: Place, state: State) -> None:
    """Give a browser the cookie of whoever the state is about."""
    context.clear_cookies()
    if state.who != NOBODY:
        cookie = place.cookies[state.who]
        context.add_cookies([{"name": "unhunch", "value": cookie, "url": place.url}])


class ChromiumHand:
    """Does to a page what leads to its state."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, selector: str) -> None:
        """Press what can be seen and matches first."""
        self._page.locator(selector).locator("visible=true").first.click()

    def see(self, selector: str) -> None:
        """Wait until it can be seen."""
        self._page.locator(selector).locator("visible=true").first.wait_for()

    def write(self, selector: str, text: str) -> None:
        """Fill in a field."""
        self._page.locator(selector).first.fill(text)

    def later(self, seconds: float) -> None:
        """Let the page's clock go on by so much."""
        self._page.clock.fast_forward(int(seconds * 1000))

    def run(self, script: str) -> None:
        """Run a script in the page."""
        self._page.evaluate(script)


def _options(state: State) -> dict[str, Any]:
    return {
        "viewport": PHONE,
        "user_agent": state.device.agent,
        "timezone_id": state.device.time_zone,
        "has_touch": state.device.touch,
        "service_workers": "block",
        "reduced_motion": "reduce",
        "locale": "en-GB",
    }


def _answer(answer: Any) -> Any:
    def fulfil(route: Route) -> None:
        if answer is None:
            route.abort()
        else:
            route.fulfill(json=answer)

    return fulfil
