"""Fixtures of the tests that every browser passes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.hands import Hands
from tests.browser.phones import PHONES


@pytest.fixture(params=PHONES)
def hands(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hands]:
    """A person's hands on a phone: Chromium, then Firefox, then WebKit."""
    with PHONES[request.param](tmp_path / "browser") as found:
        yield found
