"""From a press on a notification to the Start screen: the worker cold, the page's CPU slowed."""

import time
from pathlib import Path
from statistics import median

from tests import requirements
from tests.bench.figures import Figure, at_most
from tests.browser.chromium_hands import ChromiumHands
from tests.browser.kept import SHELL, kept_addresses
from tests.browser.story import (
    REMINDER_BODY,
    REMINDER_TITLE,
    RINGS_WITHIN_SECONDS,
    TICK_SECONDS,
    come_for_the_first_time,
    plan_a_reminder_for_the_next_minute,
)
from tests.browser.test_reminders_shown import Reminded, registration_in
from tests.lab.app import RunningApp
from tests.lab.fixtures import ChromiumPush, pushed_chromium
from tests.lab.waiting import until
from webapp.push.message import Notification, payload

SLOWED = 4
TIMES = 3
STAMP = """
addEventListener("DOMContentLoaded", () => {
  const start = document.querySelector("[data-start]");
  const note = () => { if (!start.disabled) window.readyAt ??= Date.now(); };
  if (start) new MutationObserver(note).observe(start, {attributeFilter: ["disabled"]});
});
"""


def arrivals(folder: Path) -> list[Figure]:
    """Milliseconds from the press until Start can be pressed, online and offline."""
    if requirements.missing("Chromium", "dbus-daemon"):
        return []
    settings = {"UNHUNCH_TICK_SECONDS": TICK_SECONDS}
    with (
        pushed_chromium(folder) as push,
        RunningApp(folder / "app", {**push.settings, **settings}) as app,
    ):
        phone, go = _reminded(push, app.url)
        phone.tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        online = [_arrival(phone, go) for _ in range(TIMES)]
        push.context.set_offline(True)
        offline = [_arrival(phone, go) for _ in range(TIMES)]
    return [
        Figure(
            "player: press to Start, CPU slowed 4 x, online",
            median(online),
            "ms",
            targets=(at_most(1000),),
        ),
        Figure(
            "player: press to Start, CPU slowed 4 x, offline",
            median(offline),
            "ms",
            targets=(at_most(1000),),
        ),
    ]


def _reminded(push: ChromiumPush, url: str) -> tuple[Reminded, str]:
    """A phone that was reminded a moment ago and holds its copies, and where that leads."""
    context = push.context
    context.grant_permissions(["notifications"], origin=url)
    context.add_init_script(STAMP)
    page = context.pages[0]
    hands = ChromiumHands(page)
    come_for_the_first_time(hands, url)
    plan_a_reminder_for_the_next_minute(hands)
    hands.press("Connect this device")
    hands.wait_for_words("It arrived. This device is ready.")
    push.desktop.wait_for(REMINDER_TITLE, RINGS_WITHIN_SECONDS)
    hands.go(url)
    until(lambda: kept_addresses(hands) >= SHELL, "the pages that work offline", 60)
    tools = context.new_cdp_session(page)
    phone = Reminded(push, url, context.service_workers[0], tools, registration_in(tools, page))
    return phone, str(hands.read_json("/api/v1/due")["go"])


def _arrival(phone: Reminded, go: str) -> float:
    for shown in phone.push.desktop.shown:
        phone.push.desktop.dismiss(shown)
    page = phone.page
    page.goto(phone.url)
    page.wait_for_timeout(1000)
    token = go.removeprefix("/go/")
    about = Notification(REMINDER_TITLE, REMINDER_BODY, phone.url + go, token, token)
    phone.hand_over(payload(about).decode())
    phone.wait_until_shown([REMINDER_TITLE])
    page.wait_for_timeout(500)
    phone.tools.send("ServiceWorker.stopAllWorkers")
    (shown,) = phone.push.desktop.shown
    pressed = time.time()
    phone.push.desktop.press(shown)
    page.wait_for_url(f"**{go}")
    page.locator("[data-start]:enabled").wait_for()
    return float(page.evaluate("window.readyAt")) - pressed * 1000
