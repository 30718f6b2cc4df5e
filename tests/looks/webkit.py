"""WebKit, the engine of every iPhone, at a phone's size: the same states through its own driver."""

from collections.abc import Sequence
from pathlib import Path

from tests.looks.product import Place
from tests.looks.states import State


def webkit_pictures(place: Place, states: Sequence[State], out: Path) -> None:
    """Take a picture of each state WebKit can be led to."""
