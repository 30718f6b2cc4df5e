"""Every exercise and every routine in a real browser: found, read, and played at every level.

`python -m tests.content.crawl [en ru]` plays each to its end by a driven clock, says what is not as
the catalogue has it, and keeps contact sheets in build/content/.
"""

import itertools
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests import requirements
from tests.content.crawl_sheets import keep_sheets
from tests.content.written import LEVELS, Written, written
from tests.looks.glass import Glass, chromium_glass
from tests.looks.product import Product
from tests.looks.states import Device, State, press
from webapp.domain.catalogue import Catalogue, load_catalogues

WHO = "practised"  # has reached the highest level of every kind
LEAD_SECONDS = 3
FOLDER = Path("build/content")
LANGUAGES = ("en", "ru")
TELL = """addEventListener("DOMContentLoaded", () => {
  const player = document.querySelector("#player");
  window.met = [];
  if (!player) return;
  const text = (name) => player.querySelector(`[data-${name}]`).textContent;
  const look = () => met.push([Number(player.dataset.entry), text("now-title"), text("now-do")]);
  new MutationObserver(look).observe(player, { attributeFilter: ["data-entry"] });
});"""
READ = """() => ({
  title: document.querySelector("h1").textContent,
  drawings: document.querySelectorAll("main figure > svg").length,
  steps: document.querySelectorAll(".steps__one p").length,
  doses: [...document.querySelectorAll(".doses td.figures")].map((one) => one.textContent),
  references: [...document.querySelectorAll(".sources li[id]")].map((one) => one.id),
  statements: document.querySelector(".sources").textContent.match(/\\bS\\d+\\b/g) ?? [],
  plays: [...document.querySelectorAll("main a")].map((one) => one.getAttribute("href"))
    .filter((href) => /\\/play\\b/.test(href)),
})"""


@dataclass
class Crawl:
    """One walk through everything; `misfits` says in words what was not as it should be."""

    page: Page
    url: str
    catalogue: Catalogue
    folder: Path | None = None
    misfits: list[str] = field(default_factory=list)
    wanted: Written = field(default_factory=written)

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Note it where something is not what it should be."""
        if found != wanted:
            self.misfits.append(f"{what}: {found!r}, not {wanted!r}")

    def lists(self) -> None:
        """The lists lead to everything there is."""
        for kind, all_of_it in (
            ("exercises", self.wanted.exercises),
            ("routines", self.wanted.routines),
        ):
            self.page.goto(f"{self.url}/{kind}")
            links = self.page.locator(f"main a[href^='/{kind}/']")
            found = {href.rpartition("/")[2] for href in _hrefs(links.all())}
            self.expect(f"/{kind}", found, set(all_of_it))

    def exercise(self, name: str) -> None:
        """Its page says what the catalogue says of it."""
        read = self._read(f"/exercises/{name}", name)
        doses = [int(re.sub(r"\D", "", one)) for one in read["doses"]]
        self.expect(f"{name}: doses", doses, [self.wanted.seconds(name, n) for n in LEVELS])
        self.expect(f"{name}: title", read["title"], self.catalogue.exercises[name].title)
        self.expect(f"{name}: drawing", read["drawings"], 1)
        steps = len(self.wanted.exercises[name]["steps"])
        self.expect(f"{name}: steps", read["steps"], steps)

    def routine(self, name: str, level: int) -> None:
        """Its page says what the catalogue says of it."""
        read = self._read(f"/routines/{name}?level={level}", f"{name} {level} page")
        self.expect(f"{name}: title", read["title"], self.catalogue.routines[name].title)
        self.expect(f"{name}: drawings", read["drawings"], len(self.wanted.played(name)))
        self.expect(f"{name}: play", read["plays"], [f"/routines/{name}/play?level={level}"])

    def play(self, name: str, level: int) -> None:
        """Played at a level it is the catalogue's, entry by entry to its end."""
        at = f"{name}, level {level}"
        timeline = self._begun(name, level)
        length = self.wanted.seconds(name, level)
        self.expect(f"{at}: asked", (timeline["routine"], timeline["level"]), (name, level))
        self.expect(f"{at}: seconds", timeline["seconds"], length)
        self.expect(f"{at}: exercises", _in_order(timeline), self.wanted.played(name))
        # Each level at another moment, so that the sheets show more of it.
        share = LEAD_SECONDS + length * level / 4
        self.page.clock.run_for(round(share * 1000))
        self.page.locator("[data-picture] svg, .easel__none").first.wait_for(state="attached")
        self._picture(f"{name} {level}")
        self.page.clock.run_for(round((LEAD_SECONDS + length - share) * 1000) + 500)
        self.page.locator("[data-screen=done]").wait_for()
        self._entries(at, timeline["entries"])

    def _begun(self, name: str, level: int) -> dict[str, Any]:
        address = f"/routines/{name}/play?level={level}"
        with self.page.expect_response(re.compile("/timeline")) as asked:
            self.page.goto(self.url + address)
        found: dict[str, Any] = asked.value.json()
        self.page.locator("[data-start]:enabled").click()
        self.page.locator("[data-screen=play] [data-end]").wait_for()
        return found

    def _entries(self, at: str, entries: Sequence[dict[str, Any]]) -> None:
        met = [tuple(one) for one in self.page.evaluate("met")]
        self.expect(f"{at}: entries", [one[0] for one in met], list(range(len(entries))))
        for entry, (_, title, do) in zip(entries, met, strict=False):
            self.expect(f"{at}: says", do, entry["do"])
            if entry["kind"] == "step":
                name = self.catalogue.exercises[entry["exercise"]].title
                self.expect(f"{at}: is called", (title, entry["title"]), (name, name))

    def _read(self, address: str, name: str) -> dict[str, Any]:
        self.page.goto(self.url + address)
        found: dict[str, Any] = self.page.evaluate(READ)
        sources = {*found["references"], *found["statements"]}
        self.expect(f"{address}: sources", sources, self.wanted.sources(name.split(" ")[0]))
        self._picture(name)
        return found

    def _picture(self, name: str) -> None:
        if self.folder is not None:
            self.page.screenshot(path=self.folder / f"{name}.png")


@contextmanager
def crawling(glass: Glass, language: str, folder: Path | None = None) -> Iterator[Crawl]:
    """A crawl that is about to begin, in a language."""
    settle = (press(f"[name=language][value={language}]"), press("main form button"))
    state = State("crawl", "/settings", WHO, settle, Device(script=TELL), {"/sessions": {}})
    with glass.show(state) as page:
        yield Crawl(page, glass.place.url, load_catalogues()[language], folder)


def _hrefs(links: Sequence[Any]) -> list[str]:
    return [str(link.get_attribute("href")) for link in links]


def _in_order(timeline: dict[str, Any]) -> list[str]:
    steps = [one["exercise"] for one in timeline["entries"] if one["kind"] == "step"]
    return [name for at, name in enumerate(steps) if at == 0 or steps[at - 1] != name]


def main() -> int:
    """Crawl all of it; answers 1 where something is not as the catalogue has it."""
    if requirements.missing("Chromium"):
        print("No Chromium was found, so nothing is played.")
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        Product(Path(folder)) as place,
        chromium_glass(place) as glass,
    ):
        misfits = [each for one in sys.argv[1:] or LANGUAGES for each in _crawl(glass, one, FOLDER)]
    print("\n".join(misfits) or "All of it is as the catalogue has it.")
    return 1 if misfits else 0


def _crawl(glass: Glass, language: str, out: Path) -> list[str]:
    pictures = out / f"crawl-{language}"
    pictures.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with crawling(glass, language, pictures) as crawl:
        crawl.lists()
        for name in crawl.wanted.exercises:
            crawl.exercise(name)
        played = [*crawl.wanted.exercises, *crawl.wanted.routines]
        for name, level in itertools.product(played, LEVELS):
            if name in crawl.wanted.routines:
                crawl.routine(name, level)
            crawl.play(name, level)
    sheets = keep_sheets(crawl.wanted, pictures, out)
    seconds = round(time.monotonic() - began)
    print(f"{language}: {len(played)} at {len(LEVELS)} levels in {seconds} s; {', '.join(sheets)}")
    return [f"{language}: {misfit}" for misfit in crawl.misfits]


if __name__ == "__main__":
    sys.exit(main())
