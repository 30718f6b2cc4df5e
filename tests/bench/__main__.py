"""`make bench`: a table on the screen, and the same in bench.json.

`python -m tests.bench claim burst` measures these parts alone.
"""

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import burst, claiming, lighthouse, pages, player, queueing, sending, years
from tests.bench.figures import Figure, table

# In this order, as the burst takes over the people that the claim made.
PARTS: Mapping[str, Callable[[Path], list[Figure]]] = {
    "send": sending.measure,
    "claim": claiming.measure,
    "burst": burst.measure,
    "queue": queueing.measure,
    "pages": pages.measure,
    "years": years.measure,
    "player": player.measure,
    "lighthouse": lighthouse.measure,
}


def main(names: Sequence[str]) -> int:
    """Measure these parts, or all; answers 0, or what to type where there is no such part."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.stderr.write(f"no part {unknown[0]}; there are: {', '.join(PARTS)}\n")
        return os.EX_USAGE
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names or PARTS:
            figures += _measured(name, Path(folder))
    machine = _machine()
    print(f"\n{', '.join(f'{key} {value}' for key, value in machine.items())}\n{table(figures)}")
    rows = [figure.as_row() for figure in figures]
    Path("bench.json").write_text(json.dumps({"on": machine, "figures": rows}, indent=2) + "\n")
    return 0


def _measured(name: str, folder: Path) -> list[Figure]:
    start = time.monotonic()
    found = PARTS[name](folder)
    sys.stderr.write(f"{name}: measured in {time.monotonic() - start:.0f} s\n")
    return found


def _machine() -> dict[str, object]:
    """Where and when: a machine that others use too makes every figure of time worse."""
    return {
        "measured": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
