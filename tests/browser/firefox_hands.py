"""A person's hands on Firefox."""

from typing import Any

from tests.lab.firefox import Firefox
from tests.lab.firefox_clock import advance_clock
from tests.lab.marionette import MarionetteError
from tests.lab.waiting import until

PRESSABLE = "//*[self::a or self::button][not(@disabled)][contains(normalize-space(.), '{words}')]"
SCRIPTS_LISTEN = "return document.readyState === 'complete'"
CHOOSE = """
if (document.readyState !== 'complete') return 0;
const labels = Array.from(document.querySelectorAll('label'))
  .filter((label) => label.innerText.trim().startsWith(args[0]) && label.control);
labels.filter((label) => !label.control.checked).forEach((label) => label.click());
return labels.length;
"""


class FirefoxHands:
    """Taps and types in the tab that is in hand."""

    def __init__(self, browser: Firefox) -> None:
        self._browser = browser

    def go(self, url: str) -> None:
        """Open an address."""
        self._browser.go(url)

    def press(self, words: str) -> None:
        """Tap the link or button with these words, once it is there."""
        place = PRESSABLE.format(words=words)
        until(lambda: self._tapped(place), f"something to press called {words!r}")

    def choose(self, words: str) -> None:
        """Tick every checkbox or radio button whose label begins with these words."""
        self._browser.wait_for(CHOOSE.replace("args[0]", repr(words)), f"a choice {words!r}")

    def write(self, name: str, text: str) -> None:
        """Fill in the field of that form name."""
        self._browser.script("document.querySelector(args[0]).value = ''", f"[name={name}]")
        self._browser.type(f"[name={name}]", text)

    def wait_for_words(self, words: str) -> None:
        """Wait until these words can be seen."""
        self._browser.wait_for(f"return document.body.innerText.includes({words!r})", words)

    def time_zone(self) -> str:
        """The zone the browser says it is in."""
        zone: str = self._browser.script("return Intl.DateTimeFormat().resolvedOptions().timeZone")
        return zone

    def run(self, script: str) -> Any:
        """Run the body of an async function in the page and return what it returns."""
        return self._browser.script(script)

    def pass_time(self, seconds: int) -> None:
        """Let so much time pass for the page; its clock was installed before."""
        advance_clock(self._browser, seconds)

    def read_json(self, path: str) -> Any:
        """Fetch an address of the site as the page would."""
        return self._browser.script("return (await fetch(args[0])).json()", path)

    def _tapped(self, place: str) -> bool:
        try:
            if not self._browser.script(SCRIPTS_LISTEN):
                return False
            self._browser.tap(place)
        except MarionetteError:
            return False  # not there yet
        return True
