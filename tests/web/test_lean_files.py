"""Scripts and style sheets travel without comments and blanks, and are otherwise what they were."""

import json
import subprocess
from pathlib import Path

from tests import requirements
from webapp.web.lean_files import lean_script, lean_style

STATIC = Path(__file__).parents[2] / "static"
SAME = """
const {isDeepStrictEqual} = require("node:util");
const acorn = require("internal/deps/acorn/acorn/dist/acorn");
const pairs = require(`${process.argv[1]}/pairs.json`);
const options = {ecmaVersion: "latest", sourceType: "module"};
const placeless = (key, value) => (key === "start" || key === "end" ? undefined : value);
const read = (source) => JSON.parse(JSON.stringify(acorn.parse(source, options), placeless));
const changed = pairs.filter(([, source, lean]) => !isDeepStrictEqual(read(source), read(lean)));
process.stdout.write(JSON.stringify([pairs.length, changed.map(([name]) => name)]));
"""
SCRIPTS = sorted([*STATIC.glob("js/**/*.js"), *STATIC.glob("sw/*.js"), *STATIC.glob("vendor/*.js")])


def name_of(path: Path) -> str:
    return str(path.relative_to(STATIC))


def test_comments_empty_lines_and_blanks_of_a_script_go() -> None:
    source = (
        "// What it is.\n\n/**\n * Says so.\n */\nfunction a() {\n  return 1; // why\n}\n/* x */\n"
    )

    assert lean_script(source) == "function a(){return 1;}\n"


def test_what_looks_like_a_remark_or_a_blank_within_a_text_stays() -> None:
    source = 'say("a  // b");\nsay(`c\n  // d`, 1); // why\nconst a = "https://here/";\n'

    assert lean_script(source) == 'say("a  // b");say(`c\n  // d`,1);const a="https://here/";\n'


def test_comment_lines_empty_lines_and_indentation_of_a_style_sheet_go() -> None:
    source = "/* What it is. */\n\n@layer page {\n  a { color: red; }\n}\n/* on two\n lines */\n"

    assert lean_style(source) == "@layer page {\na { color: red; }\n}\n"


def test_every_script_is_the_same_program_on_the_way(tmp_path: Path) -> None:
    requirements.demand("Node.js")
    sources = [(name_of(path), path.read_text(encoding="utf-8")) for path in SCRIPTS]
    pairs = [(name, source, lean_script(source)) for name, source in sources]
    (tmp_path / "pairs.json").write_text(json.dumps(pairs), encoding="utf-8")

    done = subprocess.run(
        ["node", "--expose-internals", "--no-warnings", "-e", SAME, tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, f"[{len(SCRIPTS)},[]]"), done.stderr


def test_a_script_leaves_lean(stranger) -> None:
    page = stranger.get("/assets/any/js/player/run.js").text

    assert "export function start(run,now){" in page
    assert "/**" not in page
