"""WebKit at a phone's size, standing in for Safari: its engine, without its push service."""

import base64
import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.lab.app import free_port
from tests.lab.leash import leashed, stop
from tests.lab.waiting import until
from tests.lab.webdriver import ELEMENT_KEY, WebDriver, WebDriverError

DRIVERS = ("WebKitWebDriver",)
SCREENS = ("Xvfb",)
WINDOW = Path(__file__).with_name("webkit_window.py")
SIZE = "390x844"
XDG = ("CACHE", "DATA", "CONFIG")
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
# What tells Safari on an iPhone from WebKit on a desk, as far as a page can see.
AS_AN_IPHONE = """
Object.defineProperty(Navigator.prototype, 'standalone', {value: %s, configurable: true});
Object.defineProperty(Navigator.prototype, 'maxTouchPoints', {value: 5, configurable: true});
delete window.PushManager;
"""
SAFARI_TAB = AS_AN_IPHONE % "false"
HOME_SCREEN_APP = AS_AN_IPHONE % "true"


def has_window() -> bool:
    """Whether the system's own Python can open WebKit's window."""
    typelibs = Path("/usr/lib").glob("*/girepository-1.0/WebKit2-4.1.typelib")
    return any(typelibs) and Path("/usr/lib/python3/dist-packages/gi").is_dir()


class WebKit:
    """One WebKit with storage of its own; starts on entering, quits on leaving."""

    def __init__(self, folder: Path, script: str, user_agent: str = IPHONE) -> None:
        self._folder = folder
        self._script = script
        self._user_agent = user_agent
        self._resources = ExitStack()

    def __enter__(self) -> "WebKit":
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "script.js").write_text(self._script)
        try:
            display = self._start_screen()
            port = self._start_driver(display)
            self.driver = self._connect(port)
        except BaseException:
            self._resources.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._resources, suppress(WebDriverError):
            self.driver.close()

    def go(self, url: str) -> None:
        """Open `url` and wait until it is loaded."""
        self.driver.post("url", url=url)

    @property
    def url(self) -> str:
        """The address of the page."""
        return str(self.driver.get("url"))

    def script(self, script: str, *arguments: object) -> Any:
        """Run `script` in the page, with `args`, and return what it returns."""
        return self.driver.script(script, *arguments)

    def find(self, selector: str) -> list[str]:
        """The elements of an XPath or a CSS selector, seen or not."""
        using = "xpath" if selector.startswith("//") else "css selector"
        found = self.driver.post("elements", using=using, value=selector)
        return [one[ELEMENT_KEY] for one in found]

    def click(self, element: str) -> None:
        """Scroll to the element, as a person does, and click it; or WebDriverError."""
        self.script("args[0].scrollIntoView({block: 'center'})", {ELEMENT_KEY: element})
        self.driver.post(f"element/{element}/click")

    def type(self, element: str, text: str) -> None:
        """Type `text` into the element."""
        self.driver.post(f"element/{element}/value", text=text)

    def screenshot(self, path: Path) -> None:
        """Save a picture of the page."""
        path.write_bytes(base64.b64decode(self.driver.get("screenshot")))

    def _start_screen(self) -> str:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24"]
        self._start([*command, "-nolisten", "tcp"], os.environ, (write,))
        os.close(write)
        with os.fdopen(read) as answered:
            return f":{answered.readline().strip()}"

    def _start_driver(self, display: str) -> int:
        port = free_port()
        window = {
            **{f"XDG_{name}_HOME": str(self._folder / name) for name in XDG},
            "DISPLAY": display,
            "NO_AT_BRIDGE": "1",
            "WINDOW_SIZE": SIZE,
            "WINDOW_USER_AGENT": self._user_agent,
            "WINDOW_SCRIPT": str(self._folder / "script.js"),
        }
        self._start([DRIVERS[0], f"--port={port}"], {**os.environ, **window}, ())
        return port

    def _connect(self, port: int) -> WebDriver:
        options = {"binary": str(WINDOW), "args": []}

        def attempt() -> WebDriver | None:
            try:
                return WebDriver(port, {"webkitgtk:browserOptions": options})
            except WebDriverError as error:
                if "refused" in str(error):
                    return None  # the driver does not listen yet
                raise

        return until(attempt, "WebKit's driver")

    def _start(
        self, command: list[str], environment: Mapping[str, str], descriptors: tuple[int, ...]
    ) -> None:
        process = subprocess.Popen(
            leashed(command),
            env=dict(environment),
            pass_fds=descriptors,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._resources.callback(stop, process, signal.SIGTERM, 5)
