"""Everything that is measured on one state of a page, in a single visit to it."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.looks import axe
from tests.looks.glass import PHONE, Glass
from tests.looks.states import State

NARROW = {"width": 320, "height": 640}
TARGET = 44
ANSWERS_ENTER = "button.for-ears[tabindex='-1'][aria-hidden=true]"
# What can be pressed and is smaller than a finger; a link in a sentence may be as high as its line,
# and no finger presses the hidden button that answers the Enter key.
SMALL = """([target, answersEnter]) =>
  [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((one) => one.type !== 'hidden' && !one.closest('.skip') && !one.matches(answersEnter))
  .filter((one) => !(one.matches('p a') && one.parentElement.childNodes.length > 1
    && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim())))
  .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
  .filter(([, box]) => box.width < target || box.height < target)
  .map(([one, box]) => [one.outerHTML.slice(0, 90), Math.round(box.width), Math.round(box.height)])
  .map(([html, width, height]) => `${html} ${width}x${height}`)"""
# Installed, an app has no back button: every screen leads somewhere by itself.
WAYS_OUT = """() => [...document.querySelectorAll('a[href], [data-end]')]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('.skip'))
  .map((one) => one.textContent.trim() || one.ariaLabel)"""
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => !one.matches('svg *') && one.getBoundingClientRect().right > width + 1)
    .map((one) => one.outerHTML.slice(0, 90)).slice(0, 5);
}"""


@dataclass(frozen=True)
class Look:
    """What was seen; every list but that of the ways out is empty where all is well."""

    in_light: list[Any]
    in_dark: list[Any]
    with_more_contrast: list[Any]
    with_forced_colours: list[Any]
    small_targets: list[str]
    wider_than_narrow: list[str]
    ways_out: list[str]
    live: str


@dataclass(frozen=True)
class LargeLook:
    """What was seen with text twice as large."""

    violations: list[Any]
    wider: list[str]
    root_pixels: float


def look_at(glass: Glass, state: State) -> Look:
    """Visit a state in all colours, and on the narrowest phone."""
    with glass.show(state, bypass_csp=True) as page:
        live = page.content()  # before anything of the tests' own is put into it
        return Look(
            in_light=axe.violations(page),
            in_dark=_in(page, axe.CONTRAST, color_scheme="dark"),
            with_more_contrast=_in(page, axe.MUCH_CONTRAST, color_scheme="dark", contrast="more")
            + _in(page, axe.MUCH_CONTRAST, contrast="more"),
            with_forced_colours=_in(page, axe.CONTRAST, forced_colors="active"),
            small_targets=list(page.evaluate(SMALL, [TARGET, ANSWERS_ENTER])),
            ways_out=list(page.evaluate(WAYS_OUT)),
            wider_than_narrow=_narrow(page),
            live=live,
        )


def look_at_large(glass: Glass, state: State) -> LargeLook:
    """Visit a state in a browser whose reader has set text twice as large."""
    with glass.show(state, bypass_csp=True) as page:
        size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
        return LargeLook(axe.violations(page), list(page.evaluate(WIDER)), page.evaluate(size))


def _in(page: Page, rules: list[str], **media: Any) -> list[Any]:
    plain = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
    page.emulate_media(**(plain | media))
    found = axe.violations(page, rules)
    page.emulate_media(**plain)
    return found


def _narrow(page: Page) -> list[str]:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found = list(page.evaluate(WIDER))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return found
