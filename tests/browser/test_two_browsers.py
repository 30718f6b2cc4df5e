"""One person, Chromium and Firefox, one of them offline for a day: both then tell the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests import requirements
from tests.browser.chromium_hands import ChromiumHands
from tests.browser.hands import Hands
from tests.browser.kept import SHELL, come_and_stay, kept_addresses
from tests.browser.phones import firefox_hands
from tests.browser.story import ROUTINE_SECONDS
from tests.lab import chromium
from tests.lab.app import RunningApp
from tests.lab.waiting import until

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)
CODE = "return document.querySelector('.carry__code').textContent"
WAITING = "return localStorage.getItem('unhunch.sessions')"
SENTENCE = "return document.querySelector('main .lead').textContent"
SUMS = """return [...document.querySelectorAll('.sums > div')].map((one) =>
  [one.querySelector('dt').textContent, one.querySelector('dd').textContent])"""
MONTH = (
    """return [...document.querySelectorAll('.month .for-ears')].map((day) => day.textContent)"""
)
SQUARES = "return document.querySelector('.heat').getAttribute('aria-label')"
HEALED = "arrived late from one of your devices"


@dataclass(frozen=True)
class Pair:
    """One person's two browsers; the connection and the clock of the Chromium are the test's."""

    chromium: Hands
    context: BrowserContext
    firefox: Hands


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    requirements.demand("Chromium")
    binary = requirements.find_program(*chromium.BINARIES)
    with firefox_hands(tmp_path / "firefox") as firefox, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=chromium.FLAGS)
        phone = {**playwright.devices[chromium.PHONE]}
        phone.pop("default_browser_type")
        context = browser.new_context(**phone)
        context.set_default_timeout(30_000)
        yield Pair(ChromiumHands(context.new_page()), context, firefox)
        browser.close()


def test_two_browsers_of_one_person_tell_the_same_after_one_was_offline_for_a_day(
    pair: Pair, tmp_path: Path
) -> None:
    with RunningApp(tmp_path / "app", {}) as app:
        come_and_stay(pair.chromium, app.url)
        join(pair, app.url)

        pair.context.set_offline(True)
        practise(pair.firefox, app.url, "1 day in a row")
        assert days_in_a_row(pair.firefox) == 1
        pair.context.clock.install(time=datetime.now(UTC) - DAY)
        until(lambda: has_a_copy(pair.chromium, app.url), "the player from its copy", 30)
        practise(pair.chromium, app.url, "Kept on this device")

        pair.context.clock.fast_forward(int(DAY.total_seconds() * 1000))
        pair.context.set_offline(False)
        pair.chromium.go(f"{app.url}/routines")
        until(lambda: not pair.chromium.run(WAITING), "the session of yesterday to be sent", 60)

        told = [everything_told(hands, app.url) for hands in (pair.chromium, pair.firefox)]

        assert told[0] == told[1]
        assert told[0]["progress"]["streak"]["days"] == 2
        assert ["minutes in all", "3"] in told[0]["sums"]
        read_the_news(pair, app.url)


def join(pair: Pair, url: str) -> None:
    """Bring the Firefox to the same person."""
    pair.chromium.go(f"{url}/devices")
    pair.chromium.press("Add a phone")
    pair.chromium.wait_for_words("Waiting for the phone")
    code = pair.chromium.run(CODE)
    pair.firefox.go(f"{url}/link")
    pair.firefox.write("code", code)
    pair.firefox.press("Join this device")
    pair.firefox.wait_for_words("This device is yours now")
    pair.chromium.go(f"{url}/")
    until(lambda: kept_addresses(pair.chromium) >= SHELL, "the pages that work offline", 30)


def has_a_copy(hands: Hands, url: str) -> bool:
    """Whether a page comes from its copy: for ten seconds after something was saved none does."""
    hands.go(f"{url}/play-mine")
    return "No connection right now" not in hands.run("return document.body.innerText")


def practise(hands: Hands, url: str, ending: str) -> None:
    """Play what this person does, from its start to its end."""
    hands.go(f"{url}/play-mine")
    hands.press("Start")
    hands.wait_for_words("End here")
    hands.pass_time(ROUTINE_SECONDS)
    hands.wait_for_words(ending)


def everything_told(hands: Hands, url: str) -> dict[str, Any]:
    """What a person is told of their days: on today's page, under progress and through the API."""
    hands.go(f"{url}/")
    hands.wait_for_words(HEALED)
    told = {"today": hands.run(SENTENCE)}
    hands.go(f"{url}/progress")
    hands.wait_for_words("It adds up")
    told |= {"whole": hands.run(SENTENCE), "sums": hands.run(SUMS)}
    told |= {"month": hands.run(MONTH), "half a year": hands.run(SQUARES)}
    return told | {"progress": hands.read_json("/api/v1/progress")}


def read_the_news(pair: Pair, url: str) -> None:
    """Say in the one browser that it was read; then the other says nothing of it any more."""
    pair.chromium.go(f"{url}/")
    pair.chromium.press("Got it")
    pair.chromium.wait_for_words("Done for today")
    pair.firefox.go(f"{url}/")
    pair.firefox.wait_for_words("Done for today")
    assert HEALED not in pair.firefox.run("return document.body.innerText")


def days_in_a_row(hands: Hands) -> int:
    """The streak as the server tells it."""
    days: int = hands.read_json("/api/v1/progress")["streak"]["days"]
    return days
