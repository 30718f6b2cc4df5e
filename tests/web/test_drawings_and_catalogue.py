"""What the drawings say agrees with the catalogue: the places, the sides, the seconds."""

import re
from math import dist

import pytest

from tests.web.drawn import SVG, Placed, holds
from tests.web.shelf import CATALOGUE, NAMES, TWO_SIDED, Shelf

ZONES = {"spine_midline", "throat", "side_neck", "jaw_angle", "above_collarbone", "eyeball"}
BEYOND_THE_BODY = {"end_of_range"}
NEAR = 8  # units of a sheet 300 wide
TOUCHED = [e.id for e in CATALOGUE.exercises.values() if "neck_touch" in e.tags]
WITHOUT_A_ZONE = {"mas_press_grip"}  # its frames show the shoulder alone
PRESSED = [e.id for e in CATALOGUE.exercises.values() if e.kind == "acupressure"]
NOT_IN_PREGNANCY = {
    f"acu_{point.lower()}"
    for effect in ("no_point_LI4", "no_point_GB21")
    for point in CATALOGUE.effects[effect].points
}
COUNTED = {"br_even_five", "br_long_exhale", "br_pursed"}


@pytest.mark.parametrize("name", NAMES)
def test_its_zones_are_those_of_the_catalogue(shelf: Shelf, name: str) -> None:
    found = shelf[name].parts()

    named = {one.element.attrib["data-zone"] for one in found if "data-zone" in one.element.attrib}

    assert named <= ZONES | BEYOND_THE_BODY


@pytest.mark.parametrize("name", [name for name in TOUCHED if name not in WITHOUT_A_ZONE])
def test_where_hands_touch_the_neck_it_shows_where_they_may_not(shelf: Shelf, name: str) -> None:
    found = shelf[name].parts()

    assert [one for one in found if one.element.get("data-zone") in ZONES]
    assert [one for one in found if "data-contact" in one.element.attrib]


@pytest.mark.parametrize("name", PRESSED)
def test_every_ringed_point_is_pressed(shelf: Shelf, name: str) -> None:
    found = shelf[name].parts()
    rings = [one.matrix.at((0, 0)) for one in found if "data-ring" in one.element.attrib]
    hands = [one for one in found if "data-contact" in one.element.attrib]

    assert rings
    assert all(any(_touches(hand, ring) for hand in hands) for ring in rings)


@pytest.mark.parametrize("name", PRESSED)
def test_the_sign_of_pregnancy_stands_where_the_catalogue_closes_it(
    shelf: Shelf, name: str
) -> None:
    assert ("not in pregnancy" in shelf[name].words) == (name in NOT_IN_PREGNANCY)


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_the_counts_of_a_breath_are_those_of_every_level(shelf: Shelf, name: str) -> None:
    pattern = CATALOGUE.exercises[name].pattern
    texts = [p.element.text or "" for p in shelf[name].parts() if p.element.tag == f"{SVG}text"]
    shown = {word: int(count) for word, count in re.findall(r"(in|out) (\d+)", " ".join(texts))}

    assert pattern is not None
    for phases in pattern.phases.values():
        assert shown == {"in": phases["inhale"], "out": phases["exhale"]}


def test_a_breath_whose_counts_differ_by_level_shows_none(shelf: Shelf) -> None:
    for name in ("br_box", "br_478"):
        texts = [p.element.text for p in shelf[name].parts() if p.element.tag == f"{SVG}text"]
        assert not re.search(r"\d", " ".join(filter(None, texts)))


@pytest.mark.parametrize("name", TWO_SIDED)
def test_the_other_side_is_the_mirror_picture_and_says_so(shelf: Shelf, name: str) -> None:
    left, right = shelf[name], shelf[f"{name}/right"]

    assert left.words.endswith("left side.")
    assert right.words.endswith("right side.")
    assert "matrix(-1 0 0 1" in right.page
    assert "matrix(-1 0 0 1" not in left.page


def _touches(hand: Placed, ring: tuple[float, float]) -> bool:
    patch = hand.polygon(hand.element.attrib["data-contact"])
    return holds(patch, ring) or min(dist(corner, ring) for corner in patch) < NEAR
