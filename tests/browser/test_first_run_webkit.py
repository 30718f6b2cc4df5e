"""The first run in WebKit at an iPhone's size: a session in the tab, then the Home Screen."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import requirements
from tests.browser.phones import WEBKIT_NEEDS
from tests.browser.webkit_hands import WebKitHands
from tests.lab.app import RunningApp
from tests.lab.webkit import HOME_SCREEN_APP, IPHONE, SAFARI_TAB, WebKit

pytestmark = pytest.mark.browser

SHOWN = """return [...document.querySelectorAll('#here [data-state]')]
  .filter((one) => one.offsetParent).map((one) => one.dataset.state);"""
STEPS = """return [...document.querySelectorAll('[data-install]')]
  .filter((one) => one.offsetParent).map((one) => one.dataset.install);"""
CODE = "return document.querySelector('[data-code]:not([hidden])').textContent;"
FITS = "return document.documentElement.scrollWidth <= innerWidth;"
ALONE = "return document.querySelector('.button--main').textContent.trim();"
IOS_26 = IPHONE.replace("Version/18.5", "Version/26.0")
BREATHING_SECONDS = 30


@pytest.fixture
def app(tmp_path: Path) -> Iterator[RunningApp]:
    requirements.demand(*WEBKIT_NEEDS)
    with RunningApp(tmp_path / "app", {}) as running:
        yield running


def test_from_the_tab_to_the_home_screen(app: RunningApp, tmp_path: Path) -> None:
    with WebKit(tmp_path / "tab", SAFARI_TAB) as tab:
        hands = WebKitHands(tab)
        breathe_at_once(hands, app.url)
        play_the_first_routine(hands, app.url)

        hands.go(f"{app.url}/phone")
        hands.wait_for_words("Put Unhunch on your Home Screen")
        assert hands.run(SHOWN) == ["install_first"]
        assert hands.run(STEPS) == ["iphone"]
        assert hands.run(FITS)
        hands.press("Show my code")
        hands.wait_for_words("Copy")
        code = hands.run(CODE)

        with WebKit(tmp_path / "app-on-the-home-screen", HOME_SCREEN_APP) as installed:
            join_by_code(WebKitHands(installed), app.url, code)

        hands.wait_for_words("The code was used. Go on over there.")


def test_since_ios_26_the_steps_begin_at_the_three_dots(app: RunningApp, tmp_path: Path) -> None:
    with WebKit(tmp_path / "tab", SAFARI_TAB, IOS_26) as tab:
        hands = WebKitHands(tab)
        hands.go(app.url)
        hands.press("Free my neck")
        hands.wait_for_words("Safety check")
        hands.go(f"{app.url}/phone")
        hands.wait_for_words("Put Unhunch on your Home Screen")

        assert hands.run(STEPS) == ["iphone_26"]


def breathe_at_once(hands: WebKitHands, url: str) -> None:
    began = time.monotonic()
    hands.go(url)
    assert hands.run(FITS)
    hands.press("Just breathe")
    hands.press("Start")
    hands.wait_for_words("End here")
    assert time.monotonic() - began < BREATHING_SECONDS
    assert hands.run(FITS)


def play_the_first_routine(hands: WebKitHands, url: str) -> None:
    hands.go(url)
    hands.press("Free my neck")
    hands.wait_for_words("Where shall the result be kept?")
    hands.choose("None of these")
    hands.press("Keep with my reminders")
    hands.press("Start")
    hands.wait_for_words("End here")


def join_by_code(hands: WebKitHands, url: str, code: str) -> None:
    """In the app, whose storage is its own, the way in by code comes first."""
    hands.go(url)
    assert hands.run(ALONE) == "I have a code from my browser"
    hands.press("I have a code from my browser")
    hands.wait_for_words("Enter your code")
    hands.write("code", code)
    hands.press("Join this device")
    hands.wait_for_words("This device is yours now")
    hands.wait_for_words("This system is too old")  # this engine has no push: as on iOS before 16.4
