"""From the desk to the phone in two real browsers: the code, the join, the test on both screens."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests import requirements
from tests.lab import chromium
from tests.lab.app import RunningApp
from tests.lab.fixtures import ChromiumPush
from tests.lab.gcm import GcmService
from tests.lab.notifyd import NotificationDesktop

pytestmark = pytest.mark.browser

ENDPOINT = """async () => (await (await navigator.serviceWorker.ready)
    .pushManager.getSubscription()).endpoint"""
DESK = {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Pair:
    """A phone whose push service is ours, and a browser on a desk."""

    phone: ChromiumPush
    desk: Page


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    requirements.demand("Chromium", "dbus-daemon")
    binary = requirements.find_program(*chromium.BINARIES)
    assert binary is not None
    with (
        NotificationDesktop() as desktop,
        GcmService(tmp_path / "certificates") as service,
        sync_playwright() as playwright,
        chromium.chromium_phone(
            playwright, binary, tmp_path / "chromium", service, desktop
        ) as context,
    ):
        browser = playwright.chromium.launch(executable_path=binary, args=chromium.FLAGS)
        yield Pair(ChromiumPush(context, service, desktop), browser.new_page(viewport=DESK))
        browser.close()


def open_add_a_phone(desk: Page, url: str) -> None:
    """Begin on the desk and ask for a code."""
    desk.goto(f"{url}/start")
    desk.get_by_role("button", name="Desk minute").click()
    desk.wait_for_url(re.compile("/safety"))
    desk.goto(f"{url}/devices")
    desk.get_by_role("button", name="Add a phone").click()
    desk.get_by_text("Waiting for the phone").wait_for()


def test_both_screens_see_the_test_arrive(pair: Pair, tmp_path: Path) -> None:
    context, phone = pair.phone.context, pair.phone.context.pages[0]

    with RunningApp(tmp_path / "app", pair.phone.settings) as app:
        open_add_a_phone(pair.desk, app.url)
        code = pair.desk.locator(".carry__code").inner_text()
        context.grant_permissions(["notifications"], origin=app.url)
        began = time.monotonic()

        phone.goto(f"{app.url}/link")
        phone.get_by_label("Code").fill(code)
        phone.get_by_role("button", name="Join this device").tap()
        pair.desk.get_by_text("The phone has joined").wait_for()
        phone.get_by_role("button", name="Connect this device").tap()
        phone.get_by_text("It arrived. This device is ready.").wait_for()
        phone.get_by_role("link", name="Choose my hours").wait_for()
        assert phone.evaluate("document.activeElement.textContent") == "Choose my hours"
        pair.desk.get_by_text("The test arrived on Chrome, Android").wait_for()

        print(f"desk to phone: {time.monotonic() - began:.1f} s")
        assert time.monotonic() - began < 30


def test_the_link_in_the_square_joins_with_one_press_and_only_once(
    pair: Pair, tmp_path: Path
) -> None:
    phone = pair.phone.context.pages[0]

    with RunningApp(tmp_path / "app", pair.phone.settings) as app:
        open_add_a_phone(pair.desk, app.url)
        link = pair.desk.locator("[data-url]").get_attribute("href")
        assert link is not None

        phone.goto(link)
        phone.get_by_role("button", name="Join this device").tap()
        phone.get_by_text("This device is yours now").wait_for()
        phone.goto(link)

        phone.get_by_text("This link has been used or is too old").wait_for()


def test_a_device_is_silenced_removed_and_brought_back_with_one_press(
    pair: Pair, tmp_path: Path
) -> None:
    context, phone = pair.phone.context, pair.phone.context.pages[0]

    with RunningApp(tmp_path / "app", pair.phone.settings) as app:
        phone.goto(f"{app.url}/start")
        phone.get_by_role("button", name="Desk minute").tap()
        phone.wait_for_url(re.compile("/safety"))
        context.grant_permissions(["notifications"], origin=app.url)
        phone.goto(f"{app.url}/devices")
        phone.get_by_role("button", name="Connect this device").tap()
        phone.get_by_text("It arrived. This device is ready.").wait_for()
        phone.get_by_text("this one").wait_for()

        phone.get_by_role("button", name="Stay silent").tap()
        phone.get_by_text("Every device is set to stay silent").wait_for()
        phone.get_by_role("button", name="Ring", exact=True).tap()
        phone.get_by_role("button", name="Stay silent").wait_for()

        pair.phone.service.drop_subscription(phone.evaluate(ENDPOINT))
        phone.get_by_role("button", name="Send a test").first.tap()
        phone.get_by_text("It could not be delivered").wait_for()
        phone.reload()
        phone.get_by_role("button", name="Repair").tap()
        phone.get_by_text("It arrived. This device is ready.").wait_for()
