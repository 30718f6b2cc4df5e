"""The pictures of the README, in docs/pictures/: `python -m tests.looks.gallery` takes them."""

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests import requirements
from tests.looks.every import STATES
from tests.looks.glass import SETTLED, Glass, chromium_glass
from tests.looks.product import Product

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH, GAP = 1224, 27
COLOURS = 96  # flat colours and their edges; more only makes the file larger


@dataclass(frozen=True)
class Take:
    """One picture of a row: a state, and in which light."""

    state: str
    scheme: str = "light"


@dataclass(frozen=True)
class Row:
    """Pictures of one size beside each other."""

    name: str
    size: tuple[int, int]
    takes: tuple[Take, ...]


PHONE, DESK = (390, 844), (1440, 900)
ROWS = (
    Row("first", PHONE, (Take("welcome"), Take("player-breathing"), Take("phone-ask"))),
    Row("day", PHONE, (Take("today-due"), Take("player-running"), Take("player-finished"))),
    Row("yours", PHONE, (Take("progress-long"), Take("exercise-point"), Take("own-routine"))),
    Row("night", PHONE, (Take("today", "dark"), Take("routines", "dark"), Take("plan", "dark"))),
    Row("desk", DESK, (Take("today"), Take("progress-long", "dark"))),
)


def main() -> int:
    """Take them; says what is missing."""
    lacking = requirements.missing("Chromium")
    if lacking:
        print(f"Chromium is missing; install: {requirements.command_for(lacking)}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for row in ROWS:
        # Looking at some states changes them, so each row has people of its own.
        with (
            tempfile.TemporaryDirectory() as folder,
            Product(Path(folder)) as place,
            chromium_glass(place) as glass,
        ):
            file = _bind(row, [_taken(glass, row.size, take) for take in row.takes])
            print(f"{file.name} {file.stat().st_size // 1000} kB")
    return 0


def _taken(glass: Glass, size: tuple[int, int], take: Take) -> Image.Image:
    state = next(state for state in STATES if state.name == take.state)
    with glass.show(state) as page:
        return _picture(page, size, take.scheme)


def _picture(page: Page, size: tuple[int, int], scheme: str) -> Image.Image:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(SETTLED)
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def _bind(row: Row, pictures: list[Image.Image]) -> Path:
    width = (WIDTH - GAP * (len(pictures) - 1)) // len(pictures)
    height = width * row.size[1] // row.size[0]
    whole = Image.new("RGBA", (WIDTH, height))
    for number, picture in enumerate(pictures):
        fitted = picture.resize((width, height), Image.Resampling.LANCZOS)
        whole.paste(fitted, (number * (width + GAP), 0))
    file = FOLDER / f"{row.name}.png"
    whole.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(file, optimize=True)
    return file


if __name__ == "__main__":
    sys.exit(main())
