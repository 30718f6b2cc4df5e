"""The first run in a real Chromium as a phone: taps are counted and seconds measured."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import requirements
from tests.lab import chromium
from tests.lab.app import RunningApp

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
THUMB_REACHES = 0.45  # of the screen's height, from its lower edge
TARGET = 44
PLAYER = re.compile(r"//[^/]+/routines/desk_minute/play$")


class Thumb:
    """Taps what carries these words and counts; never scrolls by itself, never reads."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def tap(self, selector: str) -> None:
        found = self.page.locator(selector).locator("visible=true").first
        found.wait_for()
        box = found.bounding_box()
        assert box is not None
        assert box["height"] >= TARGET, f"{selector} is a small target: {box}"
        found.tap()
        self.taps += 1

    def reaches(self, selector: str) -> bool:
        """Whether the middle of this lies in the part of the screen a thumb reaches."""
        box = self.page.locator(selector).locator("visible=true").first.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        return PHONE["height"] * (1 - THUMB_REACHES) <= middle <= PHONE["height"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The product as a user starts it."""
    requirements.demand("Chromium")
    with RunningApp(tmp_path_factory.mktemp("first"), {}) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser; each test is a phone of its own in it."""
    binary = requirements.find_program(*chromium.BINARIES)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=binary, args=chromium.FLAGS)
        yield running
        running.close()


@pytest.fixture
def thumb(browser: Browser, app: RunningApp) -> Iterator[Thumb]:
    """A thumb on a phone that has just opened the address."""
    phone = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = phone.new_page()
    page.set_default_timeout(15_000)
    began = Thumb(page)
    page.goto(app.url)
    yield began
    phone.close()


def test_calm_breathing_runs_after_three_taps_and_thirty_seconds(thumb: Thumb) -> None:
    assert thumb.reaches("text=Just breathe")
    thumb.tap("a:has-text('Just breathe')")
    assert thumb.reaches("[data-start]")
    thumb.tap("[data-start]:enabled")
    thumb.page.get_by_role("button", name="End here").wait_for()

    print(f"calm breathing: {thumb.taps} taps, {thumb.seconds:.1f} s")
    assert thumb.taps <= 3
    assert thumb.seconds <= 30


def test_the_first_routine_with_hands_runs_after_eight_taps_and_ninety_seconds(
    thumb: Thumb,
) -> None:
    assert thumb.reaches("text=Free my neck")
    thumb.tap("button:has-text('Free my neck')")
    for group in ("urgent", "eligibility", "today", "history", "skin"):
        thumb.tap(f"[data-group={group}] label:has([name=none])")
    thumb.tap("button:has-text('Keep with my reminders')")
    thumb.tap("[data-start]:enabled")
    thumb.page.get_by_role("button", name="End here").wait_for()
    kinds = thumb.page.evaluate(
        """async () => (await (await fetch('/api/v1/routines/desk_minute/timeline?level=1')).json())
        .entries.map((entry) => entry.exercise_kind)"""
    )

    print(f"first routine with hands: {thumb.taps} taps, {thumb.seconds:.1f} s")
    assert thumb.taps <= 8
    assert thumb.seconds <= 90
    assert {"mobility", "acupressure"} & set(kinds)


def test_start_is_in_reach_between_the_bars_of_a_phones_browser_too(thumb: Thumb) -> None:
    thumb.page.set_viewport_size({"width": 390, "height": 664})
    thumb.tap("a:has-text('Just breathe')")
    thumb.page.locator("[data-start]:enabled").wait_for()

    box = thumb.page.locator("[data-start]").bounding_box()

    assert box is not None
    assert box["y"] + box["height"] <= 664


def test_another_first_break_costs_one_tap_more(thumb: Thumb) -> None:
    thumb.tap("a:has-text('Choose another break')")
    thumb.tap("button:has-text('Hands-only reset')")
    thumb.page.wait_for_url("**/safety?then=/routines/hands_only_reset/play")


def test_a_group_forgotten_is_shown_and_nothing_is_lost(thumb: Thumb) -> None:
    thumb.tap("button:has-text('Free my neck')")
    for group in ("urgent", "eligibility", "today", "skin"):
        thumb.tap(f"[data-group={group}] label:has([name=none])")

    thumb.tap("button:has-text('Keep on this device only')")

    forgotten = thumb.page.locator("[data-group=history]")
    assert forgotten.locator("[data-error]").is_visible()
    assert thumb.page.locator("[name=none]:checked").count() == 4
    assert thumb.page.evaluate("localStorage.getItem('unhunch.safety')") is None


def test_what_is_closed_is_told_before_going_on(thumb: Thumb) -> None:
    thumb.tap("button:has-text('Free my neck')")
    for group in ("urgent", "eligibility", "today", "history"):
        thumb.tap(f"[data-group={group}] label:has([name=none])")
    thumb.tap("label:has([value=cx_skin])")

    thumb.tap("button:has-text('Keep on this device only')")

    thumb.page.get_by_text("Leave the skin alone until it has healed").wait_for()
    thumb.tap("a:has-text('Go on')")
    thumb.page.wait_for_url(PLAYER)
