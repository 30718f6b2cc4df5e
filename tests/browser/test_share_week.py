"""The picture of a week leaves the device when somebody presses, and takes nothing else along."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests import requirements
from tests.lab.waiting import until
from tests.looks.glass import Glass, chromium_glass
from tests.looks.product import Product
from tests.looks.states import Device, State

pytestmark = pytest.mark.browser

NAME = "unhunch-2026-11-23.png"
SAVED = "Saved with your downloads."
# The system's sheet as a page meets it: %s is what becomes of the file.
SHEET = """
window.shared = [];
navigator.canShare = (given) => given.files.length === 1 && given.files[0].type === "image/png";
navigator.share = async (given) => {
  const bytes = new Uint8Array(await given.files[0].arrayBuffer());
  window.shared.push({
    keys: Object.keys(given), name: given.files[0].name, files: given.files.length,
    bytes: btoa(String.fromCharCode(...bytes)),
  });
  %s
};
"""
TAKEN = SHEET % ""
CLOSED = SHEET % 'throw new DOMException("closed", "AbortError");'
REFUSED = SHEET % 'throw new DOMException("not now", "NotAllowedError");'
NO_SHEET = "delete Navigator.prototype.share; delete Navigator.prototype.canShare;"
SUN, KEPT, LATER, PAPER = (245, 162, 98), (217, 240, 236), (255, 248, 240), (252, 227, 203)
CENTRES = [66 + 78 * day for day in range(7)]  # of the days in the drawing, Monday to Sunday


@pytest.fixture(scope="module")
def glass(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glass]:
    requirements.demand("Chromium")
    with (
        Product(tmp_path_factory.mktemp("share")) as place,
        chromium_glass(place) as looking,
    ):
        yield looking


def week(script: str, who: str = "mina") -> State:
    """The page of the week, on a device with that sheet."""
    return State("share", "/progress/week", who, device=Device(script=script))


def press(page: Page) -> None:
    page.get_by_role("button", name="Share it").click()


def given_so_far(page: Page, times: int) -> None:
    """Wait until the sheet was asked so many times."""
    until(
        lambda: page.evaluate("window.shared.length") == times,
        "the sheet",
        30,
        lambda: page.wait_for_timeout(100),
    )


def sent_while(page: Page) -> list[str]:
    """Whatever goes over the network from now on."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    return sent


def over_the_network(sent: list[str]) -> list[str]:
    return [url for url in sent if not url.startswith(("data:", "blob:"))]


def picture_in(data: bytes) -> Image.Image:
    """The picture, whole, with nothing written beside its pixels."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert picture.info.keys() <= {"srgb", "gamma", "dpi"}
    return picture.convert("RGB")


def days_in(picture: Image.Image) -> list[object]:
    """What each of the seven days is filled with, beside its letter."""
    return [picture.getpixel((2 * (x - 18), 2 * 155)) for x in CENTRES]


def test_the_picture_goes_to_the_sheet_after_the_press_and_nowhere_else(glass: Glass) -> None:
    with glass.show(week(TAKEN)) as page:
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shared") == []  # only on request
        sent = sent_while(page)

        press(page)
        given_so_far(page, 1)

        (given,) = page.evaluate("window.shared")
        assert (given["keys"], given["files"], given["name"]) == (["files"], 1, NAME)
        picture = picture_in(base64.b64decode(given["bytes"]))
        # Mina practised on Monday and Wednesday; a freeze kept Tuesday, the others are to come.
        assert days_in(picture) == [SUN, KEPT, SUN, *[LATER] * 4]
        assert picture.getpixel((2, 2)) == PAPER
        assert over_the_network(sent) == []
        assert page.locator("[data-share-note]").inner_text() == ""


def test_in_the_picture_is_what_is_shown_and_nobodys_name_or_note(glass: Glass) -> None:
    """Of somebody with routines, exercises and notes of their own."""
    with glass.show(week(TAKEN, "keeper")) as page:
        drawing = page.locator(".picture")
        words = drawing.evaluate("one => [...one.querySelectorAll('text')].map(t => t.textContent)")

        assert words == [
            "0 days practised",
            "23 Nov – 29 Nov 2026 · 0 min",
            *"MTWTFSS",
            "Unhunch",
        ]
        assert drawing.evaluate("one => one.querySelectorAll('image, use, a, style').length") == 0


@pytest.mark.parametrize("script", [NO_SHEET, REFUSED], ids=["no sheet", "refused"])
def test_where_no_sheet_takes_it_the_picture_is_saved(
    glass: Glass, script: str, tmp_path: Path
) -> None:
    with glass.show(week(script)) as page:
        page.wait_for_load_state("networkidle")
        sent = sent_while(page)

        with page.expect_download() as coming:
            press(page)

        coming.value.save_as(tmp_path / NAME)
        assert coming.value.suggested_filename == NAME
        assert days_in(picture_in((tmp_path / NAME).read_bytes()))[0] == SUN
        page.get_by_text(SAVED).wait_for()
        assert over_the_network(sent) == []


def test_a_closed_sheet_is_an_answer_and_it_can_be_asked_for_again(glass: Glass) -> None:
    with glass.show(week(CLOSED)) as page:
        saved: list[object] = []
        page.on("download", lambda download: saved.append(download))
        for times in (1, 2):
            press(page)
            given_so_far(page, times)

        assert page.locator("[data-share-note]").inner_text() == ""
        assert saved == []
