"""WebDriver, the protocol WebKit is driven with, in the standard library alone."""

import json
from http.client import HTTPConnection, HTTPException
from typing import Any

ELEMENT_KEY = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference
IN_A_PROMISE = """
const done = arguments[arguments.length - 1];
const args = Array.from(arguments).slice(0, -1);
(async function () { %s }).apply(null, args)
  .then(value => done({ok: value === undefined ? null : value}),
        error => done({error: String(error && error.stack || error)}));
"""


class WebDriverError(Exception):
    """The browser refused a command, or a script threw."""


class WebDriver:
    """One session with the driver that listens on `port` of the loopback."""

    def __init__(self, port: int, capabilities: dict[str, object], seconds: float = 60) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
        wanted = {"capabilities": {"alwaysMatch": capabilities}}
        session = self._send("POST", "/session", wanted)
        self.capabilities: dict[str, Any] = session["capabilities"]
        self._path = f"/session/{session['sessionId']}"
        self.post("timeouts", script=30_000, pageLoad=30_000)

    def get(self, name: str) -> Any:
        """Read what the command answers."""
        return self._send("GET", f"{self._path}/{name}", None)

    def post(self, name: str, **parameters: object) -> Any:
        """Carry out the command; WebDriverError when the browser refuses it."""
        return self._send("POST", f"{self._path}/{name}", parameters)

    def script(self, script: str, *arguments: object) -> Any:
        """Run `script` in the page, where it may await, and return what it returns."""
        answer = self.post("execute/async", script=IN_A_PROMISE % script, args=list(arguments))
        if not isinstance(answer, dict) or "error" in answer:
            raise WebDriverError(f"in the page: {answer}")
        return answer["ok"]

    def close(self) -> None:
        """End the session and its browser."""
        try:
            self._send("DELETE", self._path, None)
        finally:
            self._connection.close()

    def _send(self, method: str, path: str, body: object) -> Any:
        raw = None if body is None else json.dumps(body).encode()
        try:
            self._connection.request(method, path, raw, {"Content-Type": "application/json"})
            answer = self._connection.getresponse()
            value = json.loads(answer.read())["value"]
        except (HTTPException, OSError) as error:
            self._connection.close()
            raise WebDriverError(f"{path}: {error}") from error
        if answer.status != 200:
            raise WebDriverError(f"{path}: {value.get('error')}: {value.get('message')}")
        return value
