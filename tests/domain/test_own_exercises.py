"""Exercises from outside: what may be kept, and that the safety check holds for them too."""

import pytest

from tests.domain.own_examples import OWN_EXERCISE, WALL_SLIDE
from webapp.domain.catalogue import load_catalogue
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.own_exercises import (
    PLACES,
    OwnExercise,
    OwnStep,
    as_exercise,
    problems_of_exercise,
)
from webapp.domain.own_problems import Wrong
from webapp.domain.safety import is_blocked

CATALOGUE = load_catalogue()


def an_exercise(**changes) -> OwnExercise:
    good = {
        "id": OWN_EXERCISE,
        "title": "Wall slide",
        "kind": "mobility",
        "place": "shoulders",
        "steps": (OwnStep("Slide up.", 20),),
    }
    return OwnExercise(**{**good, **changes})


def blocked(effect: str, kind: str, place: str) -> bool:
    exercise = as_exercise(an_exercise(kind=kind, place=place))
    return is_blocked(CATALOGUE, exercise, [effect])


@pytest.mark.parametrize(
    ("changes", "field", "wrong"),
    [
        ({"title": ""}, "title", Wrong.EMPTY),
        ({"title": "<b>"}, "title", Wrong.ODD_SIGN),
        ({"note": "x" * 501}, "note", Wrong.TOO_LONG_TEXT),
        ({"kind": "surgery"}, "kind", Wrong.UNKNOWN_WORD),
        ({"place": "soul"}, "place", Wrong.UNKNOWN_WORD),
        ({"steps": ()}, "steps", Wrong.NO_STEPS),
        ({"steps": (OwnStep("Up.", 20),) * 21}, "steps", Wrong.TOO_MANY),
        ({"steps": (OwnStep("Up.", 600),) * 4}, "steps", Wrong.TOO_LONG),
        ({"steps": (OwnStep("", 20),)}, "steps.0.do", Wrong.EMPTY),
        ({"steps": (OwnStep("Up.", 2),)}, "steps.0.seconds", Wrong.SECONDS),
        ({"steps": (OwnStep("Up.", -5),)}, "steps.0.seconds", Wrong.SECONDS),
        ({"steps": (OwnStep("Up.", 9, "top"),)}, "steps.0.side", Wrong.UNKNOWN_WORD),
    ],
)
def test_what_cannot_be_kept_is_named(changes, field, wrong):
    found = [(p.field, p.wrong) for p in problems_of_exercise(an_exercise(**changes))]

    assert found == [(field, wrong)]


def test_what_a_therapist_gave_can_be_kept():
    assert list(problems_of_exercise(WALL_SLIDE)) == []
    assert as_exercise(WALL_SLIDE).total(1) == as_exercise(WALL_SLIDE).total(3) == 30


def test_each_side_is_played_left_then_right():
    exercise = as_exercise(an_exercise(steps=(OwnStep("Tilt.", 15, "each"),)))

    assert [step.side for step in exercise.steps] == ["left", "right"]
    assert (exercise.side, exercise.total(1)) == ("left-right", 30)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("effect", ["stop_all", "breathing_only"])
def test_a_stop_and_a_flare_close_every_one_of_them(effect, kind, place):
    assert blocked(effect, kind, place)


@pytest.mark.parametrize(
    ("effect", "kind", "place"),
    [
        ("no_massage", "massage", "hands"),
        ("no_acupressure", "acupressure", "elsewhere"),
        ("no_neck_pressure", "massage", "neck"),
        ("no_neck_pressure", "acupressure", "shoulders"),
        ("no_neck_motion", "mobility", "neck"),
        ("no_neck_motion", "strength", "head"),
        ("no_strength", "strength", "elsewhere"),
        ("no_shoulder_load", "strength", "shoulders"),
        ("calm_breath_only", "breathing", "elsewhere"),
        ("no_point_LI4", "acupressure", "hands"),
        ("no_point_GB21", "acupressure", "neck"),
        ("no_point_GB21", "massage", "shoulders"),
        ("no_eye_points", "acupressure", "head"),
    ],
)
def test_an_effect_closes_what_may_be_what_it_means(effect, kind, place):
    assert blocked(effect, kind, place)


@pytest.mark.parametrize(
    ("effect", "kind", "place"),
    [
        ("no_massage", "mobility", "neck"),
        ("no_neck_motion", "mobility", "hands"),
        ("no_point_LI4", "acupressure", "head"),
        ("level_1_only", "massage", "neck"),
    ],
)
def test_what_it_does_not_mean_stays_open(effect, kind, place):
    assert not blocked(effect, kind, place)
