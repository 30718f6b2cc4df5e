"""Takes pictures of the sheets, light and dark, where there is a Chromium."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

BINARIES = ("chromium", "chromium-browser", "google-chrome")
Scheme = Literal["light", "dark"]
LIGHT: tuple[Scheme, ...] = ("light",)
BOTH: tuple[Scheme, ...] = ("light", "dark")
LONG = "timelines"  # the same drawings again, many times over
WIDTH = 1_272  # four drawings beside each other, each as wide as on a phone


def take(pages: Sequence[Path]) -> list[Path]:
    """Take pictures of every page; none where no browser is installed."""
    binary = next(filter(None, map(shutil.which, BINARIES)), None)
    if binary is None:
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        taken = [
            _picture(browser, page, scheme)
            for page in pages
            for scheme in (LIGHT if page.stem == LONG else BOTH)
        ]
        browser.close()
    return taken


def _picture(browser: Browser, page: Path, scheme: Scheme) -> Path:
    target = page.with_name(f"{page.stem}-{scheme}.png")
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.goto(page.resolve().as_uri())
    opened.screenshot(path=target, full_page=True)
    context.close()
    return target
