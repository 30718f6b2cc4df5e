"""The player in a tab that is hidden, throttled, frozen, and on a device that sleeps."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import requirements
from tests.browser.player_phone import COME, LEAD_SECONDS
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
  window.skipped = {mono: 0, wall: 0}; window.skip = null; window.seen = []; window.back = null;
  performance.now = () => mono() + skipped.mono;
  Date.now = () => wall() + skipped.wall;
  const comeBack = () => {
    if (skip) { skipped.mono += skip.mono * 1000; skipped.wall += skip.wall * 1000; skip = null; }
    if (!document.hidden) back ??= performance.now();
  };
  document.addEventListener("resume", comeBack, true);
  document.addEventListener("visibilitychange", () => document.hidden || comeBack(), true);
  addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector("[data-screen=play]");
    const look = () => seen.push([performance.now(), read("whole-left"), read("status")]);
    const options = {subtree: true, childList: true, characterData: true};
    new MutationObserver(look).observe(place, options);
    const part = (name) => document.querySelector(`[data-${name}]`);
    const read = (name) => part(name).textContent;
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-start]")) window.began = performance.now();
    }, true);
  });
})()
"""
SHOWN = """(() => {
  const [minutes, seconds] = document.querySelector("[data-whole-left]").textContent.split(/[: ]/);
  return Number(minutes) * 60 + Number(seconds);
})()"""
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
    until(lambda: tab.ask(SHOWN) < ROUTINE_SECONDS, "a running routine", 60)


def expected_left(tab: RealTab) -> float:
    """What should be left now by the page's monotonic clock."""
    gone = tab.ask(f"(performance.now() - began) / 1000 - {LEAD_SECONDS}")
    return ROUTINE_SECONDS - float(gone)


def first_seen_after_return(tab: RealTab) -> dict[str, Any]:
    """The first thing shown after the return: how late, and how much is left."""
    found: dict[str, Any] = tab.ask("""(() => {
      const first = seen.find(([at]) => at >= back);
      return first ? {late: first[0] - back, left: first[1], status: first[2]} : null;
    })()""")
    return found


def test_leaving_pauses_and_nothing_is_lost(tab: RealTab, player_app: RunningApp) -> None:
    play(tab, player_app.url)

    tab.hide()
    before = tab.ask(SHOWN)
    time.sleep(3)
    tab.show()

    assert tab.ask(SHOWN) == before
    assert "while you were away" in tab.ask("document.querySelector('[data-status]').textContent")


def test_hidden_and_throttled_it_is_right_at_once(tab: RealTab, player_app: RunningApp) -> None:
    play(tab, player_app.url, "{keepsGoing: true}")
    tab.hide()
    time.sleep(4)
    tab.ask("back = null")
    tab.show()

    shown, expected = tab.ask(SHOWN), expected_left(tab)

    assert abs(shown - expected) <= 1.2


def test_frozen_for_five_minutes_it_is_right_within_a_tenth_of_a_second(
    tab: RealTab, player_app: RunningApp
) -> None:
    play(tab, player_app.url, "{keepsGoing: true}")
    tab.hide()
    tab.ask(f"back = null, skip = {{mono: {FIVE_MINUTES}, wall: {FIVE_MINUTES}}}")
    tab.freeze()
    time.sleep(1)
    tab.thaw()
    tab.show()

    until(lambda: first_seen_after_return(tab), "something shown")
    first = first_seen_after_return(tab)
    minutes, seconds = first["left"].split()[0].split(":")
    left_then = int(minutes) * 60 + int(seconds)
    at_return = tab.ask(f"(back - began) / 1000 - {LEAD_SECONDS}")

    print(f"frozen for five minutes: right {first['late']:.0f} ms after the return")
    assert first["late"] < RIGHT_WITHIN_MS
    assert abs(left_then - (ROUTINE_SECONDS - at_return)) <= 1.1


def test_a_device_that_slept_pauses_and_asks(tab: RealTab, player_app: RunningApp) -> None:
    play(tab, player_app.url, "{keepsGoing: true}")
    tab.hide()
    tab.ask(f"back = null, skip = {{mono: 0, wall: {FIVE_MINUTES}}}")
    tab.freeze()
    time.sleep(0.5)
    tab.thaw()
    tab.show()

    status = until(
        lambda: tab.ask("document.querySelector('[data-status]').textContent"), "a word about it"
    )
    assert status == "This device slept for 5 minutes. You are where it fell asleep."
    assert tab.ask(SHOWN) > ROUTINE_SECONDS - FIVE_MINUTES
    assert tab.ask("document.querySelector('[data-gap]').textContent").startswith("Go on at 5:")
    tab.ask("document.querySelector('[data-gap]').click()")
    until(lambda: tab.ask(SHOWN) < ROUTINE_SECONDS - FIVE_MINUTES, "the place where it would be")
