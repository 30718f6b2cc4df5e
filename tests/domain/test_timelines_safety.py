"""A timeline under effects: nothing blocked is in it, and something safe is left."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.catalogue import load_catalogue
from webapp.domain.safety import NO_CHECK
from webapp.domain.timelines import Change, NothingAllowed, Timeline, compile_timeline

CATALOGUE = load_catalogue()


def timeline(routine: str, level: int = 1, effects: str = "") -> Timeline:
    return compile_timeline(CATALOGUE, routine, level, effects.split())


def exercises_of(compiled: Timeline) -> list[str]:
    return list(dict.fromkeys(entry.exercise for entry in compiled.entries if entry.exercise))


def test_a_blocked_exercise_is_swapped_and_lasts_what_the_swap_lasts() -> None:
    compiled = timeline("headache_eye_holds", level=1, effects="no_point_LI4")

    assert compiled.changes == (Change("acu_li4", "acu_pc6"),)
    assert compiled.seconds == 360
    assert "acu_li4" not in exercises_of(compiled)


def test_a_swap_that_is_already_there_or_blocked_is_a_drop() -> None:
    evening = timeline("wind_down_breathing", level=1, effects="calm_breath_only")
    holds = timeline("neck_shoulder_holds", level=1, effects="no_neck_pressure")

    assert evening.changes == (Change("br_478", None),)
    assert evening.seconds == 30 + 80 + 5 + 210 + 24
    assert holds.changes == (
        Change("acu_gb20", "acu_te3"),
        Change("acu_bl10", "acu_pc6"),
        Change("acu_gb21", None),
    )


def test_less_than_60_percent_is_replaced_by_the_fallback() -> None:
    kept = timeline("loosen_up_5", effects="no_shoulder_load")
    replaced = timeline("focus_box_two", effects="calm_breath_only")
    enough_at_level_2 = timeline("focus_box_two", level=2, effects="calm_breath_only")

    assert kept.changes == (Change("mob_upper_back_open", None),)
    assert (replaced.asked, replaced.routine) == ("focus_box_two", "flare_safe_breathing")
    assert replaced.title == "Flare-safe breathing"
    assert enough_at_level_2.routine == "focus_box_two"
    assert enough_at_level_2.title == CATALOGUE.exercises["br_even_five"].title


def test_fallbacks_are_followed_to_the_first_that_is_whole_enough() -> None:
    without_massage = timeline("full_self_massage", effects="no_massage")
    without_most = timeline("full_self_massage", effects="no_massage no_neck_motion")
    in_a_flare = timeline("full_self_massage", effects="breathing_only")

    assert without_massage.routine == "loosen_up_5"
    assert without_most.routine == "loosen_up_5"
    assert in_a_flare.routine == "flare_safe_breathing"


def test_the_level_is_capped_by_the_effects() -> None:
    capped = timeline("full_self_massage", level=3, effects="level_1_only")

    assert (capped.level, capped.seconds) == (1, 600)


@pytest.mark.parametrize("routine", CATALOGUE.routines)
def test_under_stop_all_there_is_nothing(routine: str) -> None:
    with pytest.raises(NothingAllowed):
        timeline(routine, effects="stop_all level_1_only")


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("routine", CATALOGUE.routines)
def test_before_any_check_there_is_only_calm_breathing(routine: str, level: int) -> None:
    compiled = compile_timeline(CATALOGUE, routine, level, NO_CHECK)

    played = [entry for entry in compiled.entries if entry.exercise]
    assert played
    assert all(entry.tags == ("breath_calm",) for entry in played)


@settings(deadline=None)
@given(
    routine=st.sampled_from(sorted(CATALOGUE.routines)),
    level=st.sampled_from([1, 2, 3]),
    effects=st.frozensets(st.sampled_from([*CATALOGUE.effects, "of_a_later_version"])),
)
def test_nothing_blocked_is_ever_played_and_something_safe_is_left(
    routine: str, level: int, effects: frozenset[str]
) -> None:
    if "stop_all" in effects:
        with pytest.raises(NothingAllowed):
            compile_timeline(CATALOGUE, routine, level, effects)
        return

    compiled = compile_timeline(CATALOGUE, routine, level, effects)

    for rule in (CATALOGUE.effects[effect] for effect in effects if effect in CATALOGUE.effects):
        for entry in compiled.entries:
            assert entry.exercise_kind not in rule.kinds
            assert rule.tags.isdisjoint(entry.tags)
            assert rule.points.isdisjoint(entry.points)
    assert compiled.entries[0].start == 0
    assert all(one.end == other.start for one, other in pairwise(compiled.entries))
    assert all(
        entry.end - entry.start == entry.repeat * (entry.seconds + entry.rest) > 0
        for entry in compiled.entries
    )
    assert compiled.entries[-1].end == compiled.seconds
    assert compiled.level <= (1 if "level_1_only" in effects else level)
    assert any(entry.kind == "step" for entry in compiled.entries)
