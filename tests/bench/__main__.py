"""`make bench`: a table on the screen and the same in bench.json."""

import json
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import claiming, lighthouse, pages, sending, years
from tests.bench.figures import Figure, table

PARTS: tuple[Callable[[Path], list[Figure]], ...] = (
    sending.measure,
    claiming.measure,
    pages.measure,
    years.measure,
    lighthouse.measure,
)


def main() -> int:
    """Measure every part; answers 0."""
    figures: list[Figure] = []
    for part in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            figures += part(Path(folder))
    print(table(figures))
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    rows = [figure.as_row() for figure in figures]
    Path("bench.json").write_text(json.dumps({"on": machine, "figures": rows}, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
