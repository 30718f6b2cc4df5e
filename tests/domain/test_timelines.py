"""A timeline: exact seconds, nothing in it that an effect blocks, always something safe."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.catalogue import UnknownRoutine, load_catalogue
from webapp.domain.safety import NO_CHECK
from webapp.domain.timelines import (
    Change,
    Entry,
    NothingAllowed,
    Timeline,
    compile_timeline,
    timeline_as_json,
)

CATALOGUE = load_catalogue()

# what the catalogue promises, by level
SECONDS = {
    "desk_minute": (100, 100, 100),
    "micro_break": (180, 180, 180),
    "loosen_up_5": (300, 300, 300),
    "full_self_massage": (600, 720, 900),
    "express_self_massage": (300, 300, 300),
    "neck_shoulder_holds": (300, 380, 470),
    "headache_eye_holds": (360, 435, 525),
    "hands_only_reset": (180, 210, 240),
    "wind_down_breathing": (420, 440, 478),
    "flare_safe_breathing": (300, 300, 300),
    "sigh_five": (300, 300, 300),
    "focus_box_two": (118, 122, 130),
    "strengthen_5": (300, 300, 300),
    "two_minute_raise": (120, 120, 120),
}


def timeline(routine: str, level: int = 1, effects: str = "") -> Timeline:
    return compile_timeline(CATALOGUE, routine, level, effects.split())


def steps_of(compiled: Timeline, exercise: str) -> list[Entry]:
    return [
        entry for entry in compiled.entries if entry.kind == "step" and entry.exercise == exercise
    ]


def exercises_of(compiled: Timeline) -> list[str]:
    return list(dict.fromkeys(entry.exercise for entry in compiled.entries if entry.exercise))


def test_the_table_names_every_routine() -> None:
    assert list(SECONDS) == list(CATALOGUE.routines)


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("routine", SECONDS)
def test_a_routine_lasts_what_the_catalogue_promises(routine: str, level: int) -> None:
    compiled = timeline(routine, level)

    assert compiled.seconds == SECONDS[routine][level - 1]
    assert compiled.entries[-1].end == compiled.seconds
    assert (compiled.routine, compiled.asked, compiled.level) == (routine, routine, level)
    assert compiled.changes == ()


def test_the_desk_minute_entry_by_entry() -> None:
    entries = timeline("desk_minute").entries

    assert [(each.kind, each.start, each.end, each.exercise) for each in entries] == [
        ("step", 0, 15, "mob_shoulder_rolls"),
        ("step", 15, 30, "mob_shoulder_rolls"),
        ("transition", 30, 35, "mob_chin_glide"),
        ("step", 35, 65, "mob_chin_glide"),
        ("transition", 65, 70, "br_long_exhale"),
        ("step", 70, 75, "br_long_exhale"),
        ("step", 75, 95, "br_long_exhale"),
        ("step", 95, 100, "br_long_exhale"),
    ]


def test_a_repeated_step_is_one_entry_that_says_its_repetitions() -> None:
    (glide,) = steps_of(timeline("desk_minute", level=2), "mob_chin_glide")

    assert (glide.repeat, glide.seconds, glide.rest) == (5, 4, 2)
    assert glide.end - glide.start == 30


def test_a_transition_announces_what_comes_next() -> None:
    transition = timeline("micro_break").entries[3]

    assert transition.kind == "transition"
    assert transition.title == "Easy turns"
    assert transition.do == CATALOGUE.exercises["mob_turn"].summary
    assert transition.tags == ("neck_motion",)


def test_preparation_and_finish_are_entries_only_when_they_take_time() -> None:
    massage = timeline("full_self_massage").entries
    desk = timeline("desk_minute").entries

    assert (massage[0].kind, massage[0].end, massage[0].exercise) == ("prepare", 30, None)
    assert massage[0].cue == "Rub your palms together until they feel warm."
    assert (massage[-1].kind, massage[-1].start, massage[-1].end) == ("finish", 570, 600)
    assert {entry.kind for entry in desk} == {"step", "transition"}


def test_an_override_is_shared_by_the_stretch_steps() -> None:
    knead = steps_of(timeline("express_self_massage", level=3), "mas_circle_knead")

    assert [entry.end - entry.start for entry in knead] == [4, 30, 30]
    assert [entry.side for entry in knead] == ["none", "left", "right"]


def test_breaths_stand_on_the_stretch_step_in_whole_cycles() -> None:
    lead_in, breaths, lead_out = steps_of(timeline("desk_minute"), "br_long_exhale")
    (_, box, _) = steps_of(timeline("focus_box_two", level=2), "br_box")

    assert lead_in.breath is None
    assert lead_out.breath is None
    assert breaths.breath == {
        "inhale": 4, "top_up": 0, "hold_full": 0, "exhale": 6, "hold_empty": 0, "cycles": 2,
    }  # fmt: skip
    assert box.breath is not None
    assert (box.breath["hold_full"], box.breath["cycles"]) == (4, 7)


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


@pytest.mark.parametrize("routine", SECONDS)
def test_under_stop_all_there_is_nothing(routine: str) -> None:
    with pytest.raises(NothingAllowed):
        timeline(routine, effects="stop_all level_1_only")


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("routine", SECONDS)
def test_before_any_check_there_is_only_calm_breathing(routine: str, level: int) -> None:
    compiled = compile_timeline(CATALOGUE, routine, level, NO_CHECK)

    played = [entry for entry in compiled.entries if entry.exercise]
    assert played
    assert all(entry.tags == ("breath_calm",) for entry in played)


def test_an_unknown_routine_or_level_is_refused() -> None:
    with pytest.raises(UnknownRoutine):
        timeline("unheard_of")
    with pytest.raises(ValueError, match="level must be 1, 2 or 3, not 4"):
        timeline("desk_minute", level=4)


def test_the_digest_names_the_content() -> None:
    plain, again = timeline("desk_minute"), timeline("desk_minute")
    others = [timeline("desk_minute", level=2), timeline("desk_minute", effects="no_neck_motion")]

    assert plain == again
    assert len(plain.digest) == 16
    assert len({plain.digest, *(each.digest for each in others)}) == 3


def test_json_holds_every_field_and_survives_the_journey() -> None:
    compiled = timeline("headache_eye_holds", effects="no_point_LI4")

    sent: Any = json.loads(json.dumps(timeline_as_json(compiled)))

    assert sent == timeline_as_json(compiled)
    assert set(sent) == set(Timeline.__slots__)
    assert set(sent["entries"][0]) == set(Entry.__slots__)
    assert sent["changes"] == [{"exercise": "acu_li4", "became": "acu_pc6"}]
    assert sum(each["end"] - each["start"] for each in sent["entries"]) == sent["seconds"]


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
