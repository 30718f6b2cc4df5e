"""The product on a free loopback port, at one moment, with people in it; a process of its own.

`python -m tests.looks.product FOLDER LANGUAGE` prints where it is and who is in it, as one line of
JSON, and serves until its standard input ends.
"""

import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

import waitress
from flask import Flask

from tests.conftest import settings_in
from tests.lab.app import ROOT, free_port
from tests.looks import people
from webapp import clock
from webapp.application import create_app
from webapp.settings import Settings
from webapp.storage.migrate import upgrade
from webapp.web.limits import limiter

PUBLIC = "https://unhunch.example"
BROKEN = "/broken"
STOP_SECONDS = 30


@dataclass(frozen=True)
class Place:
    """Where the product is, and what is in it.

    `url` is told that phones reach it, `home` that only this computer does. `pages` are the
    addresses of pages that need nothing in them.
    """

    url: str
    home: str
    cookies: dict[str, str]
    addresses: dict[str, str]
    pages: list[str]


class Product:
    """The product in a process of its own, for as long as the block lasts."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self._folder, self._language = folder, language

    def __enter__(self) -> Place:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self._folder), self._language],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert said, "the product did not start; what it printed stands above"
        return Place(**json.loads(said))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.terminate()
        self._process.wait(STOP_SECONDS)
        self._process.stdout.close()


def main() -> None:
    """Serve, say so, and stop with the standard input."""
    clock.now = lambda: people.NOW
    limiter.enabled = False
    logging.disable()  # a page of a mistake is wanted
    found, home = free_port(), free_port()
    settings = settings_in(Path(sys.argv[1]) / "instance", PORT=str(found), PUBLIC_URL=PUBLIC)
    upgrade(settings.database_url, Path(sys.argv[1]) / "backups", people.CAME)
    app = _app(settings)
    cookies, addresses = people.settle(app, sys.argv[2])
    _serve(app, found)
    _serve(_app(replace(settings, port=home, public_url=f"http://localhost:{home}")), home)
    place = Place(
        f"http://localhost:{found}", f"http://localhost:{home}", cookies, addresses, _pages(app)
    )
    print(json.dumps(place.__dict__), flush=True)
    sys.stdin.read()


def _app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.add_url_rule(BROKEN, "broken", _break)
    return app


def _serve(app: Flask, port: int) -> None:
    server: Any = waitress.create_server(app, host="127.0.0.1", port=port, threads=4)
    threading.Thread(target=server.run, daemon=True).start()


def _break() -> str:
    raise RuntimeError("shows the page of a mistake of ours")


def _pages(app: Flask) -> list[str]:
    client = app.test_client()
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = [rule.rule for rule in rules if not rule.arguments and rule.rule != BROKEN]
    plain = [path for path in paths if not Path(path).suffix]  # a file is no page
    return sorted(path for path in plain if client.get(path).mimetype == "text/html")


if __name__ == "__main__":
    main()
