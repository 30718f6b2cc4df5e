"""Putting a routine together with a finger, with keys, and where the check stays on the device."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium_phone
from tests.lab.app import RunningApp

pytestmark = pytest.mark.browser
CLOSED = [{"id": "no_neck_motion", "until": None}]
KEPT_HERE = """effects => localStorage.setItem("unhunch.safety", JSON.stringify(
  {consent: false, answered_at: new Date().toISOString(), effects}))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = chromium_phone.launched(playwright)
        yield running
        running.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with RunningApp(tmp_path_factory.mktemp("own"), {}) as running:
        yield running


@pytest.fixture
def page(browser: Browser, app: RunningApp) -> Iterator[Page]:
    """A copy of the micro-break, open to be changed, by somebody who answered the check."""
    with chromium_phone.opened(browser, app.url, chromium_phone.Device()) as phone:
        chromium_phone.come(phone.page, app.url)
        phone.page.goto(f"{app.url}/routines/micro_break")
        phone.page.get_by_role("button", name="Copy and make it mine").click()
        phone.page.locator("[data-grip]:enabled").first.wait_for()
        yield phone.page


def names(page: Page) -> list[str]:
    return page.locator("[name=exercise]").evaluate_all("all => all.map((one) => one.value)")


def saved(page: Page, words: str = "Saved.") -> None:
    expect(page.locator("[data-said]")).to_contain_text(words)


def drag(page: Page, number: int, by: float) -> None:
    box = page.locator("[data-grip]").nth(number).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + by / 2, steps=4)
    page.mouse.move(x, y + by, steps=4)
    page.mouse.up()


def test_dragged_by_its_grip_an_exercise_is_where_it_was_put_down_and_stays_there(page):
    before = names(page)
    first, third = (page.locator("[data-item]").nth(n).bounding_box() for n in (0, 2))

    drag(page, 0, third["y"] - first["y"] + (third["height"] - first["height"]) / 2 + 10)

    saved(page)
    wanted = [before[1], before[2], before[0], before[3]]
    assert names(page) == wanted
    page.reload()
    assert names(page) == wanted


def test_arrow_keys_on_the_grip_move_it_and_the_focus_goes_along(page):
    before = names(page)
    page.locator("#grip-0").focus()

    page.keyboard.press("ArrowDown")
    saved(page)
    expect(page.locator("#grip-1")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#grip-2")).to_be_focused()

    assert names(page) == [before[1], before[2], before[0], before[3]]
    page.reload()
    assert names(page) == [before[1], before[2], before[0], before[3]]


def test_level_and_name_are_kept_at_once(page):
    page.locator("#item-1 summary").click()
    page.locator("#level-1").select_option("3")
    saved(page)
    expect(page.locator("#item-1 details")).to_have_attribute("open", "")
    page.locator("#title").fill("Before lunch")
    page.locator("#title").press("Enter")
    saved(page)

    page.reload()
    assert page.locator("#title").input_value() == "Before lunch"
    assert page.locator("#level-1").input_value() == "3"


def test_what_is_added_stands_at_the_end_and_can_be_taken_out_again(page):
    before, total = names(page), page.locator("[data-total]")
    length = total.inner_text()
    page.locator("#add summary", has_text="Strength").click()
    page.locator("#add .own__add:visible").first.click()
    saved(page, "Added.")
    assert len(names(page)) == len(before) + 1
    expect(total).not_to_have_text(length)

    page.locator(f"#item-{len(before)} summary").click()
    page.locator(f"#item-{len(before)}").get_by_role("button", name="Take out").click()

    expect(page.locator("[data-item]")).to_have_count(len(before))
    assert names(page) == before


def test_without_a_connection_it_says_that_nothing_was_kept_and_the_page_keeps_it(page):
    before = names(page)
    page.context.set_offline(True)
    page.locator("#grip-0").focus()
    page.keyboard.press("ArrowDown")
    saved(page, "Not saved")
    assert names(page)[1] == before[0]

    page.context.set_offline(False)
    page.keyboard.press("ArrowDown")

    saved(page)
    page.reload()
    assert names(page) == [before[1], before[2], before[0], before[3]]


def test_a_check_kept_on_the_device_only_closes_here_too(page):
    page.evaluate(KEPT_HERE, CLOSED)
    page.reload()

    expect(page.locator("#item-1 [data-closed]")).to_be_visible()
    expect(page.locator("#item-0 [data-closed]")).to_be_hidden()
