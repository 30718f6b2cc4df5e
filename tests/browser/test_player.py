"""The player in a real browser: started, paused, moved, finished, by roles and names alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

DESK_SECONDS = 100


def test_a_session_is_completed_through_roles_and_names_alone(phone: PlayerPhone) -> None:
    page, complaints = phone.page, []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.goto(f"{phone.url}/routines/desk_minute/play")
    page.get_by_role("group", name="How tense are you now?").get_by_label("6", exact=True).check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("heading", name="Shoulder rolls").wait_for()
    page.clock.run_for((LEAD_SECONDS + DESK_SECONDS) * 1000)
    page.get_by_role("heading", name="Well done").wait_for()
    assert complaints == [], "the page's policy forbade something of its own"
    expect(page.get_by_role("status").filter(has_text="1 day in a row")).to_be_visible()
    after = page.get_by_role("group", name="How tense are you now?")
    after.get_by_label("3", exact=True).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("group", name="Compared with before").get_by_label("Better").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="Say when to be reminded").wait_for()
    page.get_by_role("link", name="Done").click()

    page.get_by_text("Done for today").first.wait_for()
    assert phone.streak == 1
    assert phone.sessions() == []


def test_a_tap_answers_and_goes_on_by_itself(phone: PlayerPhone) -> None:
    phone.open("two_minute_raise")
    phone.start()
    sent = []
    phone.page.on("request", lambda one: sent.append(one.post_data_json or {}))
    phone.pass_seconds(LEAD_SECONDS + 120)
    phone.page.get_by_text("Question 1 of 3").wait_for()

    for label in ("2", "Same", "1"):
        shown = phone.page.locator("[data-asks] fieldset:visible label").filter(has_text=label)
        shown.first.tap()
        phone.pass_seconds(0.3)

    phone.page.get_by_role("link", name="Say when to be reminded").wait_for()
    last = until(
        lambda: [body for body in sent if body.get("discomfort") is not None],
        "the answers to be sent",
        pause=lambda: phone.pass_seconds(0.3),
    )[-1]
    assert (last["tension_after"], last["rating"], last["discomfort"]) == (2, "same", 1)


def test_what_is_felt_worse_leads_to_something_easier(phone: PlayerPhone) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + DESK_SECONDS)
    phone.press("Skip")

    phone.page.get_by_label("Worse").check()
    phone.press("Next")

    phone.page.get_by_text("Take it one level easier for a week").wait_for()


def test_nothing_is_played_in_the_lead_in(phone: PlayerPhone) -> None:
    phone.open()
    phone.start()

    phone.pass_seconds(1.1)
    assert (phone.words("seconds"), phone.words("phase")) == ("2", "Get ready")
    phone.pass_seconds(2)

    assert phone.words("seconds") == "15"


def test_a_pause_holds_and_going_on_leads_in(phone: PlayerPhone) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 8.2)
    phone.press("Pause")
    before = phone.words("seconds")

    phone.pass_seconds(60)
    assert phone.words("seconds") == before == "7"
    assert "Paused" in phone.words("status")
    phone.press("Carry on")
    phone.pass_seconds(0.5)
    assert phone.words("phase") == "Get ready"
    phone.pass_seconds(LEAD_SECONDS - 0.4 + 6.8)

    assert phone.entry == 1


def test_back_and_skip_move_by_entries(phone: PlayerPhone) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 1)

    phone.press("Skip")
    phone.press("Skip")
    assert phone.entry == 2
    phone.press("Back")
    assert phone.entry == 1
    assert phone.words("seconds") == "15"


def test_ended_early_it_is_kept_and_ticks_nothing(phone: PlayerPhone) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 10)

    phone.press("End here")

    phone.page.get_by_role("heading", name="Ended early").wait_for()
    phone.page.get_by_text("Kept in your history").wait_for()
    assert phone.streak == 0


def test_the_keyboard_alone_plays(phone: PlayerPhone) -> None:
    page = phone.page
    phone.open()
    page.locator("[data-start]").focus()
    page.keyboard.press("Enter")
    phone.button("End here").wait_for()
    phone.pass_seconds(LEAD_SECONDS + 5)

    page.keyboard.press("Space")
    assert "Paused" in phone.words("status")
    page.keyboard.press("ArrowRight")
    assert phone.entry == 1
    page.keyboard.press("ArrowLeft")
    assert phone.entry == 0
    page.keyboard.press("Space")
    phone.pass_seconds(LEAD_SECONDS + 1)
    page.locator("[data-screen=play] [data-wrong]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="What do you notice?").wait_for()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    phone.pass_seconds(LEAD_SECONDS)
    assert phone.button("Pause").is_visible()


def test_the_live_region_speaks_once_an_entry_and_never_the_seconds(phone: PlayerPhone) -> None:
    phone.page.add_init_script("""addEventListener("DOMContentLoaded", () => {
      window.said = [];
      const region = document.querySelector("[data-say]");
      const listen = () => said.push(region.textContent);
      new MutationObserver(listen).observe(region, {childList: true, characterData: true});
    })""")
    phone.open()
    phone.start()

    phone.pass_seconds(LEAD_SECONDS + 95)

    said = phone.page.evaluate("said")
    assert len(said) <= 8 + 2
    assert said[0].startswith("Shoulder rolls. Roll both shoulders")
    assert said.count("Breathe in") == said.count("Breathe out") == 1
    assert not any(re.fullmatch(r"\d+", words) for words in said)
