"""A stock Firefox subscribes, shows and opens, as a person would see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import requirements
from tests.lab import firefox as firefox_lab
from tests.lab.autopush import AutopushService
from tests.lab.base64url import to_text
from tests.lab.firefox import Firefox
from tests.lab.firefox_clock import advance_clock, install_clock
from tests.lab.firefox_preferences import desktop_preferences, push_preferences
from tests.lab.fixtures import FirefoxPush
from tests.lab.labsite import LabSite
from tests.lab.notifyd import NotificationDesktop
from tests.lab.sender import LabSender

pytestmark = pytest.mark.browser

MESSAGE = '{"title": "Loosen up", "body": "Nacken é ✓ 日本", "url": "/item/7"}'
ELAPSED_AT_THE_LAST_FRAME = """
const [frame, now] = [window.lastFrame, performance.now()];
const made = new window.Date().getTime();
const elapsed = [frame - window.bornAt.performance, now - window.bornAt.performance,
  window.Date.now() - window.bornAt.date, made - window.bornAt.date];
return frame && elapsed.map((milliseconds) => milliseconds / 1000);
"""
WITH_BUTTONS = """{"title": "Break", "body": "b", "tag": "t", "actions": [
  {"action": "snooze", "title": "Snooze 10"}, {"action": "skip", "title": "Skip"}]}"""


@pytest.fixture
def sender(firefox_push: FirefoxPush) -> LabSender:
    return LabSender(firefox_push.service.local_origin)


@pytest.fixture
def site(sender: LabSender) -> Iterator[LabSite]:
    with LabSite(to_text(sender.public_key)) as site:
        yield site


def subscribe(browser: Firefox, site: LabSite) -> None:
    browser.go(site.url)
    browser.tap("#enable")
    browser.press_allow()
    browser.wait_for("return document.querySelector('#status').textContent === 'subscribed'", "it")


def test_the_page_has_a_phones_size_and_touch(firefox_push: FirefoxPush, site: LabSite) -> None:
    firefox_push.browser.go(site.url)

    seen = firefox_push.browser.script(
        "return [innerWidth, innerHeight, matchMedia('(pointer: coarse)').matches, "
        "matchMedia('(hover: hover)').matches, navigator.maxTouchPoints, 'ontouchstart' in window]"
    )

    assert seen == [390, 844, True, False, 5, True]


def test_a_push_message_becomes_a_notification_whose_press_opens_its_page(
    firefox_push: FirefoxPush, site: LabSite, sender: LabSender
) -> None:
    browser = firefox_push.browser
    subscribe(browser, site)

    status = sender.send(site.subscription, MESSAGE)
    alert = browser.wait_for_alert("Loosen up")
    browser.press_alert(alert)
    browser.take_tab_at("/item/")

    assert status == 201
    assert alert.body == "Nacken é ✓ 日本"
    assert firefox_push.service.wait_for_message().ack == 100
    assert browser.url == browser.selected_url == f"{site.url}/item/7"


def test_the_clock_of_a_page_can_be_moved_under_a_strict_policy(
    firefox_push: FirefoxPush, site: LabSite
) -> None:
    browser = firefox_push.browser
    install_clock(browser)
    browser.go(site.url)

    advance_clock(browser, 100)

    elapsed = browser.wait_for(ELAPSED_AT_THE_LAST_FRAME, "a frame")
    assert all(100 <= seconds < 130 for seconds in elapsed), elapsed


def test_a_notifications_button_reaches_the_service_worker(tmp_path: Path) -> None:
    requirements.demand("Firefox", "dbus-daemon", "libnotify")
    binary = requirements.find_program(*firefox_lab.BINARIES)
    assert binary is not None

    with NotificationDesktop() as desktop, AutopushService() as service:
        sender = LabSender(service.local_origin)
        preferences = {**push_preferences(service.web_socket_url), **desktop_preferences()}
        with (
            LabSite(to_text(sender.public_key)) as site,
            Firefox(binary, tmp_path / "firefox", preferences, desktop.environment) as browser,
        ):
            subscribe(browser, site)
            sender.send(site.subscription, WITH_BUTTONS)
            shown = desktop.wait_for("Break")
            desktop.press(shown, "Skip")
            click = site.wait_for("click")

    assert set(shown.actions.values()) >= {"Snooze 10", "Skip"}
    assert click["action"] == "skip"
