"""Write requirements.lock anew from pyproject.toml: runtime first, then what only tests need.

Needs uv on the PATH. What is locked stays as it is where it still fits; `--upgrade` takes the
newest of everything.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
BORDER = "# For tests only\n"
COMPILE = [
    *("uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links"),
]
ENTRY = re.compile(r"(?=^[A-Za-z0-9])", re.MULTILINE)


def main() -> None:
    """Write the lock."""
    present = "" if "--upgrade" in sys.argv[1:] else LOCK.read_text()
    everything = _compile(present, "--group", "test")
    # Bound to the same versions, so that the first section stands on its own.
    needed = {_name(entry) for entry in _entries(_compile(everything))}
    runtime = [entry for entry in _entries(everything) if _name(entry) in needed]
    tests = [entry for entry in _entries(everything) if _name(entry) not in needed]
    text = "".join([*runtime, BORDER, *tests])
    if "://" in text:
        sys.exit("requirements.lock would hold an address; nothing was written")
    LOCK.write_text(text)
    sys.stdout.write(f"{len(runtime)} packages to run, {len(tests)} more for the tests\n")


def _compile(preferred: str, *arguments: str) -> str:
    """Resolve pyproject.toml, keeping the preferred versions where they fit."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.txt"
        answer.write_text(preferred)
        subprocess.run([*COMPILE, *arguments, "--output-file", answer], cwd=ROOT, check=True)
        return answer.read_text()


def _entries(text: str) -> list[str]:
    return [entry for entry in ENTRY.split(text) if ENTRY.match(entry)]


def _name(entry: str) -> str:
    return entry.partition("==")[0]


if __name__ == "__main__":
    main()
