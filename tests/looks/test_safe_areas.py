"""What a notch and the home bar cover: nothing that can be pressed lies there."""

from typing import Any

import pytest

from tests.looks.every import STATES
from tests.looks.glass import Glass

pytestmark = pytest.mark.browser

SEEN = (
    "welcome",
    "today",
    "today-due",
    "routines",
    "plan",
    "phone-ask",
    "devices-many",
    "player-ready",
    "player-running",
    "player-finished",
    "problem-404",
)
UPRIGHT = ({"width": 390, "height": 844}, {"top": 59, "bottom": 34, "left": 0, "right": 0})
SIDEWAYS = ({"width": 844, "height": 390}, {"top": 0, "bottom": 21, "left": 59, "right": 59})
# At the top of a page; what scrolls may pass under the home bar, what stays may not lie there.
COVERED = """({top, bottom, left, right}) => {
  const stays = (one) => {
    for (let up = one; up; up = up.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(up).position)) return true;
    }
    return document.documentElement.scrollHeight <= innerHeight;
  };
  return [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('.skip'))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width > 1 && box.top < innerHeight && (box.top < top - 1
      || box.left < left - 1 || box.right > innerWidth - right + 1
      || (stays(one) && box.bottom > innerHeight - bottom + 1)))
    .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${JSON.stringify(box)}`);
}"""


@pytest.mark.parametrize("screen", [UPRIGHT, SIDEWAYS], ids=["upright", "sideways"])
@pytest.mark.parametrize("name", SEEN)
def test_nothing_to_press_lies_under_the_notch_or_the_home_bar(
    glass: Glass, name: str, screen: tuple[Any, dict[str, int]]
) -> None:
    viewport, insets = screen
    state = next(one for one in STATES if one.name == name)
    with glass.show(state) as page:
        page.set_viewport_size(viewport)
        page.context.new_cdp_session(page).send(
            "Emulation.setSafeAreaInsetsOverride",
            {"insets": {**insets, **{f"{side}Max": size for side, size in insets.items()}}},
        )
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(100)

        assert page.evaluate(COVERED, insets) == []
