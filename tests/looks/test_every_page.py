"""What holds for every page and state: nobody is shut out, nothing is too small, all fits."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import requirements
from tests.looks.batches import each_batch, each_state
from tests.looks.every import STATES, every_state
from tests.looks.looking import Look
from tests.looks.product import Place
from tests.looks.states import State
from tests.looks.validator import mistakes_in

pytestmark = pytest.mark.browser
every = each_state("every")
See = Callable[[State], Look]


@every
def test_axe_finds_nothing(look: See, state: State) -> None:
    seen = look(state)

    assert seen.in_light == []
    assert seen.in_dark == []


@every
def test_more_contrast_is_really_more(look: See, state: State) -> None:
    assert look(state).with_more_contrast == []


@every
def test_the_systems_own_colours_stay_readable(look: See, state: State) -> None:
    assert look(state).with_forced_colours == []


@every
def test_what_can_be_pressed_is_as_large_as_a_finger(look: See, state: State) -> None:
    assert look(state).small_targets == []


@every
def test_nothing_is_wider_than_the_narrowest_phone(look: See, state: State) -> None:
    assert look(state).wider_than_narrow == []


@every
def test_no_screen_is_a_dead_end_where_there_is_no_back_button(look: See, state: State) -> None:
    assert look(state).ways_out != []


@each_batch("every")
def test_what_scripts_make_of_a_page_is_valid_html(
    look: See, states: Sequence[State], tmp_path: Path
) -> None:
    requirements.demand("Java")

    assert mistakes(look, states, tmp_path) == []


def test_a_page_that_is_new_is_looked_at_too(look: See, place: Place, tmp_path: Path) -> None:
    requirements.demand("Java")
    states = every_state(place)[len(STATES) :]
    for state in states:
        seen = look(state)
        assert seen.in_light + seen.in_dark + seen.small_targets + seen.wider_than_narrow == []

    assert mistakes(look, states, tmp_path) == []


def mistakes(look: See, states: Sequence[State], folder: Path) -> list[str]:
    """What the validator finds in the pages as their scripts left them."""
    for state in states:
        live = look(state).live
        doctype = "" if live.lower().startswith("<!doctype") else "<!doctype html>"
        (folder / f"{state.name}.html").write_text(doctype + live, encoding="utf-8")
    return mistakes_in(folder) if states else []
