"""Bring the messages of every language up to date: extract, merge, compile.

Run after words were changed; `tests/looks/test_every_word.py` names what is not translated yet.
A new language is a folder with an empty `LC_MESSAGES/messages.po` to begin with.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "webapp" / "translations"
METHODS = [("webapp/**.py", "python"), ("templates/**.*", "jinja2")]
VOLATILE = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Report-Msgid|Language-Team|Generated)'
)
KEYWORDS: dict[str, object] = {
    "_": None,
    "gettext": None,
    "marked": None,
    "ngettext": (1, 2),
    "plural_words": (2, 3),
}


def main() -> None:
    """Update each language and say what is missing in it."""
    template = extracted()
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        catalogue = updated(path, template)
        path.write_bytes(as_po(catalogue))
        # From what was written, which has no dates in it.
        path.with_suffix(".mo").write_bytes(as_mo(written(path)))
        missing = [message.id for message in catalogue if message.id and not message.string]
        sys.stdout.write(f"{path.parts[-3]}: {len(catalogue)} messages, {len(missing)} to do\n")


def extracted() -> Catalog:
    """Every message of the program."""
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(ROOT, METHODS, keywords=KEYWORDS, strip_comment_tags=True)
    for name, _line, message, _comments, context in found:
        # Without line numbers, so that moving code changes no file here.
        catalogue.add(message, None, [(name, None)], context=context)
    return catalogue


def updated(path: Path, template: Catalog) -> Catalog:
    """A language's messages after the program's; what is not used any more goes."""
    catalogue = written(path)
    catalogue.project, catalogue.version = "Unhunch", "1"
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def written(path: Path) -> Catalog:
    """A language's messages as they are in the file."""
    return read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3])


def as_po(catalogue: Catalog) -> bytes:
    """The file people edit."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True)
    # Dates and addresses would change the file each time and say nothing.
    return b"".join(line for line in file.getvalue().splitlines(True) if not VOLATILE.match(line))


def as_mo(catalogue: Catalog) -> bytes:
    """The file the program reads."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


if __name__ == "__main__":
    main()
