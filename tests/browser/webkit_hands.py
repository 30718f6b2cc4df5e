"""A person's hands on WebKit."""

from typing import Any

from tests.lab.firefox_clock import ADVANCE
from tests.lab.waiting import TooLate, until
from tests.lab.webdriver import WebDriverError
from tests.lab.webkit import WebKit

PRESSABLE = "//*[self::a or self::button][not(@disabled)][contains(normalize-space(.), '{words}')]"
LOADED = "return document.readyState === 'complete'"
CHOOSE = """
if (document.readyState !== 'complete') return 0;
const labels = Array.from(document.querySelectorAll('label'))
  .filter((label) => label.innerText.trim().startsWith(args[0]) && label.control);
labels.filter((label) => !label.control.checked).forEach((label) => label.click());
return labels.length;
"""


class WebKitHands:
    """Presses and types in the one page there is."""

    def __init__(self, browser: WebKit) -> None:
        self._browser = browser

    def go(self, url: str) -> None:
        """Open an address."""
        self._browser.go(url)

    def press(self, words: str) -> None:
        """Press the link or button with these words, once it is there."""
        refusals: list[str] = []
        try:
            until(lambda: self._pressed(words, refusals), f"something to press called {words!r}")
        except TooLate as late:
            late.add_note(f"WebKit said: {refusals[-2:]}")
            raise

    def choose(self, words: str) -> None:
        """Tick every checkbox or radio button whose label begins with these words."""
        until(lambda: self._answer(CHOOSE, words), f"a choice {words!r}")

    def write(self, name: str, text: str) -> None:
        """Fill in the field of that form name."""
        (field,) = self._browser.find(f"[name={name}]")
        self._browser.type(field, text)

    def wait_for_words(self, words: str) -> None:
        """Wait until these words can be seen."""
        seen = "return document.body.innerText.includes(args[0])"
        until(lambda: self._answer(seen, words), words, 20)

    def time_zone(self) -> str:
        """The zone the browser says it is in."""
        zone: str = self.run("return Intl.DateTimeFormat().resolvedOptions().timeZone")
        return zone

    def read_json(self, path: str) -> Any:
        """Fetch an address of the site as the page would."""
        return self._browser.script("return (await fetch(args[0])).json()", path)

    def run(self, script: str) -> Any:
        """Run the body of an async function in the page and return what it returns."""
        return self._browser.script(script)

    def pass_time(self, seconds: int) -> None:
        """Let so much time pass for the page, whose clock the browser was started with."""
        self._browser.script(ADVANCE, seconds)

    def _pressed(self, words: str, refusals: list[str]) -> bool:
        if not self._answer(LOADED):
            return False  # the page's scripts do not listen yet
        for element in self._browser.find(PRESSABLE.format(words=words)):
            try:
                self._browser.click(element)
            except WebDriverError as refusal:
                refusals.append(str(refusal))
                continue  # hidden, or gone
            return True
        return False

    def _answer(self, script: str, *arguments: object) -> Any:
        try:
            return self._browser.script(script, *arguments)
        except WebDriverError:
            return None  # the page went away under the script
