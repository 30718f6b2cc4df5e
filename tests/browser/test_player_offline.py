"""From the icon to the tick without a connection: what was done arrives once, at its true time."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone

pytestmark = pytest.mark.browser


def play_to_its_end(player: PlayerPhone) -> datetime:
    """Open the player, play the desk minute; answers when it began."""
    player.page.clock.install()
    player.page.goto(f"{player.url}/play-mine")
    player.wait_until_ready()
    began = datetime.fromtimestamp(player.page.evaluate("Date.now()") / 1000, UTC)
    player.start()
    player.pass_seconds(LEAD_SECONDS + 100)
    player.page.get_by_text("Kept on this device").wait_for()
    return began


def test_played_without_a_connection_it_arrives_once_at_its_true_time(
    kept: PlayerPhone, app_context: BrowserContext
) -> None:
    began = play_to_its_end(kept)
    [waiting] = kept.sessions()
    assert waiting["body"]["state"] == "finished"
    kept.page.clock.resume()

    app_context.set_offline(False)
    kept.page.goto(f"{kept.url}/")
    kept.until("!localStorage.getItem('unhunch.sessions')")

    assert kept.sessions() == []
    assert kept.streak == 1
    started = datetime.fromisoformat(waiting["body"]["started_at"])
    assert abs(started - began) < timedelta(seconds=30)
    again = kept.page.evaluate(
        """async ({uuid, body, csrf}) => (await fetch(`/api/v1/sessions/${uuid}`, {method: "PUT",
        headers: {"Content-Type": "application/json", "X-CSRF-Token": csrf},
        body: JSON.stringify(body)})).status""",
        waiting,
    )
    assert again == 200
    assert kept.streak == 1


def test_a_stop_sign_holds_without_a_connection(kept: PlayerPhone) -> None:
    kept.page.goto(f"{kept.url}/play-mine")
    kept.page.locator("[data-start]:enabled").wait_for()
    kept.start()
    kept.press("Stop, something is wrong")
    kept.page.get_by_role("button", name="Dizziness").click()
    kept.page.get_by_role("heading", name="Stop and rest").wait_for()
    assert [one["body"]["stop_sign"] for one in kept.sessions()] == ["rest"]

    kept.page.goto(f"{kept.url}/play-mine")

    kept.page.get_by_role("heading", name="Flare-safe breathing").wait_for()


def test_after_an_urgent_sign_nothing_plays_without_a_connection_either(kept: PlayerPhone) -> None:
    kept.page.goto(f"{kept.url}/play-mine")
    kept.page.locator("[data-start]:enabled").wait_for()
    kept.press("Stop, something is wrong")
    kept.page.get_by_role("button", name="Drooping or numb face").click()
    kept.page.get_by_role("heading", name="Please get help now").wait_for()

    kept.page.goto(f"{kept.url}/play-mine")

    kept.page.get_by_role("heading", name="This one is closed for now").wait_for()
    kept.page.get_by_text("You stopped a session and said: drooping or numb face").wait_for()


def test_a_tap_on_a_reminder_without_a_connection_leads_to_the_players_start(
    kept: PlayerPhone,
) -> None:
    kept.page.goto(f"{kept.url}/go/some-token")

    kept.page.get_by_text("Starts by itself in 5 seconds").wait_for()
    kept.button("Pause").wait_for()
    assert kept.page.get_by_role("heading", name="Shoulder rolls").is_visible()


def test_whoever_touched_the_page_before_its_countdown_is_not_started_without(
    kept: PlayerPhone,
) -> None:
    kept.page.add_init_script("""addEventListener("DOMContentLoaded",
      () => document.dispatchEvent(new Event("keydown", {bubbles: true})))""")
    kept.page.clock.install()
    with kept.page.expect_response("**/player/reminder.js"):
        kept.page.goto(f"{kept.url}/go/some-token")

    kept.page.wait_for_timeout(300)
    kept.pass_seconds(6)

    assert kept.page.get_by_text("Starts by itself").is_hidden()
    assert kept.button("Start").is_visible()
