"""`make content`: check the catalogue, then lay out all drawings and timelines."""

import sys
import tempfile
from pathlib import Path

from flask import Flask

from tests.content import pictures, sheets
from webapp.application import create_app
from webapp.domain.catalogue import CatalogueError, load_catalogue
from webapp.keys import with_keys
from webapp.settings import Settings

FOLDER = Path("build/content")


def main() -> int:
    """Answers 1, and says what is wrong, where the catalogue is broken."""
    try:
        catalogue = load_catalogue()
    except CatalogueError as error:
        print(error)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with app.test_request_context():
            made = sheets.write(FOLDER)
    taken = pictures.take(made)
    counts = f"{len(catalogue.exercises)} exercises, {len(catalogue.routines)} routines"
    print(f"The catalogue is valid: {counts}.")
    print(f"In {FOLDER}/: {', '.join(path.name for path in [*made, *taken])}")
    if not taken:
        print("No Chromium was found, so there are pages to open and no pictures of them.")
    return 0


def _app(folder: Path) -> Flask:
    return create_app(with_keys(Settings.from_env({"UNHUNCH_DATA_DIR": str(folder)})))


if __name__ == "__main__":
    sys.exit(main())
