"""Chromium for tests that change what a page believes its device can do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests import requirements
from tests.lab import chromium

INSECURE_HOST = "unhunch.test"


@dataclass(frozen=True)
class Device:
    """What a page sees of a device: its name, a script before all others, a permission."""

    user_agent: str | None = None
    script: str = ""
    notifications: str = ""  # as it comes
    more: dict[str, Any] = field(default_factory=dict)


def launched(playwright: Playwright, *flags: str) -> Browser:
    """Chromium, skipped loudly where there is none."""
    requirements.demand("Chromium")
    binary = requirements.find_program(*chromium.BINARIES)
    return playwright.chromium.launch(executable_path=binary, args=[*chromium.FLAGS, *flags])


class Phone:
    """One page in a context of its own, and the person's hand on the browser's settings."""

    def __init__(self, browser: Browser, page: Page, origin: str) -> None:
        self.page = page
        self._origin = origin
        self._context_id = _context_id(page)
        self._settings = browser.new_browser_cdp_session()  # what it sets ends with it

    def set(self, permission: str, setting: str) -> None:
        """Give or take a permission, as a person does in the browser's settings."""
        self._settings.send(
            "Browser.setPermission",
            {
                "permission": {"name": permission},
                "setting": setting,
                "origin": self._origin,
                "browserContextId": self._context_id,
            },
        )

    def breathe(self) -> None:
        """Wait a moment; only within Playwright's own calls does it hear of anything."""
        self.page.wait_for_timeout(100)


@contextmanager
def opened(browser: Browser, url: str, device: Device, state: Any = None) -> Iterator[Phone]:
    """A page on that device; `state` is whom the browser already belongs to."""
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    options = {**phone, "user_agent": device.user_agent, "storage_state": state, **device.more}
    context = browser.new_context(**options)
    try:
        if device.script:
            context.add_init_script(device.script)
        page = context.new_page()
        page.set_default_timeout(30_000)
        made = Phone(browser, page, url)
        if device.notifications:
            made.set("notifications", device.notifications)
        yield made
    finally:
        context.close()


def _context_id(page: Page) -> str:
    session = page.context.new_cdp_session(page)
    found: str = session.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    session.detach()
    return found


def come(page: Page, url: str) -> None:
    """Become a person who has answered the safety check; ends on the player."""
    page.goto(url)
    page.get_by_role("button", name="Free my neck").tap()
    page.locator("[data-with-reminders]:enabled").wait_for()
    for none in page.get_by_label("None of these").all():
        none.check(force=True)
    page.get_by_role("button", name="Keep with my reminders").tap()
    page.locator("[data-start]:enabled").wait_for()


def guest_state(browser: Browser, url: str) -> Any:
    """The cookies of somebody who has chosen a routine, for further contexts."""
    context: BrowserContext = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.get_by_role("button", name="Free my neck").click()
    page.locator("[data-with-reminders]:enabled").wait_for()
    state = context.storage_state()
    context.close()
    return state
