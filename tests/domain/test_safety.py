"""The safety check: what answers take away, and what an effect blocks."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from webapp.domain.catalogue import load_catalogue
from webapp.domain.safety import (
    NO_CHECK,
    Answers,
    Effect,
    check_as_json,
    effects_of,
    highest_level,
    in_force,
    is_blocked,
    is_silenced,
    lines_shown,
)

CATALOGUE = load_catalogue()
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "safety_vectors.json").read_text(encoding="utf-8")
)


def answers(yes: str, cleared: str = "") -> Answers:
    return Answers(frozenset(yes.split()), frozenset(cleared.split()))


def kept(effects: tuple[Effect, ...], effect_id: str) -> Effect:
    return next(effect for effect in effects if effect.id == effect_id)


def open_ids(effects: frozenset[str]) -> list[str]:
    exercises = CATALOGUE.exercises.values()
    return [each.id for each in exercises if not is_blocked(CATALOGUE, each, effects)]


def test_the_vectors_were_made_from_the_shipped_catalogue() -> None:
    assert VECTORS["check"] == check_as_json(CATALOGUE)
    assert [each["id"] for each in VECTORS["exercises"]] == list(CATALOGUE.exercises)
    assert len(VECTORS["cases"]) >= 60


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_server_and_the_device_agree(case: dict[str, Any]) -> None:
    settling = tuple((e["id"], datetime.fromisoformat(e["until"])) for e in case["settling"])
    given = Answers(frozenset(case["yes"]), frozenset(case["cleared"]), settling)

    effects = effects_of(CATALOGUE, given, datetime.fromisoformat(VECTORS["now"]))
    ids = in_force(effects, NOW + timedelta(hours=case["hours_later"]))

    assert effects == tuple(
        Effect(
            each["id"],
            None if each["until"] is None else datetime.fromisoformat(each["until"]),
            each["clearable"],
        )
        for each in case["effects"]
    )
    assert sorted(ids) == case["in_force"]
    assert highest_level(ids) == case["level"]
    assert open_ids(ids) == case["open"]


@pytest.mark.parametrize("question", CATALOGUE.questions, ids=lambda question: question.id)
def test_a_yes_alone_has_exactly_the_effects_of_its_question(question: Any) -> None:
    effects = effects_of(CATALOGUE, answers(question.id), NOW)

    assert [effect.id for effect in effects] == sorted(question.effects)
    assert {effect.clearable for effect in effects} == {question.clearable}


def test_no_yes_has_no_effect() -> None:
    assert effects_of(CATALOGUE, answers(""), NOW) == ()
    assert effects_of(CATALOGUE, answers("", cleared="cx_clot"), NOW) == ()


def test_a_lifted_question_leaves_level_1_in_place_of_its_effects() -> None:
    effects = effects_of(CATALOGUE, answers("cx_clot", cleared="cx_clot"), NOW)

    assert effects == (Effect("level_1_only", None, "level_1"),)


def test_what_cannot_be_lifted_stays() -> None:
    effects = effects_of(CATALOGUE, answers("cx_flare", cleared="cx_flare"), NOW)

    assert effects == (Effect("breathing_only", None, "none"),)


def test_an_unlifted_question_keeps_an_effect_another_has_been_lifted_of() -> None:
    effects = effects_of(CATALOGUE, answers("cx_clot cx_skin", cleared="cx_clot"), NOW)

    assert {"no_massage", "no_acupressure", "level_1_only"} <= {each.id for each in effects}
    assert kept(effects, "no_massage").clearable == "none"


def test_no_lift_beats_level_1() -> None:
    effects = effects_of(CATALOGUE, answers("cx_bleeding cx_skin"), NOW)

    assert kept(effects, "no_massage").clearable == "none"
    assert kept(effects, "ask_first").clearable == "level_1"


def test_drink_and_a_recent_flare_run_out_by_themselves() -> None:
    effects = effects_of(CATALOGUE, answers("cx_dulled_feeling cx_recent_flare"), NOW)

    assert kept(effects, "no_acupressure").until == NOW + timedelta(hours=6)
    assert kept(effects, "no_massage").until == NOW + timedelta(days=14)
    assert "no_acupressure" in in_force(effects, NOW + timedelta(hours=6, seconds=-1))
    assert "no_acupressure" not in in_force(effects, NOW + timedelta(hours=6))


def test_without_end_beats_an_end() -> None:
    effects = effects_of(CATALOGUE, answers("cx_dulled_feeling cx_clot"), NOW)

    assert kept(effects, "no_massage").until is None


def test_a_question_nobody_asks_is_refused() -> None:
    with pytest.raises(ValueError, match="cx_unheard_of"):
        effects_of(CATALOGUE, answers("cx_unheard_of"), NOW)


def test_before_any_check_only_calm_breathing_is_open() -> None:
    calm = [each.id for each in CATALOGUE.exercises.values() if "breath_calm" in each.tags]

    assert open_ids(NO_CHECK) == calm
    assert len(calm) == 4


def test_an_effect_nobody_knows_blocks_as_if_no_check_had_been_made() -> None:
    assert open_ids(frozenset({"from_a_later_version"})) == open_ids(NO_CHECK)


def test_nothing_is_open_under_stop_all() -> None:
    assert open_ids(frozenset({"stop_all"})) == []
    assert is_silenced({"stop_all", "see_doctor"})
    assert not is_silenced({"breathing_only"})


def test_massage_over_a_blocked_point_is_blocked_with_it() -> None:
    squeeze = CATALOGUE.exercises["mas_slow_squeeze"]

    assert is_blocked(CATALOGUE, squeeze, {"no_point_GB21"})
    assert not is_blocked(CATALOGUE, squeeze, {"no_point_LI4"})


def test_heat_and_cream_are_not_advised_where_they_do_harm() -> None:
    lines = CATALOGUE.prepare_lists["massage"]

    without_heat = lines_shown(CATALOGUE, lines, {"hide_heat"})
    without_both = lines_shown(CATALOGUE, lines, {"hide_heat", "hide_product"})

    assert len(lines) == 4
    assert not any("shower" in line for line in without_heat)
    assert not any("shower" in line or "cream" in line for line in without_both)
    assert len(without_both) == 2
    assert lines_shown(CATALOGUE, lines, {"no_massage"}) == lines
