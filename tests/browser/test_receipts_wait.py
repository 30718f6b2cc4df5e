"""What happened while the server was away is told when it is back, with its true instant."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.browser.chromium_hands import ChromiumHands
from tests.browser.story import TICK_SECONDS
from tests.lab.app import RunningApp
from tests.lab.fixtures import ChromiumPush
from tests.lab.waiting import until

pytestmark = pytest.mark.browser
TITLE = "It works"
WITHIN_SECONDS = 30
AWAY_SECONDS = 3


def told(folder: Path) -> dict[str, datetime]:
    """What devices said of messages so far, and when it happened."""
    with closing(sqlite3.connect(folder / "instance" / "unhunch.db")) as connection:
        rows = connection.execute("SELECT kind, at FROM receipts").fetchall()
    return {kind: datetime.fromisoformat(at).replace(tzinfo=UTC) for kind, at in rows}


def test_a_press_while_the_server_is_away_is_told_at_the_next_launch(
    chromium_push: ChromiumPush, tmp_path: Path
) -> None:
    context, desktop = chromium_push.context, chromium_push.desktop
    page = context.pages[0]
    hands = ChromiumHands(page)
    settings = {**chromium_push.settings, "UNHUNCH_TICK_SECONDS": TICK_SECONDS}
    app = RunningApp(tmp_path / "app", settings)

    with app:
        context.grant_permissions(["notifications"], origin=app.url)
        hands.go(f"{app.url}/start")
        hands.press("Desk minute")
        hands.wait_for_words("Safety check")
        hands.go(f"{app.url}/devices")
        hands.press("Connect this device")
        hands.press("Send a test")
        shown = desktop.wait_for(TITLE, WITHIN_SECONDS)
        until(lambda: "shown" in told(app.folder), "the receipt that it was shown", WITHIN_SECONDS)
    pressed_at = datetime.now(UTC)
    desktop.press(shown)
    page.wait_for_timeout(AWAY_SECONDS * 1000)
    before = told(app.folder)

    with app:
        hands.go(f"{app.url}/")
        until(lambda: "opened" in told(app.folder), "the receipt of the press", WITHIN_SECONDS)

    assert "opened" not in before
    late_by = told(app.folder)["opened"] - pressed_at
    assert -1 < late_by.total_seconds() < AWAY_SECONDS
