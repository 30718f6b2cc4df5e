"""Without a connection, in each browser: what works from copies, and what says that it cannot."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.browser.hands import Hands
from tests.browser.kept import come_and_stay
from tests.browser.story import ROUTINE_SECONDS
from tests.lab.app import RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

KEPT_AT = """return [document.documentElement.dataset.keptAt,
    document.querySelector('.note--kept').textContent];"""
SERVERS_OWN = ("/plan", "/devices", "/phone", "/safety", "/routines/micro_break")


def test_a_routine_is_played_without_a_connection_and_counts_once_it_is_back(
    hands: Hands, tmp_path: Path
) -> None:
    with RunningApp(tmp_path / "app", {}) as app:
        come_and_stay(hands, app.url)

    for page in ("/", "/routines"):
        hands.go(f"{app.url}{page}")
        assert_it_tells_its_age(hands)
    for page in SERVERS_OWN:
        hands.go(f"{app.url}{page}")
        hands.wait_for_words("No connection right now")

    hands.go(f"{app.url}/play-mine")
    hands.press("Start")
    hands.wait_for_words("End here")
    hands.pass_time(ROUTINE_SECONDS)
    hands.wait_for_words("Kept on this device")

    with RunningApp(tmp_path / "app", {}, port=app.port):
        hands.go(f"{app.url}/routines")
        until(lambda: days_in_a_row(hands) == 1, "the session to arrive")
        hands.go(f"{app.url}/")
        hands.wait_for_words("Done for today")
        assert hands.run("return document.documentElement.dataset.keptAt ?? null") is None


def assert_it_tells_its_age(hands: Hands) -> None:
    hands.wait_for_words("As of ")
    kept_at, note = hands.run(KEPT_AT)
    clock = datetime.fromisoformat(kept_at).astimezone(ZoneInfo(hands.time_zone()))
    assert re.search(rf"\b{clock:%H:%M}, no connection", note)


def days_in_a_row(hands: Hands) -> int:
    days: int = hands.read_json("/api/v1/progress")["streak"]["days"]
    return days
