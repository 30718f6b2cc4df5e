"""Scripts and style sheets travel without comments, and are otherwise what they were."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import requirements
from webapp.web.lean_files import lean

STATIC = Path(__file__).parents[2] / "static"
# The worker's parts are classic scripts, all others modules.
READ = """
const vm = require("node:vm");
const sources = require(`${process.argv[1]}/sources.json`);
for (const [folder, source] of sources) {
  if (folder === "sw") new vm.Script(source);
  else new vm.SourceTextModule(source);
}
process.stdout.write(String(sources.length));
"""
SCRIPTS = sorted([*STATIC.glob("js/**/*.js"), *STATIC.glob("sw/*.js"), *STATIC.glob("vendor/*.js")])


def name_of(path: Path) -> str:
    return str(path.relative_to(STATIC))


def test_comment_lines_empty_lines_and_indentation_go() -> None:
    source = (
        "// What it is.\n\n/**\n * Says so.\n */\nfunction a() {\n  return 1; // why\n}\n/* x */\n"
    )

    assert lean(source) == "function a() {\nreturn 1;\n}\n"


def test_addresses_and_divisions_stay() -> None:
    source = 'const a = "https://here/";\nconst b = 4 /\n  2;\n'

    assert lean(source) == 'const a = "https://here/";\nconst b = 4 /\n2;\n'


def test_what_looks_like_a_remark_within_a_text_stays() -> None:
    source = 'say("a // b");\nsay(`c // d`, 1); // why\n'

    assert lean(source) == 'say("a // b");\nsay(`c // d`, 1); // why\n'


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_no_script_holds_a_text_of_several_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.count("`") % 2] == []


def test_every_script_can_still_be_read(tmp_path: Path) -> None:
    requirements.demand("Node.js")
    sources = [(path.parent.name, lean(path.read_text(encoding="utf-8"))) for path in SCRIPTS]
    (tmp_path / "sources.json").write_text(json.dumps(sources), encoding="utf-8")

    done = subprocess.run(
        ["node", "--experimental-vm-modules", "--no-warnings", "-e", READ, tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, str(len(SCRIPTS))), done.stderr


def test_a_script_leaves_lean(stranger) -> None:
    page = stranger.get("/assets/any/js/player/run.js").text

    assert "export function start(run, now) {" in page
    assert "/**" not in page
