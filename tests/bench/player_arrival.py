"""From a press on a notification to the Start screen: the worker cold, the page's CPU slowed."""

import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests import requirements
from tests.bench.figures import Figure, at_most
from tests.browser import chromium_phone
from tests.browser.test_reminders_shown import Reminded, registration_in
from tests.lab.app import RunningApp
from tests.lab.fixtures import pushed_chromium
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
KEPT = """async () => {
  const names = await caches.keys();
  const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return found.flat().filter((one) => one.url.includes("/timeline")).length;
}"""


def arrivals(folder: Path) -> list[Figure]:
    """Milliseconds from the press until Start can be pressed, online and offline."""
    if requirements.missing("Chromium", "dbus-daemon"):
        return []
    with pushed_chromium(folder) as push, RunningApp(folder / "app", push.settings) as app:
        context = push.context
        context.grant_permissions(["notifications"], origin=app.url)
        context.add_init_script(STAMP)
        page = context.pages[0]
        _settle(page, app.url)
        tools = context.new_cdp_session(page)
        worker = context.service_workers[0]
        phone = Reminded(push, app.url, worker, tools, registration_in(tools, page))
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        online = [_arrival(phone, f"online-{n}") for n in range(TIMES)]
        context.set_offline(True)
        offline = [_arrival(phone, f"offline-{n}") for n in range(TIMES)]
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


def _settle(page: Page, url: str) -> None:
    chromium_phone.come(page, url)
    page.goto(url)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    until(
        lambda: page.evaluate(KEPT) >= 1, "a kept timeline", 60, lambda: page.wait_for_timeout(100)
    )


def _arrival(phone: Reminded, token: str) -> float:
    page = phone.page
    page.goto(phone.url)
    page.wait_for_timeout(1000)
    go = f"{phone.url}/routines/desk_minute/play?reminder={token}"
    phone.hand_over(payload(Notification("Desk minute", "2 minutes.", go, token, token)).decode())
    phone.wait_until_shown(["Desk minute"])
    page.wait_for_timeout(500)
    phone.tools.send("ServiceWorker.stopAllWorkers")
    (shown,) = phone.push.desktop.shown
    pressed = time.time()
    phone.push.desktop.press(shown)
    page.wait_for_url(f"**{token}")
    page.locator("[data-start]:enabled").wait_for()
    return float(page.evaluate("window.readyAt")) - pressed * 1000
