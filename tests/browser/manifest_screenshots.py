"""Make the manifest's screenshots from a running Unhunch, whose address is the argument.

`python -m tests.browser.manifest_screenshots http://localhost:8000`; needs Chromium and Pillow.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent.parent / "static" / "screenshots"
COLOURS = 64  # a screenshot is a few flat colours; a palette makes it a tenth as big
NARROW = {"width": 360, "height": 779}
WIDE = {"width": 1280, "height": 800}
NARROW_PIXELS = (540, 1168)
COME = """async () => {
  let token = "";
  const say = async (method, address, body) => {
    const headers = {"Content-Type": "application/json", "X-CSRF-Token": token};
    const url = "/api/v1/" + address;
    return (await fetch(url, {method, headers, body: JSON.stringify(body)})).json();
  };
  const zone = {time_zone: "Europe/Berlin"};
  token = (await say("POST", "guests", {...zone, language: "en"})).csrf_token;
  const html = document.documentElement.innerHTML;
  const version = Number(/catalogue_version":\\s*(\\d+)/.exec(html)[1]);
  await say("PUT", "safety", {consent: true, catalogue_version: version, effects: []});
  const days = ["mon", "tue", "wed", "thu", "fri"].map((name) => [name, [["09:00", "17:30"]]]);
  const weekdays = Object.fromEntries(days);
  const routine = "desk_minute";
  await say("PUT", "plan", {...zone, enabled: false, routine, weekdays, every_minutes: 60});
}"""


def main() -> None:
    """Walk the first minutes and take the pictures."""
    url = sys.argv[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = _phone(browser)
        _come(page, url)
        page.goto(f"{url}/")
        _keep(page, "today-narrow", NARROW_PIXELS)
        page.goto(f"{url}/routines/desk_minute/play")
        page.get_by_role("button", name="Start").click()
        page.wait_for_timeout(6000)
        _keep(page, "player-narrow", NARROW_PIXELS)
        page.set_viewport_size(WIDE)
        page.goto(f"{url}/routines")
        _keep(page, "routines-wide", (WIDE["width"], WIDE["height"]))
        browser.close()


def _phone(browser: Browser) -> Page:
    context = browser.new_context(
        viewport=NARROW, device_scale_factor=1.5, service_workers="block", reduced_motion="reduce"
    )
    return context.new_page()


def _come(page: Page, url: str) -> None:
    """Become a guest with a plan and a check that found nothing."""
    page.goto(f"{url}/safety")
    page.evaluate(COME)


def _keep(page: Page, name: str, size: tuple[int, int]) -> None:
    page.wait_for_timeout(500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").resize(size)
    FOLDER.mkdir(exist_ok=True)
    picture.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
