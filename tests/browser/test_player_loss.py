"""What a page loses, a person does not: reloads, killed tabs, dead batteries."""

import json

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone

pytestmark = pytest.mark.browser

HALF_AN_HOUR = 30 * 60
KEPT_EVERY_SECONDS = 2
OLDER = """(seconds) => {
  const write = localStorage.setItem.bind(localStorage);
  const kept = JSON.parse(localStorage.getItem("unhunch.run"));
  write("unhunch.run", JSON.stringify({...kept, at: kept.at - seconds * 1000}));
  Storage.prototype.setItem = () => undefined;
}"""


def begin(phone: PlayerPhone, seconds: float = 42) -> None:
    """Play so many seconds of the desk minute."""
    phone.open()
    phone.page.get_by_role("radio", name="6").check()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + seconds)


def another_page(phone: PlayerPhone, context: BrowserContext) -> PlayerPhone:
    """Another page of the same browser, for which time goes by as usual."""
    context.clock.resume()
    return PlayerPhone(context.new_page(), phone.url)


def test_a_reload_goes_on_where_it_was_after_a_lead_in(phone: PlayerPhone) -> None:
    begin(phone)

    phone.page.reload()
    phone.wait_until_ready()
    phone.page.get_by_text("You were at 0:42 of 1:40").wait_for()
    phone.start("Carry on at 0:42")
    phone.pass_seconds(0.5)
    assert phone.words("phase") == "Get ready"
    phone.pass_seconds(LEAD_SECONDS - 0.5 + 1)

    assert phone.words("count") == "2 of 5"


def test_what_was_played_before_and_after_a_reload_is_one_session(phone: PlayerPhone) -> None:
    begin(phone)
    phone.page.reload()
    phone.wait_until_ready()
    phone.start("Carry on at 0:42")

    with phone.page.expect_request(lambda one: one.method == "PUT") as put:
        phone.pass_seconds(LEAD_SECONDS + 58)

    body = put.value.post_data_json
    assert (body["state"], body["played_seconds"]) == ("finished", 100)
    assert (body["steps_done"], body["tension_before"]) == (8, 6)


def test_beginning_again_writes_down_what_was_played_before(phone: PlayerPhone) -> None:
    begin(phone, 60)
    phone.page.reload()
    phone.wait_until_ready()
    with phone.page.expect_request(lambda one: one.method == "PUT") as put:
        phone.start("Begin again from the start")

    body = put.value.post_data_json
    assert (body["state"], body["played_seconds"]) == ("stopped", 60)
    phone.pass_seconds(LEAD_SECONDS + 1)
    assert phone.words("seconds") == "14"


def test_a_killed_tab_is_offered_on_todays_page(
    phone: PlayerPhone, phone_context: BrowserContext
) -> None:
    begin(phone)
    today = another_page(phone, phone_context)
    phone.page.close()

    today.page.goto(f"{today.url}/")
    today.page.get_by_role("heading", name="Carry on with Desk minute?").wait_for()
    today.page.get_by_text("You were at 0:4").wait_for()
    today.page.get_by_role("link", name="Carry on", exact=True).click()

    today.page.get_by_role("button", name="Carry on at 0:4").wait_for()


def test_it_is_offered_for_half_an_hour_and_then_written_down(
    phone: PlayerPhone, phone_context: BrowserContext
) -> None:
    begin(phone, 60)
    phone.page.evaluate(OLDER, HALF_AN_HOUR + 60)
    late = another_page(phone, phone_context)
    phone.page.close(run_before_unload=False)

    with late.page.expect_response(lambda one: one.request.method == "PUT") as put:
        late.page.goto(f"{late.url}/")

    assert put.value.json()["practised"] is True
    body = json.loads(put.value.request.post_data or "")
    assert body["state"] == "stopped"
    assert body["played_seconds"] == pytest.approx(60, abs=KEPT_EVERY_SECONDS + 1)
    assert late.page.get_by_role("heading", name="Carry on with").count() == 0
    assert late.page.evaluate("localStorage.getItem('unhunch.run')") is None


def test_a_run_that_another_page_plays_is_left_to_it(
    phone: PlayerPhone, phone_context: BrowserContext
) -> None:
    begin(phone)
    other = another_page(phone, phone_context)

    other.page.goto(f"{other.url}/routines/desk_minute/play")
    other.page.locator("[data-start]:enabled").wait_for()

    assert other.button("Start").is_visible()
    assert other.page.get_by_text("You were at").is_hidden()


def test_not_now_writes_it_down_as_well(phone: PlayerPhone, phone_context: BrowserContext) -> None:
    begin(phone, 20)
    today = another_page(phone, phone_context)
    phone.page.close()
    today.page.goto(f"{today.url}/")

    with today.page.expect_request(lambda one: one.method == "PUT") as put:
        today.press("Not now")

    played = put.value.post_data_json["played_seconds"]
    assert played == pytest.approx(20, abs=KEPT_EVERY_SECONDS + 1)
    assert today.page.evaluate("localStorage.getItem('unhunch.run')") is None
