"""A stock Chromium as a phone, with push messages and notifications that are real."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.lab.gcm import GcmService
from tests.lab.notifyd import NotificationDesktop
from tests.lab.waiting import until

BINARIES = ("chromium", "chromium-browser", "google-chrome")
PHONE = "Pixel 7"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing leaves the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]


@contextmanager
def chromium_phone(
    playwright: Playwright,
    binary: str,
    profile: Path,
    service: GcmService,
    desktop: NotificationDesktop,
) -> Iterator[BrowserContext]:
    """Run Chromium at a phone's size with a profile on disk: incognito takes no push."""
    phone = {**playwright.devices[PHONE]}
    phone.pop("default_browser_type")
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=binary,
        headless=True,
        args=[*FLAGS, *service.flags],
        env={**os.environ, **desktop.environment},
        **phone,
    )
    try:
        yield context
    finally:
        context.close()


def wait_for_page(context: BrowserContext, url_part: str, seconds: float = 15) -> Page:
    """Return the page whose address holds `url_part`, once it is open."""

    def look() -> Page | None:
        return next((page for page in context.pages if url_part in page.url), None)

    # Playwright hears of new pages only inside its own calls.
    listen = context.pages[0]
    return until(look, f"a page {url_part!r}", seconds, lambda: listen.wait_for_timeout(50))
