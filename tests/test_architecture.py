"""The shape of the code: layers, sizes, names, and what only one place may do."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted([*ROOT.glob("webapp/**/*.py"), *ROOT.glob("jobs/**/*.py"), ROOT / "wsgi.py"])
MIGRATIONS = ROOT / "webapp" / "storage" / "migrations"
LONGEST_FILE = 200
DRAWERS = ("util", "helper", "manager", "misc", "common")
OWN = [path for path in CODE if not path.is_relative_to(MIGRATIONS)]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def calls(path: Path) -> list[str]:
    """Every call of a file, as it is written without its arguments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_imports_point_downwards_only():
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_no_file_is_longer_than_a_few_screens(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_file_is_a_drawer(path):
    assert not any(drawer in part for part in path.relative_to(ROOT).parts for drawer in DRAWERS)


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_every_file_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_only_actions_commit():
    committing = {
        name_of(path)
        for path in CODE
        for call in calls(path)
        if call.endswith(".commit") and "connection" not in call
    }

    assert committing == {"webapp/actions/transaction.py"}


def test_only_one_place_reads_the_clock():
    readers = {
        name_of(path)
        for path in CODE
        for call in calls(path)
        if call.endswith(("datetime.now", "datetime.utcnow", "datetime.today", "date.today"))
        or call in ("time.time", "time.localtime", "time.gmtime")
    }

    assert readers == {"webapp/clock.py"}


def test_below_the_web_and_the_jobs_nobody_asks_the_clock():
    asking = {
        name_of(path)
        for path in CODE
        if any(call in ("clock.now", "now") for call in calls(path))
        and path.relative_to(ROOT).parts[1] in ("actions", "storage", "push", "domain")
    }

    assert asking == set()


def test_every_import_stands_at_the_top_and_is_absolute():
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert all(node in tree.body for node in found), name_of(path)
        assert all(getattr(node, "level", 0) == 0 for node in found), name_of(path)


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_nothing_reads_outside_the_repository(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]

    assert not [text for text in texts if isinstance(text, str) and "../" in text]


def test_no_script_or_template_reaches_above_its_folder():
    above = [
        f"{name_of(path)}: {line.strip()}"
        for pattern in ("static/**/*.js", "static/**/*.css", "templates/**/*.html")
        for path in ROOT.glob(pattern)
        for line in path.read_text(encoding="utf-8").splitlines()
        if "../" * len(path.relative_to(ROOT).parts) in line
    ]

    assert above == []
