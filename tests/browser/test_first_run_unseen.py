"""The first run without seeing: by key, in a screen reader's order, and what it would say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium_phone
from tests.browser.chromium_phone import Device
from tests.browser.story import ROUTINE_SECONDS
from tests.lab.app import RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

MOST_TABS = 60
MOST_HEARD = 20
FOCUS = "document.activeElement.textContent.trim()"
NAME = """(document.activeElement.closest("label") ?? document.activeElement).textContent.trim()"""
HEAR = """() => {
  window.heard = [];
  const hear = ({target}) => {
    const place = target.closest ? target : target.parentElement;
    const region = place.closest("[aria-live]:not([aria-live=off]), [role=status]");
    const said = region?.textContent.trim();
    if (said && region.offsetParent && window.heard.at(-1) !== said) window.heard.push(said);
  };
  new MutationObserver((changes) => changes.forEach(hear))
    .observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The first page, whose time can be moved on."""
    with (
        sync_playwright() as playwright,
        RunningApp(tmp_path / "app", {}) as app,
        chromium_phone.opened(chromium_phone.launched(playwright), app.url, Device()) as phone,
    ):
        phone.page.clock.install()
        phone.page.goto(app.url)
        yield phone.page


def test_whoever_cannot_see_the_screen_is_told_every_step(page: Page) -> None:
    come_by_keyboard(page)
    page.evaluate(HEAR)
    assert page.title() == "Desk minute · Unhunch"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End here").wait_for()

    wait_for_focus(page, "Routine running")
    page.clock.run_for(ROUTINE_SECONDS * 1000)
    page.get_by_text("1 day in a row").wait_for()
    wait_for_focus(page, "Well done")
    heard = page.evaluate("window.heard")
    assert "Roll both shoulders up, back and down" in heard[0]
    assert any("Chin glide" in said for said in heard)
    assert any(said.startswith("1 day in a row") for said in heard)
    assert len(heard) < MOST_HEARD, heard  # a step, not each of its seconds


def wait_for_focus(page: Page, words: str) -> None:
    """Wait until the focus is on these words; the page's own clock stands still meanwhile."""
    until(lambda: page.evaluate(FOCUS) == words, words, 15, lambda: page.wait_for_timeout(50))


def come_by_keyboard(page: Page) -> None:
    """From the first page to the player's Start in the order a screen reader goes, by key."""
    go_to(page, "Free my neck")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Safety check").wait_for()
    page.locator("[data-ready]:enabled:visible").first.wait_for()
    for _ in range(5):
        go_to(page, "None of these")
        page.keyboard.press("Space")
    go_to(page, "Keep on this device only")
    page.keyboard.press("Enter")
    page.locator("[data-start]:enabled").wait_for()
    go_to(page, "Start")


def go_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what these words begin."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(words):
            return
    raise AssertionError(f"{words!r} was not reached by {MOST_TABS} tabs")
