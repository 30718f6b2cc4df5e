"""A stock Chromium as a phone subscribes, shows and opens."""

from collections.abc import Iterator

import pytest

from tests.lab.base64url import to_text
from tests.lab.chromium import wait_for_page
from tests.lab.fixtures import ChromiumPush
from tests.lab.gcm import HOST
from tests.lab.labsite import LabSite
from tests.lab.sender import LabSender

pytestmark = pytest.mark.browser

MESSAGE = """{"title": "Loosen up", "body": "Nacken é ✓ 日本", "url": "/item/7",
  "actions": [{"action": "skip", "title": "Skip"}]}"""


@pytest.fixture
def sender(chromium_push: ChromiumPush) -> LabSender:
    return LabSender(chromium_push.service.local_origin)


@pytest.fixture
def site(sender: LabSender) -> Iterator[LabSite]:
    with LabSite(to_text(sender.public_key)) as site:
        yield site


def subscribe(push: ChromiumPush, site: LabSite) -> None:
    push.context.grant_permissions(["notifications"], origin=site.url)
    page = push.context.pages[0]
    page.goto(site.url)
    page.get_by_role("button", name="Turn on notifications").tap()
    page.get_by_text("subscribed", exact=True).wait_for()


def test_the_page_has_a_phones_size_and_touch(chromium_push: ChromiumPush, site: LabSite) -> None:
    page = chromium_push.context.pages[0]
    page.goto(site.url)

    seen = page.evaluate("[innerWidth, matchMedia('(pointer: coarse)').matches]")

    assert seen == [412, True]


def test_a_push_message_becomes_a_notification_whose_press_opens_its_page(
    chromium_push: ChromiumPush, site: LabSite, sender: LabSender
) -> None:
    subscribe(chromium_push, site)

    status = sender.send(site.subscription, MESSAGE)
    shown = chromium_push.desktop.wait_for("Loosen up")
    chromium_push.desktop.press(shown)
    page = wait_for_page(chromium_push.context, "/item/7")

    assert site.subscription["endpoint"].startswith(f"https://{HOST}/fcm/send/")
    assert status == 201
    assert shown.body.endswith("Nacken é ✓ 日本")
    assert chromium_push.service.wait_for_message().ack == 100
    assert page.url == f"{site.url}/item/7"


def test_the_clock_of_a_page_opened_by_a_press_can_be_moved(
    chromium_push: ChromiumPush, site: LabSite, sender: LabSender
) -> None:
    subscribe(chromium_push, site)
    clock = chromium_push.context.clock
    clock.install()
    sender.send(site.subscription, MESSAGE)
    chromium_push.desktop.press(chromium_push.desktop.wait_for("Loosen up"))
    page = wait_for_page(chromium_push.context, "/item/7")
    page.wait_for_function("window.bornAt")

    clock.run_for(100_000)

    elapsed = page.evaluate(
        "[lastFrame, performance.now(), Date.now() - bornAt.date + bornAt.performance]"
    )
    assert all(100_000 <= milliseconds < 130_000 for milliseconds in elapsed), elapsed


def test_a_notifications_button_reaches_the_service_worker(
    chromium_push: ChromiumPush, site: LabSite, sender: LabSender
) -> None:
    subscribe(chromium_push, site)

    sender.send(site.subscription, MESSAGE)
    chromium_push.desktop.press(chromium_push.desktop.wait_for("Loosen up"), "Skip")

    assert site.wait_for("click")["action"] == "skip"
