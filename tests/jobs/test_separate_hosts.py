"""Web, scheduler and worker each on a host of its own: they share the database and nothing else."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.pool import NullPool

from tests.conftest import on_postgres
from tests.processes.running import ROOT, Running, can_connect, free_port, wait_until
from tests.push.fake_push import FakePush
from webapp import clock
from webapp.storage.migrate import upgrade
from webapp.storage.plans import StoredPlan

pytestmark = pytest.mark.postgres
HOSTS = {
    "web": ("-m", "webapp.serve"),
    "scheduler": ("-m", "jobs", "--no-sending"),
    "worker": ("-m", "jobs", "worker"),
}
START_SECONDS = 90


class Site:
    """Three hosts on one database: what a browser of one person sees of them."""

    def __init__(self, folder: Path, url: str, service: FakePush) -> None:
        self.folder, self.url, self.service, self.port = folder, url, service, free_port()
        address = f"http://localhost:{self.port}"
        given = {**on_postgres(url), "PUSH_HOSTS": service.host, "PUBLIC_URL": address}
        given |= {"HOST": "127.0.0.1", "PORT": str(self.port), "TICK_SECONDS": "0.2"}
        self._environ = {f"UNHUNCH_{name}": value for name, value in given.items()}
        self._headers = {"Content-Type": "application/json"}

    def start(self, name: str) -> Running:
        """Start what runs on this host, in a data folder of its own."""
        own = {"UNHUNCH_DATA_DIR": str(self.folder / name)}
        return Running(HOSTS[name], ROOT, self._environ | own)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What the web answers to this browser."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body and json.dumps(body), self._headers)
            answer = connection.getresponse()
            text = answer.read()
        assert answer.status < 300, text
        if cookie := answer.getheader("Set-Cookie"):
            self._headers["Cookie"] = cookie.partition(";")[0]
        return json.loads(text)

    def join(self) -> str:
        """Become a guest with a plan for this very minute and a phone; answers its endpoint."""
        guest = {"time_zone": "UTC", "language": "en"}
        self._headers["X-CSRF-Token"] = self.ask("POST", "/api/v1/guests", guest)["csrf_token"]
        days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        plan = {"enabled": True, "routine": "desk_minute", "time_zone": "UTC"}
        plan |= {"weekdays": {day: [["00:00", "24:00"]] for day in days}}
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        self.ask("PUT", "/api/v1/plan", plan | {"times": [f"{now:%H:%M}"]})
        subscription = self.service.subscribe(self.ask("GET", "/api/v1/vapid-key")["key"])
        self.ask("POST", "/api/v1/devices", {"subscription": subscription, "label": "Phone"})
        self._let_be_due(now)
        return str(subscription["endpoint"])

    def _let_be_due(self, instant: datetime) -> None:
        """As if the plan had been made before this minute began."""
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.begin() as connection:
            connection.execute(update(StoredPlan).values(next_due_at=instant))


@pytest.fixture
def site(tmp_path: Path, postgres_url: str) -> Iterator[Site]:
    upgrade(postgres_url, tmp_path, clock.now())
    with FakePush() as service:
        yield Site(tmp_path, postgres_url, service)


def test_what_a_browser_asks_of_one_host_another_claims_and_a_third_sends(site: Site):
    with ExitStack() as running:
        hosts = {name: running.enter_context(site.start(name)) for name in HOSTS}
        wait_until(lambda: can_connect(site.port), "the web starts", START_SECONDS)
        wait_until(
            lambda: "sending what the queue" in hosts["worker"].text, "worker", START_SECONDS
        )
        endpoint = site.join()

        wait_until(lambda: len(site.service.arrivals(endpoint)) == 1, "the reminder arrives")
        token = json.loads(site.service.arrivals(endpoint)[0].payload)["notification"]["data"]
        site.ask(
            "POST", "/api/v1/receipts", {"token": token["token"], "kind": "opened", "at": _now()}
        )
        wait_until(lambda: _states(site) == ["opened"], "the history tells of it")
        time.sleep(1)
        hosts["scheduler"].says("occurrences claimed")
        hosts["worker"].says("deliveries sent")

    assert len(site.service.arrivals(endpoint)) == 1
    assert "deliveries sent" not in hosts["scheduler"].text
    left = {path.name for name in HOSTS for path in (site.folder / name).rglob("*")}
    assert left == set(), "a host keeps something that the others do not have"


def test_any_host_may_be_started_last_and_nothing_is_lost(site: Site):
    with site.start("web"), ExitStack() as later:
        wait_until(lambda: can_connect(site.port), "the web starts", START_SECONDS)
        endpoint = site.join()
        later.enter_context(site.start("worker")).says("sending what the queue brings")
        later.enter_context(site.start("scheduler"))

        wait_until(lambda: len(site.service.arrivals(endpoint)) == 1, "the reminder arrives")


def _states(site: Site) -> list[str]:
    return [one["fate"] for one in site.ask("GET", "/api/v1/reminders")["reminders"]]


def _now() -> str:
    return datetime.now(UTC).isoformat()
