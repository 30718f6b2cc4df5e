"""Safety in reach: one tap to stop from everywhere, and what is chosen holds."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone

pytestmark = pytest.mark.browser

TIMELINE = """async () => {
  const address = "/api/v1/routines/desk_minute/timeline?level=1";
  const answer = await fetch(address);
  return answer.ok ? (await answer.json()).routine : answer.status;
}"""
SCREENS = ("ready", "play", "done", "where", "senses")


def go_to(phone: PlayerPhone, place: str) -> None:
    """Bring a screen or a sheet of the player up."""
    phone.open("hands_only_reset")
    if place in ("ready", "senses"):
        if place == "senses":
            phone.page.get_by_role("button", name="How it guides you").first.click()
            phone.page.get_by_role("dialog", name="How it guides you").wait_for()
        return
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + (190 if place == "done" else 50))
    if place == "where":
        phone.press("Where, where not")
        phone.page.locator("dialog[open]").wait_for()
    if place == "done":
        phone.page.get_by_role("heading", name="Well done").wait_for()


def stop(phone: PlayerPhone, sign: str) -> None:
    """Press Stop and say what is noticed."""
    phone.press("Stop, something is wrong")
    phone.page.get_by_role("dialog", name="What do you notice?").wait_for()
    phone.page.get_by_role("button", name=re.compile(sign, re.IGNORECASE)).click()


@pytest.mark.parametrize("place", SCREENS)
def test_stop_is_one_tap_away_everywhere(phone: PlayerPhone, place: str) -> None:
    go_to(phone, place)

    with phone.page.expect_request(is_a_stop) as put:
        stop(phone, "dizziness")

    phone.page.get_by_role("heading", name="Stop and rest").wait_for()
    expect(phone.page.get_by_role("link", name="Flare", exact=True)).to_be_visible()
    assert put.value.post_data_json["stop_sign"] == "rest"


def is_a_stop(request: object) -> bool:
    """Whether a request records a stop for safety."""
    body = getattr(request, "post_data_json", None)
    return isinstance(body, dict) and body.get("state") == "stopped_for_safety"


def test_dizziness_leaves_calm_breathing_here_and_on_the_server(phone: PlayerPhone) -> None:
    go_to(phone, "play")

    with phone.page.expect_response(lambda one: one.request.method == "PUT"):
        stop(phone, "dizziness")

    assert phone.page.evaluate(TIMELINE) == "flare_safe_breathing"
    phone.open()
    phone.page.get_by_role("heading", name="Flare-safe breathing").wait_for()
    kept = phone.page.evaluate("JSON.parse(localStorage.getItem('unhunch.safety'))")
    assert kept["stopped_for"] == "stop_dizzy"


def test_an_urgent_sign_shows_the_emergency_card_and_closes_everything(phone: PlayerPhone) -> None:
    go_to(phone, "play")

    with phone.page.expect_response(lambda one: one.request.method == "PUT"):
        stop(phone, "double, blurred or lost vision")

    phone.page.get_by_role("heading", name="Please get help now").wait_for()
    expect(phone.page.get_by_role("link", name="Call 112")).to_be_visible()
    expect(phone.page.get_by_role("link", name="Flare", exact=True)).to_have_count(0)
    phone.page.get_by_text("call your local emergency number").wait_for()
    assert phone.page.evaluate(TIMELINE) == 409
    phone.page.goto(f"{phone.url}/routines/flare_safe_breathing/play")
    phone.page.get_by_text("get help first").wait_for()
    phone.page.get_by_text("You stopped a session and said: double, blurred").wait_for()
    phone.page.get_by_text("Please get advice first").wait_for()
    expect(phone.page.get_by_role("link", name="Breathe calmly")).to_have_count(0)


def test_looking_up_where_loses_nothing_of_the_clock(phone: PlayerPhone) -> None:
    go_to(phone, "play")
    before = phone.words("seconds")

    phone.press("Where, where not")
    dialog = phone.page.get_by_role("dialog", name="Central Islet")
    expect(dialog).to_contain_text("slide back from between the ring and little knuckles")
    expect(dialog).to_contain_text("Veins are close to the skin here, so stay gentle.")
    expect(dialog).to_contain_text("front of the neck, windpipe and thyroid")
    phone.pass_seconds(120)
    dialog.get_by_role("button", name="Carry on").click()
    phone.pass_seconds(LEAD_SECONDS)

    assert phone.words("seconds") == before


def test_which_hand_and_what_to_wait_for_stand_beside_the_hold(phone: PlayerPhone) -> None:
    go_to(phone, "play")
    phone.pass_seconds(10)

    assert phone.words("phase") == "Hold"
    assert phone.words("side") == "Left side"
    assert phone.words("hand") == "With your right hand"
    assert phone.words("signals") == "Wait for: dull ache easing, warmth."
    ring = phone.page.evaluate("""() => {
      const [turn] = document.querySelector("[data-ring]").getAnimations();
      return turn.effect.getKeyframes().map((frame) => frame.strokeDashoffset);
    }""")
    assert ring == ["100px", "0px"] or ring == ["100", "0"]  # a hold fills


def test_the_question_of_the_next_morning_is_asked_once(phone: PlayerPhone) -> None:
    go_to(phone, "done")
    asked = phone.page.evaluate("JSON.parse(localStorage.getItem('unhunch.morning'))")
    assert asked["title"] == "Hands-only reset"
    phone.page.goto(f"{phone.url}/")
    assert phone.page.get_by_role("heading", name="How is it this morning?").count() == 0

    phone.pass_seconds(24 * 3600)
    phone.page.reload()
    phone.page.get_by_role("heading", name="How is it this morning?").wait_for()
    with phone.page.expect_response(lambda one: one.request.method == "PUT") as put:
        phone.press("Better")

    assert put.value.ok
    assert put.value.request.post_data_json["next_morning"] == "better"
    assert phone.page.evaluate("localStorage.getItem('unhunch.morning')") is None


def test_a_flare_is_one_tap_from_a_running_player_and_says_what_becomes_of_the_run(
    phone: PlayerPhone,
) -> None:
    phone.open("hands_only_reset")
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 50)
    phone.page.get_by_role("link", name="Flare", exact=True).locator("visible=true").click()

    expect(phone.page.get_by_role("heading", name="Flare mode is on")).to_be_visible()
    expect(phone.page.get_by_text("was stopped at 0:50 of 3:")).to_be_visible()
    phone.press("I pressed that by mistake")
    phone.page.get_by_role("link", name="Carry on with “Hands-only reset”").click()

    phone.button("Carry on at 0:50").wait_for()


def test_after_a_flare_the_run_is_written_down_and_not_offered_again(phone: PlayerPhone) -> None:
    phone.open("hands_only_reset")
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 50)
    phone.page.get_by_role("link", name="Flare", exact=True).locator("visible=true").click()
    expect(phone.page.get_by_role("heading", name="Flare mode is on")).to_be_visible()

    with phone.page.expect_request("**/api/v1/sessions/*") as put:
        phone.page.goto(f"{phone.url}/")

    body = put.value.post_data_json
    assert (body["state"], body["played_seconds"]) == ("stopped", 50)
    assert phone.page.get_by_role("link", name="Carry on").count() == 0
