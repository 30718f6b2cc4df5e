"""Pictures of every page and state, and contact sheets of them, in build/shots/.

`python -m tests.looks.shots [today player-running ...]` takes all, or those whose name begins so.
"""

import argparse
import itertools
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page

from tests import requirements
from tests.looks.every import every_state
from tests.looks.glass import SETTLED, Glass, chromium_glass
from tests.looks.product import Place, Product
from tests.looks.sheets import Layout, Picture, make_sheets, write_index
from tests.looks.states import State
from tests.looks.webkit import webkit_pictures

OUT = Path(__file__).parents[2] / "build" / "shots"
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class View:
    """A size of screen, and how its contact sheets are laid out."""

    name: str
    width: int
    height: int
    layout: Layout
    whole: bool = False


VIEWS = (
    View("portrait", 390, 844, Layout(6, 2, 320, 700)),
    View("landscape", 844, 390, Layout(3, 5, 620, 300)),
    View("desk", 1440, 900, Layout(3, 3, 640, 400)),
    View("whole", 390, 844, Layout(6, 1, 320, 2400), whole=True),
)
WEBKIT = View("webkit", 390, 844, VIEWS[0].layout)


def main() -> int:
    """Take the pictures; says where they are."""
    asked = _arguments()
    lacking = requirements.missing("Chromium")
    if lacking:
        print(f"Chromium is missing; install: {requirements.command_for(lacking)}", file=sys.stderr)
        return 1
    out: Path = asked.out
    if not asked.names:
        shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Product(Path(folder), asked.language) as place:
        states = every_state(place, asked.names)
        missed = [] if asked.view == [WEBKIT.name] else _with_chromium(place, states, asked)
        if not asked.view or WEBKIT.name in asked.view:
            webkit_pictures(place, states, out)
    _bind(out, every_state(place), asked)
    if missed:
        print(f"These could not be reached: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.looks.shots", description=__doc__)
    parser.add_argument("names", nargs="*", help="only states whose name begins so")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--scale", type=float, default=1, help="device pixels for a CSS pixel")
    parser.add_argument("--text", type=int, default=100, help="size of the text in percent")
    parser.add_argument("--view", action="append", choices=[view.name for view in (*VIEWS, WEBKIT)])
    parser.add_argument("--scheme", action="append", choices=SCHEMES)
    parser.add_argument("--language", default="en", help="what the people of the pictures speak")
    return parser.parse_args()


def _with_chromium(place: Place, states: list[State], asked: argparse.Namespace) -> list[str]:
    """Take the pictures; answers the names of states that could not be reached."""
    with chromium_glass(place, asked.text) as glass:
        return [state.name for state in states if not _taken(glass, state, asked)]


def _taken(glass: Glass, state: State, asked: argparse.Namespace) -> bool:
    """Take every picture of a state; answers whether it could be reached."""
    print(state.name, flush=True)
    try:
        with glass.show(state, device_scale_factor=asked.scale) as page:
            _take(page, asked.out / state.name, asked)
    except Error as trouble:
        print(trouble.message, file=sys.stderr)
        return False
    return True


def _take(page: Page, name: Path, asked: argparse.Namespace) -> None:
    for view in [view for view in VIEWS if not asked.view or view.name in asked.view]:
        page.set_viewport_size({"width": view.width, "height": view.height})
        for scheme in asked.scheme or SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            page.screenshot(path=f"{name}.{view.name}-{scheme}.png", full_page=view.whole)


def _bind(out: Path, states: list[State], asked: argparse.Namespace) -> None:
    """Make the contact sheets of what was taken, and the page that lists every picture."""
    groups = {}
    for view, scheme in itertools.product((*VIEWS, WEBKIT), SCHEMES):
        title = f"{view.name}-{scheme}"
        files = [(state.name, out / f"{state.name}.{title}.png") for state in states]
        groups[title] = [Picture(name, file) for name, file in files if file.exists()]
        if view.name in (asked.view or title) and scheme in (asked.scheme or title):
            for sheet in make_sheets(out, f"sheet-{title}", groups[title], view.layout):
                print(sheet)
    print(write_index(out, groups))


if __name__ == "__main__":
    sys.exit(main())
