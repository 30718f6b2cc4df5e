"""A stock Firefox, driven as a person would: prompts answered and notifications pressed."""

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.lab.firefox_preferences import Preferences
from tests.lab.firefox_run import FirefoxRun
from tests.lab.firefox_scripts import (
    ALLOW_NARROW,
    PRESS_ALERT,
    PRESS_ALLOW,
    PRESS_BLOCK,
    PROMPT_IS_OPEN,
    READ_ALERTS,
    SET_PERMISSION,
)
from tests.lab.marionette import Marionette, MarionetteError
from tests.lab.waiting import TooLate, until

ELEMENT_KEY = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference
BINARIES = ("firefox-esr", "firefox")


@dataclass(frozen=True)
class Alert:
    """A notification in one of Firefox's own windows."""

    title: str
    body: str


class Firefox:
    """A headless Firefox with a profile of its own; starts on entering, quits on leaving."""

    def __init__(
        self,
        binary: str,
        profile: Path,
        preferences: Preferences,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._run = FirefoxRun(binary, profile, preferences, environment or {})

    def __enter__(self) -> "Firefox":
        self._run.start()
        try:
            self.marionette = Marionette(self._run.wait_for_port())
        except BaseException:
            self._run.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.marionette.command("Marionette:Quit", flags=["eForceQuit"])
        except (MarionetteError, OSError):
            self._run.kill()
        self._run.wait()
        self.marionette.close()

    def go(self, url: str) -> None:
        """Open `url` and wait until it is loaded."""
        self.marionette.command("WebDriver:Navigate", url=url)

    @property
    def url(self) -> str:
        """The address of the tab in hand."""
        return str(self.marionette.command("WebDriver:GetCurrentURL"))

    @property
    def selected_url(self) -> str:
        """The address of the tab the person sees."""
        return str(self.marionette.chrome_script("return gBrowser.currentURI.spec"))

    def script(self, script: str, *arguments: object) -> Any:
        """Run `script` in the page, with `args`, and return what it returns."""
        return self.marionette.script(script, *arguments)

    def wait_for(self, script: str, what: str, seconds: float = 20) -> Any:
        """Return the first true answer of `script` in the page, which may be loading."""

        def look() -> Any:
            try:
                return self.script(script)
            except MarionetteError:
                return None  # the page went away under the script

        return until(look, what, seconds)

    def click(self, selector: str) -> None:
        """Click the element with a real mouse event."""
        self.marionette.command("WebDriver:ElementClick", id=self._find(selector))

    def tap(self, selector: str) -> None:
        """Tap the element with a finger."""
        element = {ELEMENT_KEY: self._find(selector)}
        self.script("args[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        place = {"type": "pointerMove", "x": 0, "y": 0, "duration": 0, "origin": element}
        finger = {
            "type": "pointer",
            "id": "finger",
            "parameters": {"pointerType": "touch"},
            "actions": [
                place,
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        }
        self.marionette.command("WebDriver:PerformActions", actions=[finger])

    def type(self, selector: str, text: str) -> None:
        """Type `text` into the element."""
        element = self._find(selector)
        self.marionette.command("WebDriver:ElementSendKeys", id=element, text=text)

    def resize(self, width: int, height: int) -> None:
        """Give the page a viewport of that many CSS pixels."""
        self.marionette.chrome_script(ALLOW_NARROW)
        frame = self.script("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        outer = {"width": width + frame[0], "height": height + frame[1]}
        self.marionette.command("WebDriver:SetWindowRect", **outer)

    def press_allow(self) -> None:
        """Press Allow in the permission prompt for notifications."""
        self._press_in_prompt(PRESS_ALLOW)

    def press_block(self) -> None:
        """Press Block in the permission prompt for notifications."""
        self._press_in_prompt(PRESS_BLOCK)

    def set_permission(self, origin: str, name: str, *, allowed: bool) -> None:
        """Allow or block something in the browser's settings."""
        self.marionette.chrome_script(SET_PERMISSION, origin, name, allowed)

    @property
    def alerts(self) -> list[Alert]:
        """The notifications on the screen."""
        return [Alert(**found) for found in self.marionette.chrome_script(READ_ALERTS)]

    def wait_for_alert(self, title: str, seconds: float = 15) -> Alert:
        """Return the notification with that title once it is on the screen."""

        def look() -> Alert | None:
            return next((alert for alert in self.alerts if alert.title == title), None)

        return until(look, f"an alert {title!r}", seconds)

    def press_alert(self, alert: Alert) -> None:
        """Press the notification with the mouse, as soon as it has come to rest."""
        time.sleep(0.3)
        if not self.marionette.chrome_script(PRESS_ALERT, alert.title):
            raise TooLate(f"the alert {alert.title!r} left the screen")

    @property
    def tabs(self) -> list[str]:
        """The handles of the open tabs."""
        handles: list[str] = self.marionette.command("WebDriver:GetWindowHandles")
        return handles

    def take(self, tab: str) -> None:
        """Take that tab in hand, without bringing it to the front."""
        self.marionette.command("WebDriver:SwitchToWindow", handle=tab, focus=False)

    def take_tab_at(self, url_part: str, seconds: float = 15) -> None:
        """Take the tab in hand whose address holds `url_part`, new or not, once there is one."""
        until(lambda: self._took(url_part), f"a tab at {url_part!r}", seconds)

    def screenshot(self, path: Path) -> None:
        """Save a picture of the page."""
        picture = self.marionette.command("WebDriver:TakeScreenshot", full=False)
        path.write_bytes(base64.b64decode(picture))

    def _press_in_prompt(self, script: str) -> None:
        is_open = PROMPT_IS_OPEN
        until(lambda: self.marionette.chrome_script(is_open), "the permission prompt")
        self.marionette.chrome_script(script)

    def _took(self, url_part: str) -> bool:
        for tab in self.tabs:
            self.take(tab)
            if url_part in self.url:
                return True
        return False

    def _find(self, selector: str) -> str:
        kind = "xpath" if selector.startswith("//") else "css selector"
        where = {"using": kind, "value": selector}
        found: dict[str, str] = self.marionette.command("WebDriver:FindElement", **where)
        return next(iter(found.values()))
