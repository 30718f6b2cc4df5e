"""An independent receiver, the npm package web-push-testing, reads what we send."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from tests.push.conftest import MakeSender
from tests.push.test_message import REMINDER
from webapp.push.endpoint import EndpointPolicy
from webapp.push.message import Message, payload, topic_of
from webapp.push.outcome import Outcome
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription, parse_subscription
from webapp.push.vapid import VapidKey

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "node_modules" / "web-push-testing" / "src" / "bin" / "server.js"
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))

pytestmark = [pytest.mark.node, pytest.mark.timeout(60)]


@pytest.fixture(scope="module")
def receiver() -> Iterator[str]:
    """Run the receiver itself, not its command, which would leave a server behind."""
    node = shutil.which("node")
    if node is None:
        _missing("Node.js is missing: install Node.js 20 or newer, then run `npm ci`.")
    if not SERVER.exists():
        _missing("web-push-testing is missing: run `npm ci` in the project's folder.")
    port = _free_port()
    process = subprocess.Popen(
        [str(node), str(SERVER), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await_start(f"http://localhost:{port}", process)
        yield f"http://localhost:{port}"
    finally:
        process.kill()
        process.wait(10)


def test_another_implementation_reads_our_reminder(
    receiver: str, key: VapidKey, make_sender: MakeSender
) -> None:
    subscription, client = _subscribe(receiver, key.public_text)
    sent = payload(REMINDER)
    message = Message(sent, ttl=900, topic=topic_of("plan 3"))
    sender = make_sender(receiver.partition("://")[2])

    [result] = sender.send([Parcel(subscription, message)], _real_now())

    assert result.outcome is Outcome.ACCEPTED, result
    read = _post(f"{receiver}/get-notifications", {"clientHash": client})["data"]["messages"]
    assert [json.loads(text) for text in read] == [json.loads(sent)]


def test_another_implementation_tells_who_is_gone_and_whose_key_is_wrong(
    receiver: str, key: VapidKey, make_sender: MakeSender
) -> None:
    gone, client = _subscribe(receiver, key.public_text)
    foreign, _ = _subscribe(receiver, VapidKey.generate().public_text)
    _post(f"{receiver}/expire-subscription/{client}", {})
    sender = make_sender(receiver.partition("://")[2])

    results = sender.send([Parcel(s, Message(b"x", 60)) for s in (gone, foreign)], _real_now())

    assert [result.outcome for result in results] == [Outcome.GONE, Outcome.REFUSED]


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _await_start(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(
                urllib.request.Request(f"{address}/status", b""), timeout=2
            ):
                return
        except URLError:
            time.sleep(0.05)
    pytest.fail("web-push-testing did not start")


def _subscribe(receiver: str, vapid_public: str) -> tuple[Subscription, str]:
    # The receiver wants this boolean as a text.
    wish = {"userVisibleOnly": "true", "applicationServerKey": vapid_public}
    given = _post(f"{receiver}/subscribe", wish)["data"]
    policy = EndpointPolicy(frozenset({receiver.partition("://")[2]}))
    return parse_subscription(given, policy), given["clientHash"]


def _post(url: str, body: object) -> Any:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with DIRECTLY.open(request, timeout=10) as response:
        text = response.read()
    return json.loads(text) if text.startswith(b"{") else text


def _real_now() -> datetime:
    return datetime.now(UTC)  # the receiver compares the signature with its own clock
