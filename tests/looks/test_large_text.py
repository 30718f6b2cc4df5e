"""Text twice as large, as its reader set it in the browser: nothing is cut off or shut out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests import requirements
from tests.looks.every import STATES
from tests.looks.glass import large_text_glass, lead
from tests.looks.looking import look_at_large
from tests.looks.product import Place
from tests.looks.states import State

pytestmark = pytest.mark.browser
TWICE = 200
PLAIN_PIXELS = 17  # the size of the page's own text where nobody asked for another


@pytest.fixture(scope="module")
def large(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A Chromium of somebody who reads large text."""
    requirements.demand("Chromium", "the npm packages")
    with large_text_glass(place, tmp_path_factory.mktemp("large"), TWICE) as context:
        yield context


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_text_may_be_twice_as_large(large: BrowserContext, place: Place, state: State) -> None:
    seen = look_at_large(large, place, state, lead)

    assert seen.root_pixels == PLAIN_PIXELS * TWICE / 100
    assert seen.violations == []
    assert seen.wider == []
