"""Each rule of the exercises bites: one spoilt thing, one message with file, id and reason."""

import pytest

from tests.domain.catalogue_mutations import Document, Spoil, both, case, drop, put, refusal, spoilt
from webapp.domain.catalogue import CatalogueError
from webapp.domain.catalogue.load import checked_catalogue

LI4 = "exercises.acu_li4"
LONG_CUE = " ".join(["press"] * 13)


def keep_only(kind: str, count: int) -> Spoil:
    def spoil(document: Document) -> None:
        of_kind = [each for each in document["exercises"] if each["kind"] == kind]
        for each in of_kind[:-count]:
            document["exercises"].remove(each)
        left = {each["id"] for each in document["exercises"]}
        for routine in document["routines"]:
            routine["items"] = [item for item in routine["items"] if item["exercise"] in left]
        document["swaps"] = {
            one: other for one, other in document["swaps"].items() if {one, other} <= left
        }

    return spoil


EXERCISES = [
    case(put(f"{LI4}.kind", "surgery"), "acu_li4: unknown kind surgery"),
    case(put(f"{LI4}.side", "left"), "acu_li4: bad side left"),
    case(put(f"{LI4}.tags", ["elbow"]), "acu_li4: unknown tag elbow"),
    case(put(f"{LI4}.steps.0.side", "up"), "acu_li4: bad step side up"),
    case(put(f"{LI4}.steps.0.direction", "sideways"), "acu_li4: bad direction sideways"),
    case(put(f"{LI4}.side", "both"), "acu_li4: side and step sides disagree"),
    case(put(f"{LI4}.steps.1.seconds", 30), "acu_li4: left 45 s and right 60 s differ at level 2"),
    case(put(f"{LI4}.levels.2.seconds", 121), "acu_li4: level 2 says 121 s, steps add to 120"),
    case(put(f"{LI4}.max_seconds", 140), "acu_li4: level 3 total 150 outside 60-140"),
    case(put(f"{LI4}.min_seconds", 91), "acu_li4: level 1 total 90 outside 91-150"),
    case(put("exercises.br_box.steps.1.seconds", [108, 112, 96]), "br_box: level totals fall"),
    case(put(f"{LI4}.default_seconds", 91), "acu_li4: default 91 differs from level 1 total 90"),
    case(put(f"{LI4}.steps.1.do", "Press. Then rest."), "step 2: instruction is not one sentence"),
    case(put(f"{LI4}.steps.1.do", "Press"), "acu_li4: step 2: instruction is not one sentence"),
    case(put(f"{LI4}.steps.1.cue", LONG_CUE), "acu_li4: step 2: cue has 13 words"),
    case(put(f"{LI4}.sources", ["R26"]), "acu_li4: no article id among sources"),
    case(put(f"{LI4}.sources", ["S85", "R99"]), "acu_li4: unknown source R99"),
    case(put(f"{LI4}.sources", ["S0"]), "acu_li4: unknown source S0"),
    case(put("progression.flare.sources", ["X1"]), "flare: unknown source X1"),
    case(put(f"{LI4}.summary", "See /home/me/points."), "acu_li4: absolute machine path"),
    case(keep_only("acupressure", 7), "counts: acupressure: 7 of at least 8"),
    case(keep_only("strength", 3), "counts: strength: 3 of at least 4"),
]

TOUCH_AND_BREATH = [
    case(drop(f"{LI4}.point"), "acu_li4: acupressure needs a point"),
    case(drop(f"{LI4}.locate"), "acu_li4: no locate text"),
    case(
        put("exercises.acu_si3.covers_points", ["TE3"]),
        "acu_si3: covers_points must hold its own code",
    ),
    case(put(f"{LI4}.steps.1.seconds", [30, 45, 61]), "acu_li4: press longer than the 60 s cap"),
    case(put("exercises.mob_turn.point", {}), "mob_turn: point: missing who_code"),
    case(put("exercises.acu_li4.kind", "mobility"), "acu_li4: only acupressure has a point"),
    case(drop("exercises.br_box.pattern"), "br_box: breathing, and only breathing, has a pattern"),
    case(put("exercises.br_box.kind", "mobility"), "breathing, and only breathing, has a pattern"),
    case(drop("exercises.br_box.steps.1.stretch"), "must be lead-in, one stretch, lead-out"),
    case(put("exercises.br_box.pattern.lead_in", 6), "must be lead-in, one stretch, lead-out"),
    case(
        put("exercises.br_box.pattern.cycles.2", 8),
        "br_box: level 2: pattern gives 138 s, steps 122",
    ),
    case(put("exercises.br_478.pattern.max_cycles", 5), "br_478: level 3: too many cycles"),
    case(put("exercises.br_box.tags", ["breath_calm"]), "br_box: tag should be breath_hold"),
    case(
        put("exercises.br_cyclic_sigh.tags", ["breath_calm"]),
        "br_cyclic_sigh: tag should be breath_deep",
    ),
    case(put("exercises.br_pursed.tags", ["breath_deep"]), "br_pursed: tag should be breath_calm"),
]


@pytest.mark.parametrize(("spoil", "message"), EXERCISES + TOUCH_AND_BREATH)
def test_a_broken_exercise_is_refused_by_id_and_reason(spoil: Spoil, message: str) -> None:
    assert message in refusal(spoil)


def test_the_unspoilt_document_is_accepted() -> None:
    assert checked_catalogue(spoilt(both()), "catalogue.yaml").version == 1


def test_every_problem_of_a_kind_is_said_at_once() -> None:
    document = spoilt(
        both(put(f"{LI4}.default_seconds", 91), put("exercises.br_box.default_seconds", 1))
    )

    with pytest.raises(CatalogueError) as caught:
        checked_catalogue(document, "catalogue.yaml")

    assert [problem.id for problem in caught.value.problems] == ["acu_li4", "br_box"]
