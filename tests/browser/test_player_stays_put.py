"""Nothing in the player moves by itself while a routine runs and when it asks at its end."""

from typing import Any

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone
from tests.browser.test_layout_shift import WATCH

pytestmark = pytest.mark.browser

SCREENS: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "landscape": {"width": 844, "height": 390},
    "desk": {"width": 1440, "height": 900},
}
EXCUSED_MS = 600  # what a press brings is no shift
DRAWN_MS = 60  # real time for a picture; the page's own clock stands still
STARTS = """async () => {
  const answer = await fetch("/api/v1/routines/desk_minute/timeline?level=1");
  return (await answer.json()).entries.map((entry) => entry.start);
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_from_the_first_step_to_the_questions(
    phone: PlayerPhone, screen: str
) -> None:
    phone.page.set_viewport_size(SCREENS[screen])
    phone.page.add_init_script(WATCH)
    phone.open()
    starts = phone.page.evaluate(STARTS)
    phone.start()
    phone.page.wait_for_timeout(EXCUSED_MS)
    phone.page.evaluate("window.shifts.splice(0)")

    moved: dict[float, list[Any]] = {}
    at = -float(LEAD_SECONDS)
    for stop in sorted({*starts, *(start + 7 for start in starts)}):
        phone.pass_seconds(stop + 0.2 - at)
        at = stop + 0.2
        phone.page.wait_for_timeout(DRAWN_MS)
        shifts = phone.page.evaluate("window.shifts.splice(0)")
        if found := [shift for shift in shifts if not about_chips(shift)]:
            moved[stop] = found
    phone.page.get_by_text("Question 1 of 2").wait_for()
    phone.page.wait_for_timeout(DRAWN_MS)
    if asking := phone.page.evaluate("window.shifts.splice(0)"):
        moved[at] = asking

    assert moved == {}


def about_chips(shift: Any) -> bool:
    """Whether only the words in a chip are others, which then stand in its middle anew."""
    return all(moved.startswith("SPAN.chip") for moved in shift[1])
