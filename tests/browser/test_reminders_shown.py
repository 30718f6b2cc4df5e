"""Reminders as a real Chromium shows them: one at a time, with a badge, beside a session."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import CDPSession, Page, Worker

from tests.browser import chromium_phone
from tests.lab.app import RunningApp
from tests.lab.chromium import wait_for_page
from tests.lab.fixtures import ChromiumPush, pushed_chromium
from tests.lab.waiting import until
from webapp.push.message import Action, Notification, payload

pytestmark = pytest.mark.browser

COUNT_BADGES = """() => {
  self.badges = [];
  self.navigator.setAppBadge = async (count) => self.badges.push(count);
  self.navigator.clearAppBadge = async () => self.badges.push(0);
}"""
ACTIONS = (Action("snooze", "Snooze 10", "https://x.example/"), Action("skip", "Skip", "https://x"))


@dataclass(frozen=True)
class Reminded:
    """A phone whose worker can be handed messages, as if they had come from a push service."""

    push: ChromiumPush
    url: str
    worker: Worker
    tools: CDPSession
    registration: str

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.push.context.pages[0]

    @property
    def titles(self) -> list[str]:
        """The titles of the notifications on the screen."""
        return [one.title for one in self.push.desktop.shown]

    @property
    def badges(self) -> list[int]:
        """What the icon was told to show, in order."""
        found: list[int] = self.worker.evaluate("() => self.badges")
        return found

    def hand_over(self, message: str) -> None:
        """Let the worker have this message."""
        told = {"origin": self.url, "registrationId": self.registration, "data": message}
        self.tools.send("ServiceWorker.deliverPushMessage", told)

    def remind(self, title: str, token: str) -> None:
        """Let the worker have a reminder as the server writes it."""
        go = f"{self.url}/routines/desk_minute/play?reminder={token}"
        about = Notification(title, "2 minutes.", go, "plan-1", token, actions=ACTIONS)
        self.hand_over(payload(about).decode())

    def wait_until_shown(self, titles: list[str]) -> None:
        """Wait until exactly these notifications are on the screen."""
        until(lambda: self.titles == titles, f"{titles} on the screen", 15, self._breathe)

    def wait_for_badges(self, wanted: list[int]) -> None:
        """Wait until the icon was told to show exactly this."""
        until(lambda: self.badges == wanted, f"the badges {wanted}", 15, self._breathe)

    def _breathe(self) -> None:
        self.page.wait_for_timeout(50)  # only in Playwright's own calls does it hear of anything


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reminded]:
    folder = tmp_path_factory.mktemp("reminded")
    with pushed_chromium(folder) as push, RunningApp(folder / "app", push.settings) as app:
        context = push.context
        context.grant_permissions(["notifications"], origin=app.url)
        page = context.pages[0]
        chromium_phone.come(page, app.url)
        page.goto(app.url)
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        (worker,) = context.service_workers
        tools = context.new_cdp_session(page)
        yield Reminded(push, app.url, worker, tools, registration_in(tools, page))


@pytest.fixture
def reminded(phone: Reminded) -> Reminded:
    """The phone with nothing on its screen but today's page."""
    for shown in phone.push.desktop.shown:
        phone.push.desktop.dismiss(shown)
    for page in phone.push.context.pages[1:]:
        page.close()
    phone.page.goto(phone.url)
    phone.worker.evaluate(COUNT_BADGES)
    return phone


def registration_in(tools: CDPSession, page: Page) -> str:
    """The worker's registration as Chromium's own tools name it."""
    found: list[str] = []

    def hear(event: dict[str, list[dict[str, str]]]) -> None:
        found.extend(one["registrationId"] for one in event["registrations"])

    tools.on("ServiceWorker.workerRegistrationUpdated", hear)
    tools.send("ServiceWorker.enable")
    return until(lambda: found, "a registration", 15, lambda: page.wait_for_timeout(50))[0]


def test_a_newer_reminder_takes_the_place_of_the_older(reminded: Reminded) -> None:
    reminded.remind("Desk minute", "first")
    reminded.wait_until_shown(["Desk minute"])

    reminded.remind("Neck release", "second")

    reminded.wait_until_shown(["Neck release"])
    (shown,) = reminded.push.desktop.shown
    assert set(shown.actions.values()) >= {"Snooze 10", "Skip"}


def test_the_icon_shows_what_is_due_until_it_is_opened(reminded: Reminded) -> None:
    reminded.remind("Desk minute", "first")
    reminded.wait_until_shown(["Desk minute"])
    reminded.wait_for_badges([1])

    (shown,) = reminded.push.desktop.shown
    reminded.push.desktop.press(shown)

    reminded.page.wait_for_url("**/routines/desk_minute/play?reminder=first")
    reminded.wait_for_badges([1, 0])
    assert reminded.titles == []


def test_what_cannot_be_read_is_shown_all_the_same(reminded: Reminded) -> None:
    reminded.hand_over("not what we write")

    reminded.wait_until_shown(["Time for a break"])


def test_a_running_session_stays_on_the_screen_when_a_reminder_is_pressed(
    reminded: Reminded,
) -> None:
    session = reminded.page
    session.goto(f"{reminded.url}/routines/flare_safe_breathing/play")
    session.locator("[data-start]:enabled").tap()
    session.get_by_role("button", name="End here").wait_for()
    reminded.remind("Desk minute", "during")
    reminded.wait_until_shown(["Desk minute"])

    (shown,) = reminded.push.desktop.shown
    reminded.push.desktop.press(shown)

    wait_for_page(reminded.push.context, "reminder=during")
    assert "/flare_safe_breathing/play" in session.url
    assert session.get_by_role("button", name="End here").is_visible()
