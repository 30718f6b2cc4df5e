"""Text twice as large, as its reader set it in the browser: nothing is cut off or shut out."""

from collections.abc import Iterator

import pytest

from tests import requirements
from tests.looks.batches import each_state
from tests.looks.glass import Glass, chromium_glass
from tests.looks.looking import look_at_large
from tests.looks.product import Place
from tests.looks.states import State

pytestmark = pytest.mark.browser
TWICE = 200
PLAIN_PIXELS = 17  # the size of the page's own text where nobody asked for another


@pytest.fixture(scope="module")
def large(place: Place) -> Iterator[Glass]:
    """A Chromium of somebody who reads large text."""
    requirements.demand("Chromium", "the npm packages")
    with chromium_glass(place, TWICE) as looking:
        yield looking


@each_state("large")
def test_text_may_be_twice_as_large(large: Glass, state: State) -> None:
    seen = look_at_large(large, state)

    assert seen.root_pixels == PLAIN_PIXELS * TWICE / 100
    assert seen.violations == []
    assert seen.wider == []
