"""A new version, in each browser: never in the middle of a session, and whole afterwards."""

import shutil
from pathlib import Path

import pytest

from tests.browser.hands import Hands
from tests.browser.kept import SHELL, builds, come_and_stay, kept_addresses
from tests.lab.app import ROOT, RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

# Mostly one second; a busy Chromium 156 was measured to keep a worker that has nothing left to do
# for 300 s, its upper limit, after the new one asked for its place.
LET_GO_SECONDS = 330
PARTS = ("static", "templates", "webapp", "jobs", "wsgi.py")
WATCH = """
window.tookOver = false;
navigator.serviceWorker.addEventListener('controllerchange', () => { window.tookOver = true; });
"""
LOOK_FOR_A_NEW_ONE = """
await (await navigator.serviceWorker.getRegistration()).update();
"""
WAITS = """
return (await navigator.serviceWorker.getRegistration()).waiting?.state === 'installed';
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The product with one change to what browsers load."""
    place = tmp_path / "newer"
    place.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, place / part)
    with (place / "static/js/base/badge.js").open("a") as script:
        script.write("// newer\n")
    return place


@pytest.mark.timeout(LET_GO_SECONDS + 120)
def test_a_new_version_waits_for_the_end_of_the_session(
    hands: Hands, tmp_path: Path, newer: Path
) -> None:
    with RunningApp(tmp_path / "app", {}) as app:
        come_and_stay(hands, app.url)
        hands.go(f"{app.url}/routines/flare_safe_breathing/play")
        hands.press("Start")
        hands.wait_for_words("End here")
        hands.run(WATCH)
        (old,) = builds(hands)

    with RunningApp(tmp_path / "app", {}, port=app.port, root=newer):
        hands.run(LOOK_FOR_A_NEW_ONE)
        until(lambda: hands.run(WAITS), "the new version to wait")
        assert hands.run("return window.tookOver") is False
        assert len(builds(hands)) == 2
        assert kept_addresses(hands) >= SHELL  # of the old one, which still answers
        hands.wait_for_words("End here")

        hands.go(f"{app.url}/")
        hands.wait_for_words("Updated to the newest version")
        until(lambda: old not in builds(hands), "the new version to take over", LET_GO_SECONDS)
        until(lambda: kept_addresses(hands) >= SHELL, "its own copies", 30)
        assert len(builds(hands)) == 1
