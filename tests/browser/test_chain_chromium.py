"""From the first page to the streak in a real Chromium as a phone, reminded by the scheduler."""

from pathlib import Path

import pytest

from tests.browser.chromium_hands import ChromiumHands
from tests.browser.story import (
    REMINDER_BODY,
    REMINDER_TITLE,
    RINGS_WITHIN_SECONDS,
    ROUTINE_SECONDS,
    TICK_SECONDS,
    assert_the_day_is_ticked,
    come_for_the_first_time,
    plan_a_reminder_for_the_next_minute,
)
from tests.lab.app import RunningApp
from tests.lab.chromium import wait_for_page
from tests.lab.fixtures import ChromiumPush

pytestmark = pytest.mark.browser

COUNT_BADGES = """
window.badges = [];
Navigator.prototype.setAppBadge = async (count) => window.badges.push(count);
"""


def test_a_reminder_leads_to_a_finished_routine_and_a_streak(
    chromium_push: ChromiumPush, tmp_path: Path
) -> None:
    context, desktop = chromium_push.context, chromium_push.desktop
    hands = ChromiumHands(context.pages[0])
    settings = {**chromium_push.settings, "UNHUNCH_TICK_SECONDS": TICK_SECONDS}

    with RunningApp(tmp_path / "app", settings) as app:
        context.grant_permissions(["notifications"], origin=app.url)
        context.add_init_script(COUNT_BADGES)
        come_for_the_first_time(hands, app.url)
        plan_a_reminder_for_the_next_minute(hands)
        hands.press("Connect this device")
        hands.wait_for_words("It arrived. This device is ready.")

        shown = desktop.wait_for(REMINDER_TITLE, RINGS_WITHIN_SECONDS)
        assert shown.body.endswith(REMINDER_BODY)
        assert set(shown.actions.values()) >= {"Snooze 10", "Skip"}
        message = chromium_push.service.wait_for_message()
        assert message.urgency == "high"
        assert 0 < message.ttl <= 15 * 60
        hands.go(f"{app.url}/")  # a lost tap loses nothing: today offers it, and so does the icon
        hands.wait_for_words("Start now")
        context.pages[0].wait_for_function("window.badges.length > 0")
        assert hands.run("return window.badges") == [1]

        context.clock.install()
        desktop.press(shown)
        page = wait_for_page(context, "/go/")
        player = ChromiumHands(page)
        player.press("Start")
        player.wait_for_words("End here")
        context.clock.run_for(ROUTINE_SECONDS * 1000)
        assert_the_day_is_ticked(player, app.url)
