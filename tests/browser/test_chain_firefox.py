"""From the first page to the streak in a real Firefox, reminded by the real scheduler."""

from pathlib import Path

import pytest

from tests.browser.firefox_hands import FirefoxHands
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
from tests.lab.firefox_clock import advance_clock, install_clock
from tests.lab.fixtures import FirefoxPush

pytestmark = pytest.mark.browser


def test_a_reminder_leads_to_a_finished_routine_and_a_streak(
    firefox_push: FirefoxPush, tmp_path: Path
) -> None:
    browser, hands = firefox_push.browser, FirefoxHands(firefox_push.browser)
    settings = {**firefox_push.settings, "UNHUNCH_TICK_SECONDS": TICK_SECONDS}

    with RunningApp(tmp_path / "app", settings) as app:
        install_clock(browser)
        come_for_the_first_time(hands, app.url)
        plan_a_reminder_for_the_next_minute(hands)
        hands.press("Allow notifications")
        browser.press_allow()
        hands.wait_for_words("It arrived. This device is ready.")

        alert = browser.wait_for_alert(REMINDER_TITLE, RINGS_WITHIN_SECONDS)
        assert alert.body == REMINDER_BODY
        message = firefox_push.service.wait_for_message()
        assert message.urgency == "high"
        assert 0 < message.ttl <= 15 * 60

        browser.press_alert(alert)
        browser.take_tab_at(f"{app.url}/go/")
        hands.press("Start")
        hands.wait_for_words("End here")
        advance_clock(browser, ROUTINE_SECONDS)
        assert_the_day_is_ticked(hands, app.url)
