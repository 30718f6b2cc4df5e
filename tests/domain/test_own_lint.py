"""What is said of a routine that does not look right, and what is left unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.own_examples import (
    OWN_EXERCISE,
    WALL_SLIDE,
    catalogue_with,
    own,
    own_worlds,
)
from webapp.domain.catalogue import load_catalogue
from webapp.domain.own_exercises import OwnExercise, OwnStep
from webapp.domain.own_lint import Around, Hint, lint
from webapp.domain.own_routines import OwnItem, copy_of

CATALOGUE = load_catalogue()


def said(routine, *exercises, **around) -> list[tuple[str, int | None]]:
    found = lint(catalogue_with(routine, *exercises), routine, Around(**around))
    return [(finding.hint, finding.item) for finding in found]


def one_sided(side: str, kind: str = "mobility", seconds: int = 20) -> OwnExercise:
    steps = (OwnStep("Tilt.", seconds, side),)
    return OwnExercise(f"own_{side:0>16}", f"To the {side}", kind, "hands", steps)


@pytest.mark.parametrize("preset", sorted(CATALOGUE.routines.keys() - {"two_minute_raise"}))
def test_nothing_is_said_of_a_copy_of_ours(preset):
    copied = copy_of(CATALOGUE.routines[preset], "Mine")

    assert said(own(*copied.items, based_on=preset)) == []


def test_an_empty_routine_is_told_to_be_one():
    assert said(own()) == [(Hint.EMPTY, None)]


def test_a_missing_side_is_noticed_and_another_exercise_may_make_up_for_it():
    left, right = one_sided("left"), one_sided("right")

    assert said(own("mob_shoulder_rolls", left.id), left) == [(Hint.ONE_SIDE, 1)]
    assert said(own(left.id, right.id), left, right) == []
    assert said(own("mob_turn", left.id), left) == [(Hint.ONE_SIDE, 1)]  # it has both, for itself
    assert said(own("acu_gb21", right.id), right) == [(Hint.ONE_SIDE, 1)]


def test_a_press_over_a_minute_is_noticed():
    press = one_sided("both", "acupressure", 75)

    assert said(own(press.id), press) == [(Hint.LONG_PRESS, 0)]
    assert said(own(OwnItem("acu_gb21", 3))) == []


def test_strength_before_any_warm_up_is_noticed():
    assert said(own("str_iso_front", "mob_turn")) == [(Hint.COLD_STRENGTH, 0)]
    assert said(own("br_quiet_belly", "str_iso_front")) == [(Hint.COLD_STRENGTH, 1)]
    assert said(own("mob_turn", "str_iso_front")) == []


def test_what_the_check_closes_is_named_with_what_comes_in_its_place():
    routine = own("acu_li4", "mob_turn", "mob_shrug_drop")
    found = lint(catalogue_with(routine), routine, Around(effects=["no_point_LI4"]))

    assert [(f.hint, f.item, f.values) for f in found] == [
        (Hint.BLOCKED, 0, {"swap": CATALOGUE.exercises["acu_pc6"].title})
    ]


def test_longer_than_the_break_or_than_the_pause_between_nudges_is_noticed():
    long = own(OwnItem("br_even_five", 1, 600))

    assert said(long, break_minutes=5, pause_minutes=30) == [(Hint.OVER_BREAK, None)]
    assert said(long, break_minutes=15) == []
    assert said(own(*long.items * 4), pause_minutes=30) == [(Hint.OVER_PAUSE, None)]


def test_more_than_a_day_allows_is_noticed():
    assert said(own(*[OwnItem("mas_circle_knead", 3)] * 9)) == [(Hint.OVER_CAP, None)]


def test_an_exercise_that_is_gone_is_named_and_the_others_keep_their_places():
    assert said(own(OWN_EXERCISE, "str_iso_front")) == [(Hint.GONE, 0), (Hint.COLD_STRENGTH, 1)]
    assert said(own(OWN_EXERCISE), WALL_SLIDE) == []


@given(
    world=own_worlds(),
    effects=st.frozensets(st.sampled_from(sorted(CATALOGUE.effects))),
)
def test_whatever_is_kept_can_be_spoken_of(world, effects):
    catalogue, routine = world

    found = lint(catalogue, routine, Around(effects, 5, 30))

    assert all(f.item is None or 0 <= f.item < len(routine.items) for f in found)
