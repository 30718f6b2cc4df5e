"""One key that goes on and one that presses, as a switch has them, are enough for the player."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone

pytestmark = pytest.mark.browser

NAME = """() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  return at.type === "radio" ? at.value : at.ariaLabel || at.innerText.trim() || at.name;
}"""
MOST_STOPS = 30


def scan(phone: PlayerPhone, name: str, key: str) -> None:
    """Go on by Tab to what has this name, and press it."""
    passed = []
    for _ in range(MOST_STOPS):
        phone.page.keyboard.press("Tab")
        passed.append(phone.page.evaluate(NAME))
        if re.match(name, passed[-1]):
            phone.page.keyboard.press(key)
            return
    raise AssertionError(f"{name} is not among {passed}")


def expect_at(phone: PlayerPhone, heading: str) -> None:
    """The focus came to this heading."""
    expect(phone.page.locator(":is(h1, h2):focus")).to_have_text(heading)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_session_goes_from_start_to_done_and_the_focus_is_never_lost(
    phone: PlayerPhone, key: str
) -> None:
    phone.open()
    scan(phone, "0$", key)
    for _ in range(4):
        phone.page.keyboard.press(key)
    expect(phone.page.get_by_label("4", exact=True).locator("visible=true")).to_be_checked()
    scan(phone, "Start", key)
    expect_at(phone, "Routine running")
    phone.pass_seconds(LEAD_SECONDS + 5)

    scan(phone, "Good to know", key)
    expect_at(phone, "Shoulder rolls")
    scan(phone, "Carry on", key)
    expect(phone.button("Good to know")).to_be_focused()
    phone.pass_seconds(LEAD_SECONDS + 71)
    scan(phone, "Slower", key)
    expect(phone.button("Slower")).to_be_focused()
    phone.pass_seconds(22)
    expect(phone.button("Pause")).to_be_focused()  # the pace went with its step
    phone.pass_seconds(8)

    expect_at(phone, "Well done")
    phone.page.get_by_text("Question 1 of 2").wait_for()
    scan(phone, "0$", key)
    scan(phone, "Next", key)
    expect(phone.page.get_by_label("Worse")).to_be_focused()
    phone.page.keyboard.press(key)
    phone.page.keyboard.press(key)
    expect(phone.page.get_by_label("Same")).to_be_checked()
    scan(phone, "Next", key)
    expect(phone.page.get_by_role("link", name="Done")).to_be_focused()
    scan(phone, "Stop, something is wrong", key)
    expect_at(phone, "What do you notice?")
    scan(phone, "Something else", key)
    expect_at(phone, "Stop and rest")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_choices_are_made_and_the_run_goes_on(phone: PlayerPhone, key: str) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 5)

    scan(phone, "How it guides you", key)
    expect_at(phone, "How it guides you")
    scan(phone, "More choices", key)
    scan(phone, "tones", key)
    sheet = phone.page.get_by_role("dialog")
    expect(sheet.get_by_role("switch", name="Tones")).to_be_checked()
    scan(phone, "Done", key)

    expect(phone.button("How it guides you")).to_be_focused()
    phone.pass_seconds(LEAD_SECONDS + 1)
    assert phone.button("Pause").is_visible()


def test_an_answer_that_the_arrows_chose_is_not_moved_by_a_press(phone: PlayerPhone) -> None:
    phone.open()
    scan(phone, "0$", "ArrowRight")
    phone.page.keyboard.press("ArrowRight")

    phone.page.keyboard.press("Space")

    expect(phone.page.get_by_label("2", exact=True).locator("visible=true")).to_be_checked()
