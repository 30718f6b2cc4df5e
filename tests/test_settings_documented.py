"""docs/settings.md names every setting there is, and no other."""

import re
from pathlib import Path

from webapp.settings import known_names

DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"


def test_every_setting_has_its_row_in_the_document_and_every_row_its_setting():
    rows = re.findall(r"^\| `(UNHUNCH_\w+)` \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)

    assert len(rows) == len(set(rows))
    assert set(rows) == known_names()
