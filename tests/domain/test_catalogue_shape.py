"""A document that has not the catalogue's shape is refused, with file, id and reason."""

import pytest

from tests.domain.catalogue_mutations import Spoil, both, case, drop, put, refusal, spoilt
from webapp.domain.catalogue.load import checked_catalogue

REFUSED = [
    case(drop("exercises.acu_li4.cautions"), "acu_li4: missing cautions"),
    case(put("exercises.acu_li4.steps", []), "acu_li4: missing steps"),
    case(put("exercises.acu_li4.title", ""), "acu_li4: missing title"),
    case(put("exercises.acu_li4.title", " "), "acu_li4: title must be a text"),
    case(put("exercises.acu_li4.colour", "red"), "acu_li4: unknown key colour"),
    case(put("exercises.acu_li4.sources", ["S1", 2]), "acu_li4: sources must be a list of texts"),
    case(put("exercises.acu_li4.steps", {"seconds": 1}), "acu_li4: steps must be a list"),
    case(put("exercises.acu_li4.steps.1", "press"), "acu_li4: steps 2: must be a mapping"),
    case(put("exercises.acu_li4.steps.1.seconds", [30, 45]), "steps 2: seconds needs three values"),
    case(put("exercises.mob_turn.steps.1.rest", [1, 2]), "steps 2: rest needs three values"),
    case(put("exercises.mob_turn.steps.1.repeat", 0), "steps 2: repeat must be at least 1"),
    case(put("exercises.acu_li4.steps.1.seconds", 0), "steps 2: seconds must be at least 1"),
    case(put("exercises.acu_li4.steps.1.seconds", "30"), "steps 2: seconds must be a whole number"),
    case(put("exercises.acu_li4.steps.1.seconds", True), "steps 2: seconds must be a whole number"),
    case(put("exercises.acu_li4.steps.1.rest", -1), "steps 2: rest must be at least 0"),
    case(put("exercises.acu_li4.steps.1.stretch", "yes"), "steps 2: stretch must be true or false"),
    case(put("exercises.acu_li4.steps.1.cue", ""), "steps 2: missing cue"),
    case(drop("exercises.acu_li4.levels.2"), "acu_li4: levels needs levels 1, 2 and 3"),
    case(put("exercises.acu_li4.levels.2.dose", ""), "acu_li4: level 2: missing dose"),
    case(drop("exercises.acu_li4.point.pinyin"), "acu_li4: point: missing pinyin"),
    case(drop("exercises.br_box.pattern.cycles.3"), "br_box: pattern: cycles needs levels"),
    case(drop("exercises.br_box.pattern.phases.1.exhale"), "level 1: phases incomplete"),
    case(put("exercises.br_box.pattern.phases.1.exhale", 0), "a breath goes in and out"),
    case(put("exercises.acu_li4.id", "acu_si3"), "acu_si3: duplicate id"),
    case(put("routines.micro_break.id", "desk_minute"), "desk_minute: duplicate id"),
    case(put("screening.cx_eye.id", "cx_skin"), "cx_skin: duplicate id"),
    case(drop("screening.cx_eye.message"), "cx_eye: missing message"),
    case(put("screening.cx_eye.effects", []), "cx_eye: missing effects"),
    case(put("screening.cx_eye.lasts_hours", 0), "cx_eye: lasts_hours must be at least 1"),
    case(put("effects.no_massage.blocks", None), "no_massage: missing blocks"),
    case(put("effects.no_massage.blocks.kind", []), "no_massage: blocks: unknown key kind"),
    case(drop("routines.micro_break.fallback"), "micro_break: missing fallback"),
    case(put("routines.micro_break.claimed_minutes.1", "3"), "level 1 must be a number"),
    case(put("routines.micro_break.items.0.seconds", 1.5), "seconds must be a whole number"),
    case(put("routines.micro_break.prepare.seconds", -5), "prepare: seconds must be at least 0"),
    case(put("prepare_lists.desk", "sit"), "prepare_lists: desk must be a list of texts"),
    case(put("meta.schema_version", "one"), "meta: schema_version must be a whole number"),
    case(drop("disclaimer.before_touch"), "disclaimer: missing before_touch"),
    case(put("references.R1.status", ""), "R1: missing status"),
    case(drop("hard_rules.HR1.rule"), "HR1: missing rule"),
    case(drop("stop_signs.urgent.0.sign"), "stop_signs: urgent 1: missing sign"),
]


@pytest.mark.parametrize(("spoil", "message"), REFUSED)
def test_a_wrong_shape_is_refused_by_place_and_reason(spoil: Spoil, message: str) -> None:
    assert message in refusal(spoil)


def test_an_override_may_differ_by_level() -> None:
    by_level = {1: 30, 2: 40, 3: 50}
    claims = {1: 1.5, 2: 2, 3: 2}
    document = spoilt(
        both(
            put("routines.desk_minute.items.2.seconds", by_level),
            put("routines.desk_minute.claimed_minutes", claims),
        )
    )

    catalogue = checked_catalogue(document, "catalogue.yaml")

    item = catalogue.routines["desk_minute"].items[2]
    assert [item.seconds_at(level) for level in (1, 2, 3)] == [30, 40, 50]
