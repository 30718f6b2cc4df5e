"""A tab of a stock Chromium that can be hidden, frozen and brought back, as systems do it.

Playwright keeps every page visible; this talks to the browser's own debugging address instead.
"""

import json
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

from tests.lab import chromium
from tests.lab.background import BackgroundLoop
from tests.lab.leash import leashed, stop
from tests.lab.waiting import until

PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
CALL_SECONDS = 60


class RealTab:
    """One Chromium with one tab in hand; starts on entering, quits on leaving."""

    def __init__(self, binary: str, folder: Path) -> None:
        self._binary = binary
        self._folder = folder
        self._loop = BackgroundLoop()
        self._calls = 0

    def __enter__(self) -> "RealTab":
        self._loop.start()
        switches = ["--headless=new", "--remote-debugging-port=0", "--disable-dev-shm-usage"]
        profile = f"--user-data-dir={self._folder}"
        command = [self._binary, *chromium.FLAGS, *switches, profile, "about:blank"]
        self._process = subprocess.Popen(
            leashed(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        where = until(self._debugging_address, "Chromium's debugging address", 60)
        self._http, self._socket = self._loop.call(_connected(where), CALL_SECONDS)
        self._tab = self._open_tab("about:blank")
        self._session = self._attached(self._tab)
        self.call("Emulation.setDeviceMetricsOverride", **PHONE)
        self.call("Page.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call(self._http.close(), CALL_SECONDS)
        self._loop.stop()
        stop(self._process, signal.SIGTERM, 15)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the debugging protocol on the tab."""
        return self._send(method, params, self._session)

    def before_every_page(self, script: str) -> None:
        """Let a script run in every page before its own."""
        self.call("Page.addScriptToEvaluateOnNewDocument", source=script)

    def go(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self.call("Page.navigate", url=url)
        until(lambda: self.ask("document.readyState === 'complete'"), url, 60)

    def ask(self, expression: str) -> Any:
        """Evaluate an expression in the page; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def hide(self) -> None:
        """Open another tab over this one."""
        self._open_tab("about:blank")
        until(lambda: self.ask("document.hidden"), "a hidden tab")

    def show(self) -> None:
        """Bring the tab to the front."""
        self._send("Target.activateTarget", {"targetId": self._tab})
        until(lambda: self.ask("!document.hidden"), "a visible tab")

    def freeze(self) -> None:
        """Freeze the page, as a system does that is short of memory."""
        self.call("Page.setWebLifecycleState", state="frozen")

    def thaw(self) -> None:
        """Let the page go on."""
        self.call("Page.setWebLifecycleState", state="active")

    def _debugging_address(self) -> str | None:
        port = self._folder / "DevToolsActivePort"
        if not port.exists() or len(lines := port.read_text().split()) < 2:
            return None
        return f"ws://127.0.0.1:{lines[0]}{lines[1]}"

    def _open_tab(self, url: str) -> str:
        return str(self._send("Target.createTarget", {"url": url})["targetId"])

    def _attached(self, tab: str) -> str:
        asked = {"targetId": tab, "flatten": True}
        return str(self._send("Target.attachToTarget", asked)["sessionId"])

    def _send(self, method: str, params: object, session: str | None = None) -> dict[str, Any]:
        self._calls += 1
        message = {"id": self._calls, "method": method, "params": params}
        wanted = message | ({"sessionId": session} if session else {})
        return self._loop.call(self._answer(wanted), CALL_SECONDS)

    async def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        await self._socket.send_json(message)
        while True:
            answer = json.loads((await self._socket.receive()).data)
            if answer.get("id") == message["id"]:
                assert "error" not in answer, answer
                return dict(answer["result"])


async def _connected(
    where: str,
) -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
    http = aiohttp.ClientSession()
    return http, await http.ws_connect(where, max_msg_size=0)
