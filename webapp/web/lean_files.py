"""Scripts and style sheets as they travel: without what only people read."""

import rjsmin


def lean_script(source: str) -> str:
    """Leave out comments and blanks of a script; it stays the same program."""
    script: str = rjsmin.jsmin(source)
    return script + "\n"


def lean_style(source: str) -> str:
    """Leave out comment lines, empty lines and indentation of a style sheet."""
    return "".join(f"{line}\n" for line in _rules(source))


def _rules(source: str) -> list[str]:
    kept: list[str] = []
    inside = False
    for line in map(str.strip, source.splitlines()):
        if inside or line.startswith("/*"):
            inside = not line.endswith("*/")
        elif line:
            kept.append(line)
    return kept
