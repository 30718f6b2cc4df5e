"""The permission in a real Firefox: its own prompt refused, undone, and a test that arrives."""

from pathlib import Path

import pytest

from tests.browser.firefox_hands import FirefoxHands
from tests.lab.app import RunningApp
from tests.lab.fixtures import FirefoxPush

pytestmark = pytest.mark.browser

FOCUS = "return document.activeElement.textContent"
STEPS = """return [...document.querySelectorAll('[data-refused]')]
  .filter((one) => one.offsetParent).map((one) => one.dataset.refused);"""


def test_a_refusal_is_undone_and_a_test_arrives(firefox_push: FirefoxPush, tmp_path: Path) -> None:
    browser, hands = firefox_push.browser, FirefoxHands(firefox_push.browser)

    with RunningApp(tmp_path / "app", firefox_push.settings) as app:
        hands.go(app.url)
        hands.press("Free my neck")
        hands.wait_for_words("Safety check")
        hands.go(f"{app.url}/phone")
        hands.press("Allow notifications")
        browser.press_block()
        hands.wait_for_words("Notifications are blocked here")
        assert hands.run(STEPS) == ["desktop_firefox"]
        assert hands.run(FOCUS) == "Notifications are blocked here"  # the button pressed is gone

        browser.set_permission(app.url, "desktop-notification", allowed=True)
        hands.press("I have changed it")
        hands.press("Connect this device")
        hands.wait_for_words("It arrived. This device is ready.")
        browser.wait_for_alert("It works")

        browser.set_permission(app.url, "desktop-notification", allowed=False)
        hands.go(app.url)
        hands.wait_for_words("Notifications are switched off for Unhunch")
        hands.press("How to switch them on")
        hands.wait_for_words("Notifications are blocked here")
