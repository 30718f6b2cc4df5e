"""The doctor as it is called: lines, JSON, exit code, and no application needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkup.conftest import NOW, Installation
from webapp.checkup.finding import Grade

ROOT = Path(__file__).parents[2]


@pytest.fixture
def call(healthy: Installation, set_clock, monkeypatch):
    """Call the doctor by the application's own command."""
    set_clock(NOW)
    for name in list(os.environ):
        if name.startswith("UNHUNCH_"):
            monkeypatch.delenv(name)

    def run(*words: str):
        runner = healthy.app.test_cli_runner()
        return runner.invoke(args=["doctor", *words], env=healthy.environ)

    return run


def test_all_well_ends_with_0(call):
    answer = call()

    assert answer.exit_code == 0, answer.output
    assert "No trouble; 0 to look at." in answer.output
    assert all(line.startswith("ok ") for line in answer.output.splitlines()[:-2])


def test_a_warning_is_no_trouble_and_says_what_to_do(healthy, call):
    healthy.folder.chmod(0o755)

    answer = call()

    assert answer.exit_code == 0
    assert "warning  data folder: Others can look into" in answer.output
    assert f"\n         Run: chmod 700 {healthy.folder}\n" in answer.output


def test_trouble_ends_with_1(healthy, call):
    (healthy.folder / "secret_key").chmod(0o644)

    answer = call()

    assert answer.exit_code == 1
    assert "trouble  keys: " in answer.output
    assert "1 in trouble, 0 to look at." in answer.output


def test_as_json_it_is_one_object(healthy, call):
    (healthy.folder / "secret_key").chmod(0o644)

    answer = call("--json")

    body = json.loads(answer.output)
    assert (answer.exit_code, body["trouble"]) == (1, True)
    assert {finding["grade"] for finding in body["findings"]} == {Grade.OK, Grade.TROUBLE}
    assert all(set(one) == {"name", "grade", "says", "do"} for one in body["findings"])


@pytest.mark.parametrize("spoil", ["settings", "keys", "nothing yet"])
def test_it_comes_where_no_application_would_start_and_makes_nothing(healthy, tmp_path, spoil):
    environ = {"PATH": os.environ["PATH"], **healthy.environ}
    if spoil == "settings":
        environ["UNHUNCH_PORT"] = "x"
    elif spoil == "keys":
        (healthy.folder / "secret_key").chmod(0o644)
    else:
        environ["UNHUNCH_DATA_DIR"] = str(tmp_path / "nowhere")

    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "doctor"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert "Traceback" not in done.stderr
    is_well = spoil == "nothing yet"
    assert (done.returncode == 0, "\ntrouble" not in f"\n{done.stdout}") == (is_well, is_well)
    assert not (tmp_path / "nowhere").exists()
