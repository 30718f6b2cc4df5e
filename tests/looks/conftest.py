"""One product, and in a module one Chromium and one visit to each state, serve all its tests."""

from collections.abc import Callable, Iterator

import pytest

from tests import requirements
from tests.looks.glass import Glass, chromium_glass
from tests.looks.looking import Look, look_at
from tests.looks.product import Place, Product
from tests.looks.states import State


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The product with people in it."""
    with Product(tmp_path_factory.mktemp("looks")) as running:
        yield running


@pytest.fixture(scope="module")
def glass(place: Place) -> Iterator[Glass]:
    """A Chromium that looks at it."""
    requirements.demand("Chromium", "the npm packages")
    with chromium_glass(place) as looking:
        yield looking


@pytest.fixture(scope="module")
def look(glass: Glass) -> Callable[[State], Look]:
    """What is seen on a state; visited once, however many tests ask."""
    seen: dict[str, Look] = {}

    def at(state: State) -> Look:
        if state.name not in seen:
            seen[state.name] = look_at(glass, state)
        return seen[state.name]

    return at
