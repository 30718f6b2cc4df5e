"""A person's hands on Chromium."""

import re
from typing import Any

from playwright.sync_api import Locator, Page


class ChromiumHands:
    """Taps and types in one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def go(self, url: str) -> None:
        """Open an address."""
        self._page.goto(url)

    def press(self, words: str) -> None:
        """Tap the link or button with these words, once it is there."""
        button = self._page.get_by_role("button", name=words)
        link = self._page.get_by_role("link", name=words)
        button.or_(link).first.wait_for()
        self._page.wait_for_load_state()  # the page's scripts listen
        button.or_(link).first.tap()

    def choose(self, words: str) -> None:
        """Tick every checkbox or radio button whose label begins with these words."""
        label = re.compile(rf"^\s*{re.escape(words)}")
        checkbox, radio, switch = (
            self._page.get_by_role(role, name=label) for role in ("checkbox", "radio", "switch")
        )
        box = checkbox.or_(radio).or_(switch)
        box.first.wait_for()
        self._page.wait_for_load_state()
        for one in box.all():
            _tick(one)

    def write(self, name: str, text: str) -> None:
        """Fill in the field of that form name."""
        self._page.locator(f"[name={name}]").fill(text)

    def wait_for_words(self, words: str) -> None:
        """Wait until these words can be seen."""
        self._page.get_by_text(words).locator("visible=true").first.wait_for()

    def time_zone(self) -> str:
        """The zone the browser says it is in."""
        zone: str = self._page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
        return zone

    def run(self, script: str) -> Any:
        """Run the body of an async function in the page and return what it returns."""
        return self._page.evaluate(f"async () => {{ {script} }}")

    def pass_time(self, seconds: int) -> None:
        """Let so much time pass for the page; its clock was installed before."""
        self._page.clock.run_for(seconds * 1000)

    def read_json(self, path: str) -> Any:
        """Fetch an address of the site as the page would."""
        return self._page.evaluate("async (path) => (await fetch(path)).json()", path)


def _tick(box: Locator) -> None:
    if not box.is_checked():
        box.check(force=True)
