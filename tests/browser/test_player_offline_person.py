"""What holds for a person without a connection: a flare they tap, the level they have reached."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.offline_phone import lose_the_connection
from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone
from tests.lab.app import RunningApp
from webapp.domain.catalogue import load_catalogue

pytestmark = pytest.mark.browser

# The catalogue's effects of a flare.
FLARE_EFFECTS = set(next(one for one in load_catalogue().questions if one.id == "cx_flare").effects)
ON_THE_SERVER = """async () => {
  const answer = await fetch("/api/v1/routines/desk_minute/timeline?level=1");
  return (await answer.json()).routine;
}"""


def test_a_flare_tapped_while_offline_holds_at_once_survives_and_reaches_the_server(
    kept: PlayerPhone, app_context: BrowserContext
) -> None:
    kept.page.clock.install()
    kept.page.goto(f"{kept.url}/play-mine")
    kept.wait_until_ready()
    kept.start()
    kept.pass_seconds(LEAD_SECONDS + 20)
    kept.page.get_by_role("link", name="Flare", exact=True).locator("visible=true").click()
    kept.page.get_by_role("heading", name="Flare mode is on").wait_for()
    kept.page.get_by_text("was stopped at 0:20 of 1:40").wait_for()
    check = kept.page.evaluate("fetch('/safety-check.json').then((one) => one.status, () => 0)")
    assert check == 0, "there is no connection"

    in_force = kept.page.evaluate("JSON.parse(localStorage.getItem('unhunch.safety'))")
    assert "cx_flare" in in_force["yes"]
    assert {one["id"] for one in in_force["effects"]} >= FLARE_EFFECTS
    assert in_force["untold"]
    kept.page.goto(f"{kept.url}/play-mine")
    kept.page.get_by_role("heading", name="Flare-safe breathing").wait_for()
    kept.page.clock.resume()

    app_context.set_offline(False)
    kept.page.goto(f"{kept.url}/")
    kept.until("!JSON.parse(localStorage.getItem('unhunch.safety')).untold")
    kept.until("!localStorage.getItem('unhunch.run')")
    kept.until("!localStorage.getItem('unhunch.sessions')")
    assert kept.page.evaluate(ON_THE_SERVER) == "flare_safe_breathing"


# Two weeks of calm breathing that felt better, and the step up that is offered then.
STEPS_UP = """async () => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const headers = {"Content-Type": "application/json", "X-CSRF-Token": token};
  const put = (address, body) => fetch("/api/v1/" + address, {method: "PUT", headers,
    body: JSON.stringify(body)});
  const {timeZone: time_zone} = Intl.DateTimeFormat().resolvedOptions();
  for (const ago of [13, 12, 11, 10, 9, 8, 6, 5, 4, 3, 2, 1]) {
    const begun = Date.now() - ago * 86_400_000;
    const [started_at, finished_at] = [begun, begun + 301_000].map((at) => new Date(at).toJSON());
    await put("sessions/" + crypto.randomUUID(), {routine: "flare_safe_breathing", level: 1,
      started_at, finished_at, time_zone, state: "finished", played_seconds: 300, steps_done: 2,
      steps_total: 2, timeline_seconds: 300, rating: "better"});
  }
  return (await put("levels/breathing", {level: 2})).status;
}"""


def test_without_a_connection_somebody_plays_at_their_own_level(
    app_context: BrowserContext, player_app: RunningApp
) -> None:
    player = PlayerPhone(app_context.new_page(), player_app.url)
    player.come()
    player.page.goto(f"{player.url}/settings")
    assert player.page.evaluate(STEPS_UP) == 200
    lose_the_connection(player)

    player.page.goto(f"{player.url}/routines/flare_safe_breathing/play")
    player.page.locator("[data-start]:enabled").wait_for()
    assert player.page.locator("#player").get_attribute("data-level") == "2"
    player.start()
    player.press("End here")

    [waiting] = player.sessions()
    assert waiting["body"]["level"] == 2
