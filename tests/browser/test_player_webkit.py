"""The player in WebKit at an iPhone's size: it runs through, and every screen fits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import requirements
from tests.browser.phones import WEBKIT_NEEDS
from tests.browser.player_phone import COME
from tests.browser.webkit_hands import WebKitHands
from tests.lab.app import RunningApp
from tests.lab.waiting import until
from tests.lab.webkit import SAFARI_TAB, WebKit

pytestmark = pytest.mark.browser

# Both clocks run thirty times as fast, and timers with them.
HURRY = """
(() => {
  const [mono, wall, later] = [performance.now.bind(performance), Date.now, setTimeout];
  const [began, wallBegan, fast] = [mono(), wall(), 30];
  performance.now = () => began + (mono() - began) * fast;
  Date.now = () => wallBegan + (mono() - began) * fast;
  window.setTimeout = (action, ms = 0, ...more) => later(action, ms / fast, ...more);
  window.seen = [];
  addEventListener("DOMContentLoaded", () => {
    const player = document.getElementById("player");
    const note = () => seen.push(Number(player.dataset.entry));
    if (player) new MutationObserver(note).observe(player, {attributeFilter: ["data-entry"]});
  });
})()
"""
FITS = """const screen = document.querySelector('[data-screen]:not([hidden])');
const wide = document.documentElement.scrollWidth <= innerWidth;
const buttons = [...screen.querySelectorAll('button, a')].filter((one) => one.offsetParent);
const out = buttons.filter((one) => {
  const {left, right} = one.getBoundingClientRect();
  return left < -1 || right > innerWidth + 1;
});
return [screen.dataset.screen, wide, out.length];"""
ENTRIES = """const answer = await fetch('/api/v1/routines/desk_minute/timeline?level=1');
return (await answer.json()).entries.length;"""
ROUND = """const ring = document.querySelector('.ring').getBoundingClientRect();
const picture = document.querySelector('.easel').getBoundingClientRect();
return [Math.round(ring.width - ring.height), picture.right <= ring.left + 1];"""


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[tuple[WebKitHands, str]]:
    """Safari's engine at 390 x 844, with a guest whose check found nothing."""
    requirements.demand(*WEBKIT_NEEDS)
    with (
        RunningApp(tmp_path / "app", {}) as app,
        WebKit(tmp_path / "tab", SAFARI_TAB + HURRY) as browser,
    ):
        hands = WebKitHands(browser)
        hands.go(f"{app.url}/offline")
        hands.run(f"await ({COME})([]);")
        yield hands, app.url


def test_it_runs_through_and_fits(tab: tuple[WebKitHands, str]) -> None:
    hands, url = tab
    hands.go(f"{url}/routines/desk_minute/play")
    until(lambda: hands.run("return !document.querySelector('[data-start]').disabled"), "Start")
    assert hands.run(FITS) == ["ready", True, 0]

    hands.press("Start")
    until(lambda: hands.run("return seen.length > 1"), "the second entry", 60)
    assert hands.run(FITS) == ["play", True, 0]
    assert hands.run(ROUND) == [0, True]
    until(lambda: hands.run("return document.body.innerText.includes('Well done')"), "the end", 60)

    assert hands.run("return seen") == list(range(hands.run(ENTRIES)))
    until(lambda: hands.run(FITS) == ["done", True, 0], "a last screen that fits")
    hands.wait_for_words("1 day in a row")
