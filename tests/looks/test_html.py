"""Every page as it is served is valid HTML."""

import urllib.error
import urllib.request
from pathlib import Path

from tests import requirements
from tests.looks.every import every_state
from tests.looks.glass import address_of
from tests.looks.product import Place
from tests.looks.states import NOBODY, State
from tests.looks.validator import mistakes_in


def test_every_page_is_valid_html(place: Place, tmp_path: Path) -> None:
    requirements.demand("Java", "the npm packages")
    for state in every_state(place):
        (tmp_path / f"{state.name}.html").write_bytes(served(place, state))

    assert mistakes_in(tmp_path) == []


def test_the_validator_sees_a_mistake(tmp_path: Path) -> None:
    requirements.demand("Java", "the npm packages")
    page = "<!doctype html><html lang=en><title>x</title><p><img src=x></p>"
    (tmp_path / "wrong.html").write_text(page)

    assert ["alt" in one for one in mistakes_in(tmp_path)] == [True]


def served(place: Place, state: State) -> bytes:
    """What the product answers, a problem's page too."""
    cookie = f"unhunch={place.cookies[state.who]}" if state.who != NOBODY else ""
    request = urllib.request.Request(address_of(place, state), headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as problem:
        with problem:
            return bytes(problem.read())
