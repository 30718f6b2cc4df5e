"""A tiny site of the tests' own, where page and service worker report what they saw."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tests.lab.waiting import until

FILES = Path(__file__).parent / "site"


class Server(ThreadingHTTPServer):
    """The site's server, with what it was told."""

    daemon_threads = True
    vapid_key = ""

    def __init__(self) -> None:
        self.reports: list[dict[str, Any]] = []
        self.subscriptions: list[dict[str, Any]] = []
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(FILES)))


class Handler(SimpleHTTPRequestHandler):
    """Serves the files and takes the reports."""

    server: Server

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""

    def end_headers(self) -> None:
        """Let nothing be cached."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        """Answer the key, or a file; every /item/ is the same page."""
        path = urlsplit(self.path).path
        if path == "/vapid":
            self._answer({"key": self.server.vapid_key})
            return
        self.path = "/index.html" if path.startswith("/item/") else path
        super().do_GET()

    def do_POST(self) -> None:
        """Keep a subscription or a report."""
        length = int(self.headers.get("Content-Length") or 0)
        told = json.loads(self.rfile.read(length) or b"{}")
        kept = self.server.subscriptions if self.path == "/subscribe" else self.server.reports
        kept.append(told)
        self._answer({"ok": True})

    def _answer(self, body: dict[str, object]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


class LabSite:
    """The running site; `url` is a secure context for browsers."""

    def __init__(self, vapid_key: str) -> None:
        self._server = Server()
        self._server.vapid_key = vapid_key
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> "LabSite":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def subscription(self) -> dict[str, Any]:
        """The newest subscription a page posted."""
        return self._server.subscriptions[-1]

    def reports(self, kind: str) -> list[dict[str, Any]]:
        """What was reported of that kind, oldest first."""
        return [report for report in self._server.reports if report["type"] == kind]

    def wait_for(self, kind: str, count: int = 1, seconds: float = 15) -> dict[str, Any]:
        """Return the report of that kind with that number, counted from 1."""

        def enough() -> list[dict[str, Any]]:
            known = self.reports(kind)
            return known if len(known) >= count else []

        return until(enough, f"report {count} of {kind!r}", seconds)[count - 1]
