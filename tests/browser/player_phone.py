"""A phone with the player on it: fixtures and hands for the tests that play a routine."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tests import requirements
from tests.lab import chromium
from tests.lab.app import RunningApp

PHONE = {"width": 390, "height": 844}
LEAD_SECONDS = 3
# A guest whose check found nothing, known to the server and on the device.
COME = """async (effects) => {
  let token = "";
  const say = async (method, address, body) => {
    const headers = {"Content-Type": "application/json", "X-CSRF-Token": token};
    const answer = await fetch("/api/v1/" + address, {method, headers, body: JSON.stringify(body)});
    return answer.json();
  };
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone; // its sessions name the same
  const guest = await say("POST", "guests", {time_zone, language: "en"});
  token = guest.csrf_token;
  await say("PUT", "safety", {consent: true, catalogue_version: 1, effects});
  const answered_at = new Date().toISOString();
  const check = {version: 1, answered_at, yes: [], cleared: [], effects, consent: true};
  localStorage.setItem("unhunch.safety", JSON.stringify(check));
}"""

# Stands before the device's own abilities and writes down each call with its instant.
LISTEN = """
window.felt = []; window.spoken = []; window.sounded = [];
navigator.vibrate = (pattern) => {
  if (pattern !== 0) felt.push([performance.now(), [].concat(pattern)]);
  return true;
};
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const voices = [
  {name: "Anna", lang: "en-GB"}, {name: "Emma", lang: "en-US"}, {name: "Pierre", lang: "fr-FR"},
];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => voices,
  cancel: () => undefined,
  speak: ({text, rate, voice}) => spoken.push([performance.now(), text, rate, voice?.name]),
  addEventListener: () => undefined,
}});
const RealContext = window.AudioContext;
window.AudioContext = class extends RealContext {
  createOscillator() {
    const made = super.createOscillator();
    const ramp = made.frequency.setValueAtTime.bind(made.frequency);
    made.frequency.setValueAtTime = (hertz, at) => {
      sounded.push([performance.now(), hertz]);
      return ramp(hertz, at);
    };
    return made;
  }
};
const show = () => { window.began = performance.now(); };
addEventListener("click", (event) => event.target.closest("[data-start]") && show(), true);
"""


class PlayerPhone:
    """Hands on one player; what is pressed is found by its role and name."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.set_default_timeout(30_000)

    def come(self, effects: tuple[dict[str, Any], ...] = ()) -> None:
        """Become a guest whose safety check is done."""
        self.page.goto(f"{self.url}/offline")
        self.page.evaluate(COME, list(effects))

    def open(self, routine: str = "desk_minute", level: int = 1) -> None:
        """Open the first screen of a routine; from then on only the test lets time go by."""
        self.page.goto(f"{self.url}/routines/{routine}/play?level={level}")
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait for the first screen and stop its clock."""
        self.page.locator("[data-start]:enabled").wait_for()
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 10)

    def press(self, name: str) -> None:
        """Press the button of this name that can be seen."""
        self.button(name).click()

    def button(self, name: str) -> Locator:
        """The button of this name that can be reached: what lies under a sheet cannot."""
        sheet = self.page.locator("dialog[open]")
        scope = sheet if sheet.count() else self.page
        return scope.get_by_role("button", name=name, exact=True).locator("visible=true").first

    def until(self, expression: str, seconds: float = 60) -> None:
        """Wait until an expression is true in the page; its policy lets nothing wait inside it."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, expression
            self.page.wait_for_timeout(20)

    def start(self, name: str = "Start") -> None:
        """Press Start and wait for the running screen."""
        self.press(name)
        self.button("End here").wait_for()

    def pass_seconds(self, seconds: float) -> None:
        """Let time go by on the page's clock; a hair more, for timers aim just past a change."""
        self.page.clock.run_for(round(seconds * 1000) + 5)

    def words(self, name: str) -> str:
        """What stands in a part of the player."""
        return self.page.locator(f"[data-{name}]").inner_text()

    def sessions(self) -> list[dict[str, Any]]:
        """The sessions that wait on the device."""
        found: list[dict[str, Any]] = self.page.evaluate(WAITING)
        return found

    @property
    def entry(self) -> int:
        """The entry of the timeline that is on the screen."""
        return int(self.page.locator("#player").get_attribute("data-entry") or -1)

    @property
    def streak(self) -> int:
        """The days in a row, as the server counts them."""
        read = "async () => (await (await fetch('/api/v1/progress')).json()).streak.days"
        return int(self.page.evaluate(read))


WAITING = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("unhunch-sessions");
  opening.onerror = () => reject(opening.error);
  opening.onupgradeneeded = () => opening.result.createObjectStore("sessions");
  opening.onsuccess = () => {
    const all = opening.result.transaction("sessions").objectStore("sessions").getAll();
    all.onsuccess = () => { opening.result.close(); resolve(all.result); };
  };
})"""


@pytest.fixture(scope="session")
def player_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One product for all tests that play; each phone is a guest of its own."""
    requirements.demand("Chromium")
    with RunningApp(tmp_path_factory.mktemp("player"), {}) as running:
        yield running


@pytest.fixture(scope="session")
def player_browser() -> Iterator[Browser]:
    """One Chromium; each test is a phone of its own in it."""
    requirements.demand("Chromium")
    binary = requirements.find_program(*chromium.BINARIES)
    with sync_playwright() as playwright:
        flags = [*chromium.FLAGS, "--autoplay-policy=user-gesture-required"]
        running = playwright.chromium.launch(executable_path=binary, args=flags)
        yield running
        running.close()


@pytest.fixture
def phone_context(player_browser: Browser) -> Iterator[BrowserContext]:
    """A phone without a service worker, whose screen is touched."""
    context = player_browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block"
    )
    yield context
    context.close()


@pytest.fixture
def phone(phone_context: BrowserContext, player_app: RunningApp) -> PlayerPhone:
    """A checked guest on a phone whose clock the test moves."""
    page = phone_context.new_page()
    page.clock.install()
    found = PlayerPhone(page, player_app.url)
    found.come()
    return found
