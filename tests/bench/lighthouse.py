"""What Lighthouse makes of every page on a phone: simulated slow network, four times slower."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import requirements
from tests.bench.figures import Figure
from tests.lab import chromium
from tests.looks.product import Place, Product

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("lighthouse_node")
INSTALLED = ROOT / "build" / "lighthouse"
FILES = ("package.json", "package-lock.json", ".npmrc", "run.mjs")
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100}
SECONDS_A_PAGE = 120
# Each page, and as whom it is opened; "" is a stranger.
PAGES = (
    ("/", ""),
    ("/start", ""),
    ("/safety", ""),
    ("/routines", ""),
    ("/link", ""),
    ("/offline", ""),
    ("/routines/flare_safe_breathing/play", ""),
    ("/", "mina"),
    ("/routines", "mina"),
    ("/routines/desk_minute", "mina"),
    ("/routines/desk_minute/play", "mina"),
    ("/plan", "mina"),
    ("/phone", "mina"),
    ("/devices", "many"),
    ("/safety", "newcomer"),
    ("/exercises/acu_gb20", "mina"),
    ("/learn/evidence", ""),
    ("/progress/year/2026", "mina"),
    ("/progress/days/2026-11-25", "mina"),
    ("{own:keeper:1}", "keeper"),
    ("{share:keeper:1}", "keeper"),
    ("{taught:keeper}", "keeper"),
)


def measure(folder: Path) -> list[Figure]:
    """Points of 100 for each page; nothing, with the reason on the screen, where it cannot run."""
    trouble = _trouble()
    if trouble:
        print(f"Lighthouse did not run: {trouble}", file=sys.stderr)
        return []
    with Product(folder) as place:
        results = _run(_asked(place))
    for result in results:
        _complain(result)
    return [*_of_pages(results), *_worst(results)]


def _trouble() -> str:
    lacking = requirements.missing("Chromium", "Node.js")
    if lacking:
        return f"install what is missing: {requirements.command_for(lacking)}"
    npm = shutil.which("npm")
    if npm is None:
        return "npm is missing"
    return "" if _is_installed() or _install(npm) else f"npm could not install it into {INSTALLED}"


def _is_installed() -> bool:
    wanted, there = (place / "package-lock.json" for place in (SOURCE, INSTALLED))
    return (INSTALLED / ".done").exists() and wanted.read_bytes() == there.read_bytes()


def _install(npm: str) -> bool:
    print(f"Installing Lighthouse into {INSTALLED.relative_to(ROOT)}/ (once)", file=sys.stderr)
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(SOURCE / name, INSTALLED / name)
    command = [npm, "ci", "--silent", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=INSTALLED, check=False)
    if done.returncode == 0:
        (INSTALLED / ".done").touch()
    return done.returncode == 0


def _asked(place: Place) -> list[dict[str, str]]:
    return [
        {
            "name": f"{path} ({who or 'stranger'})",
            "url": place.url + place.addresses.get(path.strip("{}"), path),
            "cookie": f"unhunch={place.cookies[who]}" if who else "",
        }
        for path, who in (*PAGES, *_new(place))
    ]


def _new(place: Place) -> list[tuple[str, str]]:
    """Pages that nobody has named above."""
    known = {path for path, _ in PAGES} | {"/styleguide"}  # that one is not there for phones
    return [(path, "mina") for path in place.pages if path not in known]


def _run(asked: list[dict[str, str]]) -> list[dict[str, Any]]:
    shutil.copy(SOURCE / "run.mjs", INSTALLED / "run.mjs")
    binary = requirements.find_program(*chromium.BINARIES)
    assert binary is not None
    done = subprocess.run(
        ["node", "run.mjs", binary],
        cwd=INSTALLED,
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=SECONDS_A_PAGE * len(asked),
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _complain(result: dict[str, Any]) -> None:
    below = [f"{name} {result[name]}" for name, bar in BARS.items() if result[name] < bar]
    if below:
        why = result["trouble"] or ", ".join(result["failed"])
        print(f"{result['name']} is below the bar: {', '.join(below)} ({why})", file=sys.stderr)


def _of_pages(results: list[dict[str, Any]]) -> list[Figure]:
    name = "lighthouse performance: {}"
    return [Figure(name.format(one["name"]), one["performance"], "of 100") for one in results]


def _worst(results: list[dict[str, Any]]) -> list[Figure]:
    return [
        Figure(
            "lighthouse accessibility, worst", min(r["accessibility"] for r in results), "of 100"
        ),
        Figure("lighthouse practices, worst", min(r["best-practices"] for r in results), "of 100"),
        Figure("lighthouse LCP, slowest", max(r["lcp"] for r in results), "ms"),
    ]
