"""A script or a style sheet as it travels: without the lines that only people read."""


def lean(source: str) -> str:
    """Leave out comment lines, empty lines and indentation; what is not a comment is not touched.

    The file must hold no text of several lines: its indentation would go as well.
    """
    return "".join(f"{line}\n" for line in _code_lines(source))


def _code_lines(source: str) -> list[str]:
    kept: list[str] = []
    inside = False
    for line in map(str.strip, source.splitlines()):
        if inside or line.startswith("/*"):
            inside = not line.endswith("*/")
        elif line and not line.startswith("//"):
            kept.append(line)
    return kept
