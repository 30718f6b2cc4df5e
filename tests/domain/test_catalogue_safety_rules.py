"""Each rule of the safety check and the routines bites, with file, id and reason."""

import pytest

from tests.domain.catalogue_mutations import Spoil, both, case, drop, put, refusal

LI4 = "exercises.acu_li4"
LONG_CUE = " ".join(["press"] * 13)

SAFETY = [
    case(put("screening.cx_eye.ask", "You have sore eyes."), "cx_eye: question must end with"),
    case(put("screening.cx_eye.clearable", "level_2"), "cx_eye: bad clearable level_2"),
    case(put("screening.cx_eye.when", ["never"]), "cx_eye: bad when"),
    case(put("screening.cx_eye.effects", ["no_fun"]), "cx_eye: unknown effect no_fun"),
    case(
        put("screening.cx_heart_signs.clearable", "level_1"),
        "cx_heart_signs: stop_all cannot be cleared in the app",
    ),
    case(drop("effects.breathing_only"), "effects: breathing_only is missing"),
    case(
        put("effects.no_massage.blocks.kinds", ["masage"]),
        "no_massage: blocks masage, which no exercise has",
    ),
    case(
        put("effects.no_eye_points.blocks.points", ["BL3"]),
        "no_eye_points: blocks BL3, which no exercise has",
    ),
    case(put("effects.hide_heat.hides", ["A sauna."]), "hide_heat: hides a line no list has"),
    case(drop(f"{LI4}.contraindicated_by.6"), "acu_li4: contraindicated_by should be cx_stroke"),
    case(drop(f"{LI4}.contraindicated_by.6"), "acu_li4: must be off in a flare"),
    case(put(f"{LI4}.contraindicated_by.0", "cx_x"), "acu_li4: unknown contraindication cx_x"),
    case(put("effects.no_point_LI4.blocks", {}), "acu_li4: contraindicated_by should be"),
    case(put(f"{LI4}.contraindicated_by", ["cx_flare"]), "acu_li4: LI4 must be off in pregnancy"),
    case(
        put("exercises.mas_light_tap.contraindicated_by", ["cx_flare"]),
        "mas_light_tap: GB21 must be off in pregnancy",
    ),
    case(
        put("effects.stop_all.blocks.kinds", ["massage", "acupressure", "mobility", "strength"]),
        "br_quiet_belly: stop_all does not block it",
    ),
    case(
        put("effects.calm_breath_only.blocks.tags", ["breath_calm"]),
        "cx_breathing_illness: flare_safe_breathing: fallback chain does not end at level 1",
    ),
]

ROUTINES = [
    case(put("routines.desk_minute.items.0.exercise", "x"), "desk_minute: unknown exercise x"),
    case(put("routines.desk_minute.fallback", "x"), "desk_minute: unknown routine x"),
    case(
        put("routines.full_self_massage.follow_with", ["x"]), "full_self_massage: unknown routine"
    ),
    case(put("swaps.acu_li4", "x"), "swaps: unknown id x in acu_li4 -> x"),
    case(put("swaps.x", "acu_li4"), "swaps: unknown id x in x -> acu_li4"),
    case(put("routines.desk_minute.id", "desk_hour"), "routines: desk_minute is missing"),
    case(put("routines.desk_minute.prepare.list", "x"), "desk_minute: unknown prepare list x"),
    case(put("routines.desk_minute.finish.list", "desk"), "desk_minute: unknown finish list desk"),
    case(drop("routines.micro_break.prepare.cue"), "micro_break: prepare has time but no cue"),
    case(put("routines.micro_break.prepare.cue", LONG_CUE), "micro_break: prepare cue too long"),
    case(put("routines.desk_minute.items.2.seconds", 19), "br_long_exhale: override 19 outside"),
    case(
        put("routines.desk_minute.items.2.seconds", 35),
        "br_long_exhale: override 35 is not lead + whole cycles of 10 at level 1",
    ),
    case(
        put("routines.wind_down_breathing.items.2.seconds", 136),
        "br_478: override 136 exceeds max_cycles",
    ),
    case(
        put("routines.micro_break.items.1.seconds", 40), "override on an exercise without stretch"
    ),
    case(
        put("routines.express_self_massage.items.1.seconds", 65),
        "mas_circle_knead: override 65 leaves 61 s for 2 stretch steps",
    ),
    case(
        both(
            put(f"{LI4}.max_seconds", 170),
            put("routines.headache_eye_holds.items.4.seconds", 154),
        ),
        "acu_li4: override 154 presses longer than the 60 s cap",
    ),
    case(put("routines.micro_break.claimed_minutes.2", 3.2), "claim 3.2 is not a half minute"),
    case(
        put("routines.micro_break.claimed_minutes.2", 3.5), "level 2: 180 s against a claim of 3.5"
    ),
    case(
        put("routines.desk_minute.prepare", {"seconds": 21, "list": "desk", "cue": "Sit."}),
        "desk_minute: level 1: 121 s outside 60-120",
    ),
    case(
        put("routines.full_self_massage.finish.seconds", 29),
        "full_self_massage: level 1: 599 s outside 600-900",
    ),
    case(
        both(
            put("routines.micro_break.fallback", "loosen_up_5"),
            put("routines.loosen_up_5.fallback", "micro_break"),
        ),
        "cx_flare: micro_break: fallback chain does not end at level 1",
    ),
    case(
        put("routines.sigh_five.fallback", "none"),
        "cx_flare: sigh_five: fallback chain does not end at level 1",
    ),
    case(
        put("routines.flare_safe_breathing.items.1", {"exercise": "br_478"}),
        "cx_flare: flare_safe_breathing must stay whole",
    ),
]


@pytest.mark.parametrize(("spoil", "message"), SAFETY)
def test_a_broken_safety_check_is_refused_by_id_and_reason(spoil: Spoil, message: str) -> None:
    assert message in refusal(spoil)


@pytest.mark.parametrize(("spoil", "message"), ROUTINES)
def test_a_broken_routine_is_refused_by_id_and_reason(spoil: Spoil, message: str) -> None:
    assert message in refusal(spoil)
