"""A timeline: exact seconds, entry by entry."""

import json
from typing import Any

import pytest

from webapp.domain.catalogue import UnknownRoutine, load_catalogue
from webapp.domain.timelines import (
    Entry,
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
        "quickest": 70, "slowest": 130,
    }  # fmt: skip
    assert box.breath is not None
    assert (box.breath["hold_full"], box.breath["cycles"]) == (4, 7)


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
