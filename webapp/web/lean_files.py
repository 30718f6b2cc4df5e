"""A script or a style sheet as it travels: without what only people read."""

REMARK = " // "


def lean(source: str) -> str:
    """Leave out comments, empty lines and indentation; what is not a comment is not touched.

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
            kept.append(_without_remark(line))
    return kept


def _without_remark(line: str) -> str:
    code, _, _ = line.partition(REMARK)
    # Within a text, a quotation mark before it has no other to go with.
    return line if any(code.count(mark) % 2 for mark in "\"'`") else code.rstrip()
