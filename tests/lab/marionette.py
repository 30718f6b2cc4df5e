"""Marionette, the wire protocol Firefox is driven with, in the standard library alone."""

import json
import socket
from typing import Any, BinaryIO

IN_A_PROMISE = """
const done = arguments[arguments.length - 1];
const args = Array.from(arguments).slice(0, -1);
(async function () { %s }).apply(null, args)
  .then(value => done({ok: value === undefined ? null : value}),
        error => done({error: String(error && error.stack || error)}));
"""


class MarionetteError(Exception):
    """Firefox refused a command, or a script threw."""


class Marionette:
    """One session with a Firefox that listens on `port`."""

    def __init__(self, port: int, timeout_seconds: float = 90) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), 5)
        self._socket.settimeout(timeout_seconds)
        self._incoming: BinaryIO = self._socket.makefile("rb")
        self._last_id = 0
        self._receive()  # its greeting
        self.capabilities: dict[str, Any] = self.command("WebDriver:NewSession")["capabilities"]
        self.command("WebDriver:SetTimeouts", script=60_000, pageLoad=60_000)

    def command(self, name: str, **parameters: object) -> Any:
        """Send one command and return its value; MarionetteError when Firefox refuses it."""
        self._last_id += 1
        raw = json.dumps([0, self._last_id, name, parameters]).encode()
        self._socket.sendall(str(len(raw)).encode() + b":" + raw)
        while True:
            kind, number, error, result = self._receive()
            if (kind, number) == (1, self._last_id):
                break
        if error:
            raise MarionetteError(f"{name}: {error.get('error')}: {error.get('message')}")
        alone = isinstance(result, dict) and set(result) == {"value"}
        return result["value"] if alone else result

    def script(self, script: str, *arguments: object) -> Any:
        """Run `script` in the page, where it may await, and return what it returns."""
        answer = self.command(
            "WebDriver:ExecuteAsyncScript", script=IN_A_PROMISE % script, args=list(arguments)
        )
        if answer is None:
            raise MarionetteError("the page went away under the script")
        if "error" in answer:
            raise MarionetteError(f"in the page: {answer['error']}")
        return answer["ok"]

    def chrome_script(self, script: str, *arguments: object) -> Any:
        """Run `script` with the browser's own rights."""
        self.command("Marionette:SetContext", value="chrome")
        try:
            return self.script(script, *arguments)
        finally:
            self.command("Marionette:SetContext", value="content")

    def close(self) -> None:
        """Close the connection."""
        self._incoming.close()
        self._socket.close()

    def _receive(self) -> Any:
        length = b""
        while True:
            byte = self._incoming.read(1)
            if not byte:
                raise MarionetteError("Firefox closed the connection")
            if byte == b":":
                return json.loads(self._incoming.read(int(length)))
            length += byte
