"""The player in a tab that is hidden, throttled, frozen, and on a device that sleeps."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import requirements
from tests.browser.player_phone import COME
from tests.browser.real_tab import RealTab
from tests.lab import chromium
from tests.lab.app import RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

FIVE_MINUTES = 300
RIGHT_WITHIN_MS = 100
# What frozen and sleeping do to the two clocks, without the waiting: `skip` is read when the page
# comes back. Everything the player shows is written down with its instant.
CLOCKS = """
(() => {
  const [mono, wall] = [performance.now.bind(performance), Date.now.bind(Date)];
  window.skipped = {mono: 0, wall: 0}; window.skip = null; window.right = null;
  performance.now = () => mono() + skipped.mono;
  Date.now = () => wall() + skipped.wall;
  const read = (name) => document.querySelector(`[data-${name}]`).textContent;
  window.shown = () => {
    const [minutes, seconds] = read("whole-left").split(/[: ]/);
    return seconds ? Number(minutes) * 60 + Number(seconds) : 9999;
  };
  window.expected = () => 600 + 3 - (performance.now() - began) / 1000;
  const lookUntilRight = (since) => {
    if (Math.abs(shown() - expected() - 0.5) <= 0.51) right = performance.now() - since;
    else setTimeout(() => lookUntilRight(since));
  };
  const comeBack = () => {
    if (skip) { skipped.mono += skip.mono * 1000; skipped.wall += skip.wall * 1000; skip = null; }
    if (!document.hidden) setTimeout(lookUntilRight, 0, performance.now());
  };
  document.addEventListener("resume", comeBack, true);
  document.addEventListener("visibilitychange", () => document.hidden || comeBack(), true);
  addEventListener("DOMContentLoaded", () => {
    const screen = document.querySelector("[data-screen=play]");
    const begin = () => { window.began ??= performance.now(); };
    if (screen) new MutationObserver(begin).observe(screen, {attributeFilter: ["hidden"]});
  });
})()
"""
ROUTINE_SECONDS = 600  # the full self-massage


@pytest.fixture
def tab(tmp_path: Path, player_app: RunningApp) -> Iterator[RealTab]:
    """A tab in which a checked guest has the full self-massage before them."""
    requirements.demand("Chromium")
    binary = requirements.find_program(*chromium.BINARIES)
    assert binary is not None
    with RealTab(binary, tmp_path / "chromium") as found:
        found.before_every_page(CLOCKS)
        found.go(f"{player_app.url}/offline")
        found.ask(f"({COME})([])")
        yield found


def play(tab: RealTab, url: str, senses: str = "{}") -> None:
    """Start the full self-massage and wait until its first step runs."""
    tab.ask(f"localStorage.setItem('unhunch.senses', JSON.stringify({senses}))")
    tab.go(f"{url}/routines/full_self_massage/play")
    until(lambda: tab.ask("!document.querySelector('[data-start]').disabled"), "Start", 60)
    tab.ask("document.querySelector('[data-start]').click()")
    until(lambda: tab.ask("shown()") < ROUTINE_SECONDS, "a running routine", 60)


def milliseconds_until_right(tab: RealTab) -> float:
    """How long after the page was seen again it showed what it should."""
    until(lambda: tab.ask("right !== null"), "the right place", 10)
    return float(tab.ask("right"))


def test_leaving_pauses_and_nothing_is_lost(tab: RealTab, player_app: RunningApp) -> None:
    play(tab, player_app.url)

    tab.hide()
    before = tab.ask("shown()")
    time.sleep(3)
    tab.show()

    assert tab.ask("shown()") == before
    assert "while you were away" in tab.ask("document.querySelector('[data-status]').textContent")


def test_hidden_and_throttled_it_is_right_at_once(tab: RealTab, player_app: RunningApp) -> None:
    play(tab, player_app.url, "{keepsGoing: true}")
    tab.hide()
    time.sleep(4)
    tab.show()

    assert milliseconds_until_right(tab) < RIGHT_WITHIN_MS


def test_frozen_for_five_minutes_it_is_right_within_a_tenth_of_a_second(
    tab: RealTab, player_app: RunningApp
) -> None:
    play(tab, player_app.url, "{keepsGoing: true}")
    tab.hide()
    tab.ask(f"skip = {{mono: {FIVE_MINUTES}, wall: {FIVE_MINUTES}}}")
    tab.freeze()
    time.sleep(1)
    tab.thaw()
    tab.show()

    late = milliseconds_until_right(tab)

    print(f"frozen for five minutes: right {late:.0f} ms after the return")
    assert late < RIGHT_WITHIN_MS


def test_a_device_that_slept_pauses_and_asks(tab: RealTab, player_app: RunningApp) -> None:
    play(tab, player_app.url, "{keepsGoing: true}")
    tab.hide()
    tab.ask(f"skip = {{mono: 0, wall: {FIVE_MINUTES}}}")
    tab.freeze()
    time.sleep(0.5)
    tab.thaw()
    tab.show()

    status = until(
        lambda: tab.ask("document.querySelector('[data-status]').textContent"), "a word about it"
    )
    assert status == "This device slept for 5 minutes. You are where it fell asleep."
    assert tab.ask("shown()") > ROUTINE_SECONDS - FIVE_MINUTES
    assert tab.ask("document.querySelector('[data-gap]').textContent").startswith("Go on at 5:")
    tab.ask("document.querySelector('[data-gap]').click()")
    until(
        lambda: tab.ask("shown()") < ROUTINE_SECONDS - FIVE_MINUTES, "the place where it would be"
    )
