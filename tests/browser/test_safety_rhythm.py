"""The rhythm of the safety check in a real browser: what is asked, a flare, what is open."""

import pytest
from playwright.sync_api import expect

from tests.browser.player_phone import PlayerPhone

pytestmark = pytest.mark.browser

AN_HOUR_AGO = """() => {
  const kept = JSON.parse(localStorage.getItem("unhunch.safety"));
  const then = new Date(Date.now() - 3_600_000).toISOString();
  const whole = {...kept, answered_at: then, today_at: then, since: {}, settling: []};
  localStorage.setItem("unhunch.safety", JSON.stringify(whole));
}"""
KEPT = "JSON.parse(localStorage.getItem('unhunch.safety'))"


def test_before_hands_on_work_one_press_says_that_nothing_is_new(phone: PlayerPhone) -> None:
    phone.page.evaluate(AN_HOUR_AGO)
    phone.open("hands_only_reset")

    expect(phone.page.get_by_role("heading", name="Anything new today?")).to_be_visible()
    before = phone.page.evaluate(KEPT)["today_at"]
    phone.start("Nothing new, start")

    assert phone.page.evaluate(KEPT)["today_at"] > before


def test_before_easy_movement_nothing_is_asked_within_the_week(phone: PlayerPhone) -> None:
    phone.page.evaluate(AN_HOUR_AGO)
    phone.open("desk_minute")

    expect(phone.page.get_by_role("heading", name="Anything new today?")).to_be_hidden()


def test_something_new_closes_what_it_must_and_says_why(phone: PlayerPhone) -> None:
    phone.page.evaluate(AN_HOUR_AGO)
    phone.page.goto(f"{phone.url}/safety?today&then=/")
    for box in phone.page.get_by_label("None of these", exact=True).all():
        if box.is_visible():
            box.check()
    phone.page.get_by_label("In the last six hours").check()
    with phone.page.expect_request("**/api/v1/safety") as put:
        phone.press("Done")
    phone.page.wait_for_url(f"{phone.url}/")

    assert "no_massage" in {effect["id"] for effect in put.value.post_data_json["effects"]}
    phone.page.goto(f"{phone.url}/safety")
    expect(phone.page.get_by_text("These dull the feedback")).to_be_visible()
    expect(phone.page.get_by_text("Until ")).to_be_visible()
    expect(phone.page.get_by_text("Still open: Calm breathing, Easy movement.")).to_be_visible()


def test_a_flare_is_one_press_and_leaves_calm_breathing_then_fourteen_days(
    phone: PlayerPhone,
) -> None:
    phone.page.evaluate(AN_HOUR_AGO)
    phone.page.goto(f"{phone.url}/routines")
    with phone.page.expect_response("**/api/v1/safety"):
        phone.page.get_by_role("link", name="Flare", exact=True).click()
    expect(phone.page.get_by_role("heading", name="Flare mode is on")).to_be_visible()

    phone.open("desk_minute")
    phone.page.get_by_role("heading", name="Flare-safe breathing").wait_for()

    phone.page.goto(f"{phone.url}/flare")
    with phone.page.expect_response("**/api/v1/levels/start-again"):
        phone.press("It has settled today")
    expect(phone.page.get_by_role("heading", name="Fourteen settled days")).to_be_visible()


def test_a_flare_pressed_by_mistake_is_taken_back_and_going_back_begins_none(
    phone: PlayerPhone,
) -> None:
    phone.page.evaluate(AN_HOUR_AGO)
    phone.page.goto(f"{phone.url}/flare?now")
    phone.press("I pressed that by mistake")
    expect(phone.page.get_by_role("heading", name="Is your neck in a flare?")).to_be_visible()
    phone.page.goto(f"{phone.url}/routines")
    phone.page.go_back()

    expect(phone.page.get_by_role("heading", name="Is your neck in a flare?")).to_be_visible()
    assert phone.page.evaluate(KEPT)["yes"] == []


def test_an_urgent_answer_ends_in_the_emergency_card_also_after_a_reload(
    phone: PlayerPhone,
) -> None:
    phone.page.goto(f"{phone.url}/safety?then=/")
    phone.page.get_by_label("Do you have chest pain").check()
    expect(phone.page.get_by_role("heading", name="Please get help now")).to_be_visible()
    phone.page.goto(f"{phone.url}/safety?then=/")

    expect(phone.page.get_by_role("heading", name="Please get help now")).to_be_visible()
    phone.press("It was looked at: repeat the check")
    expect(phone.page.get_by_role("heading", name="Safety check")).to_be_visible()
