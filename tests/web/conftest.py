"""A moment at which everything happens: a minute after ten on a Monday in Berlin."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.conftest import settings_in
from tests.web.examples import SOON
from tests.web.shelf import Shelf, filled_shelf
from webapp.application import create_app
from webapp.storage.db import db


@pytest.fixture(autouse=True)
def now(set_clock: Callable[[datetime], None]) -> datetime:
    """What the clock of the application shows."""
    set_clock(SOON)
    return SOON


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All drawings."""
    app = create_app(settings_in(tmp_path_factory.mktemp("drawings")))
    with app.test_request_context():
        made = filled_shelf()
        db.engine.dispose()
    return made
