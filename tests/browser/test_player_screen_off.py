"""The screen: kept on where that is wished, and sound that goes on when it is off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.player_phone import LEAD_SECONDS, PHONE, PlayerPhone
from tests.lab.app import RunningApp

pytestmark = pytest.mark.browser

# Writes down what the page asks of the system, and keeps the buttons it hands over.
LISTEN = """
window.buttons = {}; window.locks = [];
const {setActionHandler} = MediaSession.prototype;
MediaSession.prototype.setActionHandler = function (name, action) {
  buttons[name] = action;
  return setActionHandler.call(this, name, action);
};
const {request} = WakeLock.prototype;
WakeLock.prototype.request = async function (kind) {
  const lock = await request.call(this, kind);
  locks.push("asked");
  lock.addEventListener("release", () => locks.push("released"));
  return lock;
};
"""
SOUND = "document.querySelector('[data-track]')"
PLAYED = f"{SOUND}.currentTime - {LEAD_SECONDS}"


@pytest.fixture
def sounding(player_browser: Browser, player_app: RunningApp) -> Iterator[PlayerPhone]:
    """A phone on which time goes by as it does: sound cannot be hurried."""
    context = player_browser.new_context(viewport=PHONE, has_touch=True, service_workers="block")
    _allow_wake_lock(context)
    page = context.new_page()
    page.add_init_script(LISTEN)
    player = PlayerPhone(page, player_app.url)
    player.come()
    yield player
    context.close()


def _allow_wake_lock(context: BrowserContext) -> None:
    page = context.new_page()
    session = context.new_cdp_session(page)
    target = session.send("Target.getTargetInfo")["targetInfo"]
    permission = {"name": "screen-wake-lock"}
    where = {"browserContextId": target["browserContextId"]}
    session.send("Browser.setPermission", {"permission": permission, "setting": "granted", **where})
    page.close()


def open_with_screen_off(player: PlayerPhone) -> None:
    """Choose sound with the screen off and press Start."""
    player.page.goto(f"{player.url}/routines/desk_minute/play")
    player.page.get_by_role("button", name="How it guides you").first.click()
    dialog = player.page.get_by_role("dialog")
    dialog.get_by_text("With the screen off", exact=True).click()
    expect(dialog).to_contain_text("It stops music that is playing.")
    dialog.get_by_role("switch", name="Sound with the screen off").check()
    dialog.get_by_role("button", name="Done").click()
    player.start()


def until_played(player: PlayerPhone, seconds: float) -> None:
    """Wait until the sound track is there."""
    player.until(f"{PLAYED} >= {seconds}")


def test_the_lock_is_asked_for_and_given_back(sounding: PlayerPhone) -> None:
    sounding.page.goto(f"{sounding.url}/routines/desk_minute/play")
    sounding.start()
    sounding.until("locks.length === 1")
    assert sounding.words("status") == ""

    sounding.press("End here")

    sounding.until("locks.length === 2")
    assert sounding.page.evaluate("locks") == ["asked", "released"]


def test_where_the_lock_is_refused_the_page_says_so(phone: PlayerPhone) -> None:
    phone.page.add_init_script("WakeLock.prototype.request = async () => { throw new Error(); }")
    phone.open()

    phone.start()

    expect(phone.page.locator("[data-status]")).to_contain_text("does not keep its screen on")


def test_the_sound_leads_in_and_its_clock_rules(sounding: PlayerPhone) -> None:
    open_with_screen_off(sounding)
    until_played(sounding, 2)

    played, seconds = sounding.page.evaluate(
        f"[{PLAYED}, document.querySelector('[data-seconds]').textContent]"
    )

    assert abs(15 - played - int(seconds)) <= 1
    assert sounding.page.evaluate("locks") == []


def test_the_lock_screens_buttons_move_the_run(sounding: PlayerPhone) -> None:
    open_with_screen_off(sounding)
    until_played(sounding, 0.5)
    playing = sounding.page.evaluate("navigator.mediaSession.metadata.title")

    sounding.page.evaluate("buttons.nexttrack()")
    until_played(sounding, 15.2)
    assert sounding.entry == 1
    sounding.page.evaluate("buttons.pause()")
    assert sounding.page.evaluate(f"{SOUND}.paused")
    assert sounding.page.evaluate("navigator.mediaSession.playbackState") == "paused"
    sounding.page.evaluate("buttons.play()")
    until_played(sounding, 15.6)
    sounding.page.evaluate("buttons.previoustrack()")
    sounding.until(f"{PLAYED} < 10")

    assert sounding.entry == 0
    assert playing == "Shoulder rolls"
    artwork = sounding.page.evaluate("navigator.mediaSession.metadata.artwork[0].src")
    assert sounding.page.evaluate("async (at) => (await fetch(at)).ok", artwork)


def test_sound_that_the_system_stops_pauses_the_run(sounding: PlayerPhone) -> None:
    open_with_screen_off(sounding)
    until_played(sounding, 0.5)

    sounding.page.evaluate(f"{SOUND}.pause()")

    sounding.button("Carry on").wait_for()
    before = sounding.words("seconds")
    sounding.page.wait_for_timeout(1500)
    assert sounding.words("seconds") == before
    place = sounding.page.evaluate(PLAYED)
    sounding.press("Carry on")
    expect(sounding.page.locator("[data-phase]")).to_have_text("Get ready")
    sounding.until(f"!{SOUND}.paused")
    until_played(sounding, place + 0.5)
    assert sounding.entry == 0
    assert abs(sounding.page.evaluate(f"15 - ({PLAYED})") - int(sounding.words("seconds"))) <= 1


def test_ended_it_lets_go_of_the_sound_and_the_buttons(sounding: PlayerPhone) -> None:
    open_with_screen_off(sounding)
    until_played(sounding, 0.5)

    sounding.press("End here")

    sounding.page.get_by_role("heading", name="Ended early").wait_for()
    assert sounding.page.evaluate(f"{SOUND}.paused && !{SOUND}.src")
    assert sounding.page.evaluate("buttons.nexttrack") is None
