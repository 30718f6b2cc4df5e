"""What a timeline tells of its exercises: the hand, the way it moves, the signals, the pace."""

import re
from collections.abc import Iterator

import pytest

from webapp.domain.catalogue import Exercise, load_catalogue
from webapp.domain.catalogue.exercise import LEVELS, Step
from webapp.domain.timeline_exercises import pace_bounds, working_hand
from webapp.domain.timelines import Entry, compile_timeline

CATALOGUE = load_catalogue()
OF_A_HAND = r"(?<!on the )\b(left|right) (?:hand|fingers|thumb|index|palm)"


def entries_of(routine: str, level: int = 1) -> tuple[Entry, ...]:
    return compile_timeline(CATALOGUE, routine, level, ()).entries


def touching_steps() -> Iterator[tuple[Exercise, Step]]:
    for exercise in CATALOGUE.exercises.values():
        for step in exercise.steps:
            if working_hand(exercise, step.side):
                yield exercise, step


def breathing() -> list[Exercise]:
    return [each for each in CATALOGUE.exercises.values() if each.kind == "breathing"]


def test_the_hand_is_the_one_the_words_name_first() -> None:
    named = [
        (exercise.id, found[1], working_hand(exercise, step.side))
        for exercise, step in touching_steps()
        if step.side in ("left", "right") and (found := re.search(OF_A_HAND, step.do))
    ]

    assert len(named) >= 6
    assert [each for each in named if each[1] != each[2]] == []


def test_touch_reaches_across_and_strength_uses_its_own_side() -> None:
    holds = [entry for entry in entries_of("neck_shoulder_holds") if entry.exercise == "acu_gb21"]
    presses = [entry for entry in entries_of("strengthen_5") if entry.exercise == "str_iso_side"]

    assert {(each.side, each.hand) for each in holds if each.kind == "step"} == {
        ("left", "right"),
        ("right", "left"),
    }
    assert ("left", "left") in {(each.side, each.hand) for each in presses}


def test_movement_of_the_whole_body_names_no_hand() -> None:
    assert {entry.hand for entry in entries_of("loosen_up_5")} == {""}


def test_a_press_is_the_hold_of_a_pressure_point_and_nothing_else() -> None:
    pressed = [entry for entry in entries_of("headache_eye_holds") if entry.press]

    assert [entry.exercise for entry in pressed] == [
        "acu_bl2", "acu_exhn5", "acu_exhn3", "acu_gb20", "acu_li4", "acu_li4",
    ]  # fmt: skip
    assert not any(entry.press for entry in entries_of("full_self_massage"))


def test_the_facts_of_an_exercise_stand_once() -> None:
    compiled = compile_timeline(CATALOGUE, "neck_shoulder_holds", 2, ())

    assert list(compiled.exercises) == ["acu_gb20", "acu_bl10", "acu_gb21", "acu_si3"]
    well = compiled.exercises["acu_gb21"]
    assert well.signals == ("softening", "warmth", "dull ache easing")
    assert well.dose == "45 s a side at 3"
    assert well.locate.startswith("Draw a line from the bump")
    assert well.circle == "anywhere within three finger widths on the muscle"


def test_what_moves_says_which_way_on_both_sides() -> None:
    turns = [entry for entry in entries_of("micro_break") if entry.exercise == "mob_turn"]

    assert [entry.direction for entry in turns if entry.kind == "step"] == ["", "left", "right"]


@pytest.mark.parametrize("exercise", breathing(), ids=lambda each: str(each.id))
@pytest.mark.parametrize("level", LEVELS)
def test_a_pace_stays_within_the_seconds_of_the_exercise(exercise: Exercise, level: int) -> None:
    pattern = exercise.pattern
    assert pattern is not None
    breaths = pattern.cycles[level] * pattern.cycle_seconds(level)

    bounds = pace_bounds(exercise, breaths)

    assert bounds["quickest"] <= 100 <= bounds["slowest"]
    for pace in bounds.values():
        total = pattern.lead_in + breaths * pace / 100 + pattern.lead_out
        assert exercise.min_seconds <= total <= exercise.max_seconds


def test_a_hold_is_never_longer_and_a_deep_breath_never_quicker_than_written() -> None:
    assert pace_bounds(CATALOGUE.exercises["br_box"], 108)["slowest"] == 100
    assert pace_bounds(CATALOGUE.exercises["br_478"], 56)["slowest"] == 100
    assert pace_bounds(CATALOGUE.exercises["br_cyclic_sigh"], 60)["quickest"] == 100
    assert pace_bounds(CATALOGUE.exercises["br_long_exhale"], 60) == {
        "quickest": 70,
        "slowest": 130,
    }
