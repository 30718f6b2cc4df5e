"""A moment at which everything happens: a minute after ten on a Monday in Berlin."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.web.examples import SOON


@pytest.fixture(autouse=True)
def now(set_clock: Callable[[datetime], None]) -> datetime:
    """What the clock of the application shows."""
    set_clock(SOON)
    return SOON
