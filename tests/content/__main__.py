"""`make content`: check the catalogue, then lay out all drawings and timelines."""

import sys
import tempfile
from pathlib import Path

from flask import Flask

from tests.content import pictures, sheets
from tests.content.reading import Reading, read, texts_of
from tests.words_program import words_program
from webapp.application import create_app
from webapp.domain.catalogue import Catalogue, CatalogueError, languages, load_catalogues
from webapp.keys import with_keys
from webapp.settings import Settings

FOLDER = Path("build/content")


def main() -> int:
    """Answers 1, and says what is wrong, where the catalogue is broken."""
    try:
        catalogue = load_catalogues()["en"]
    except CatalogueError as error:
        print(error)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with app.test_request_context():
            made = sheets.write(FOLDER)
    taken = pictures.take(made)
    counts = f"{len(catalogue.exercises)} exercises, {len(catalogue.routines)} routines"
    print(f"The catalogue is valid: {counts}, in {', '.join(languages())}.")
    for reading in readings(catalogue):
        print(f"Reading level of {reading.name}: grade {reading.grade:.1f} ({reading.words} words)")
    print(f"In {FOLDER}/: {', '.join(path.name for path in [*made, *taken])}")
    if not taken:
        print("No Chromium was found, so there are pages to open and no pictures of them.")
    return 0


def readings(catalogue: Catalogue) -> list[Reading]:
    """The reading levels of what people are told in English: pages, catalogue, all of it."""
    messages = words_program().extracted()
    pages = [m.id if isinstance(m.id, str) else m.id[-1] for m in messages if m.id]
    content = list(texts_of(catalogue))
    return [
        read("pages and messages", pages),
        read("the catalogue", content),
        read("everything", pages + content),
    ]


def _app(folder: Path) -> Flask:
    return create_app(with_keys(Settings.from_env({"UNHUNCH_DATA_DIR": str(folder)})))


if __name__ == "__main__":
    sys.exit(main())
