"""Every exercise and every point has its drawing: whole, safe, small, and in words."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import settings_in
from tests.web.drawn import SVG, Placed, holds, meet, parsed, placed
from webapp.application import create_app
from webapp.domain.catalogue import load_catalogue
from webapp.storage.db import db
from webapp.web import drawing_kit
from webapp.web.drawing_kit import Subject
from webapp.web.drawings import exercise_subject, point_subject

ROOT = Path(__file__).parents[2]
DRAWN = ROOT / "templates" / "drawings"
STYLES = ROOT / "static" / "css"
CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.exercises)
POINTS = [e.point.who_code for e in CATALOGUE.exercises.values() if e.point]
TWO_SIDED = [e.id for e in CATALOGUE.exercises.values() if e.side == "left-right"]
NAMES = [*EXERCISES, *[f"{name}/right" for name in TWO_SIDED], *[f"points/{p}" for p in POINTS]]
MAX_BYTES = 6_000
WIDTH, HEIGHT = 300, 220

ELEMENTS = {"svg", "title", "desc", "style", "g", "path", "polygon", "circle", "ellipse", "rect"}
ELEMENTS |= {"text"}
COLOURING = ("fill", "stroke", "color", "stop-color", "flood-color")
PLAIN_COLOURS = ("none", "currentColor")
ZONES = {"spine_midline", "throat", "side_neck", "jaw_angle", "above_collarbone", "eyeball"}
BEYOND_THE_BODY = {"end_of_range"}
# Hands come near these places, so their drawings must say where the hand may not go.
TOUCHED = [e.id for e in CATALOGUE.exercises.values() if "neck_touch" in e.tags]
WITHOUT_A_ZONE = {"mas_press_grip"}  # its frames show the shoulder alone


@dataclass(frozen=True)
class Drawn:
    """One drawing in all its forms."""

    title: str
    page: str
    file: str
    words: str

    def parts(self) -> list[Placed]:
        """Every element with its place on the sheet."""
        return list(placed(parsed(self.page)))


Shelf = dict[str, Drawn]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All drawings, made once."""
    app = create_app(settings_in(tmp_path_factory.mktemp("drawings")))
    with app.test_request_context():
        made = {name: _drawn(_subject_of(name)) for name in NAMES}
        db.engine.dispose()
    return made


def test_every_exercise_and_every_point_is_drawn_and_nothing_else_is() -> None:
    exercises = {path.stem for path in (DRAWN / "exercises").iterdir()}
    points = {path.stem for path in (DRAWN / "points").iterdir()}

    assert len(EXERCISES) == 43
    assert exercises == set(EXERCISES)
    assert points == set(POINTS)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_small_on_a_page_and_as_a_file(shelf: Shelf, name: str) -> None:
    drawn = shelf[name]

    assert len(drawn.page.encode()) < MAX_BYTES
    assert len(drawn.file.encode()) < MAX_BYTES


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_nothing_that_acts_or_asks_elsewhere(shelf: Shelf, name: str) -> None:
    as_a_file = shelf[name].file
    found = list(placed(parsed(as_a_file)))

    assert {one.tag for one in found} <= ELEMENTS
    for one in found:
        attributes = one.element.attrib
        assert not {"style", "id", "href"} & attributes.keys(), one.tag
        assert not [key for key in attributes if key.startswith("on") or "href" in key]
    assert not re.search(r"url\(|@import|<!|<\?", as_a_file)


@pytest.mark.parametrize("name", NAMES)
def test_its_colours_come_from_the_tokens(shelf: Shelf, name: str) -> None:
    known = set(re.findall(r"\.(d[a-z-]+)", (STYLES / "drawings.css").read_text("utf-8")))
    known |= set(re.findall(r"\.(d[a-z-]+)", (STYLES / "drawings-motion.css").read_text("utf-8")))

    for one in shelf[name].parts():
        assert set(one.element.get("class", "").split()) <= known | {"drawing"}
        given = [one.element.get(name) for name in COLOURING]
        assert all(value in (*PLAIN_COLOURS, None) for value in given), one.element.attrib


def test_the_kits_style_names_no_colour_of_its_own() -> None:
    style = (STYLES / "drawings.css").read_text("utf-8")
    declared = re.findall(r"(?:fill|stroke|color|background): ([^;]+);", style)
    tokens = set(re.findall(r"(--[a-z-]+):", (STYLES / "colour.css").read_text("utf-8")))
    system = {"Canvas", "CanvasText", "Highlight"}

    assert len(declared) > 20
    for value in declared:
        named = re.fullmatch(r"var\((--[a-z-]+)\)", value)
        allowed = named[1] in tokens if named else value in {*PLAIN_COLOURS, *system}
        assert allowed, value


@pytest.mark.parametrize("name", NAMES)
def test_it_says_in_words_what_it_shows(shelf: Shelf, name: str) -> None:
    root = parsed(shelf[name].page)

    title, words = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")

    assert root.get("role") == "img"
    assert title == shelf[name].title
    assert words == shelf[name].words
    assert len((words or "").split()) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_what_is_marked_lies_on_the_sheet(shelf: Shelf, name: str) -> None:
    for one in shelf[name].parts():
        if "data-ring" not in one.element.attrib:
            continue
        x, y = one.matrix.at((0, 0))
        radius = float(one.element.attrib["data-ring"]) * abs(one.matrix.a or one.matrix.b)
        assert radius <= x <= WIDTH - radius
        assert radius <= y <= HEIGHT - radius


@pytest.mark.parametrize("name", NAMES)
def test_no_hand_and_no_ring_touches_where_none_may(shelf: Shelf, name: str) -> None:
    found = shelf[name].parts()
    zones = [
        one.polygon(child.get("points", ""))
        for one in found
        if "data-zone" in one.element.attrib
        for child in one.element
        if child.tag == f"{SVG}polygon"
    ]
    hands = [one for one in found if "data-contact" in one.element.attrib]
    rings = [one for one in found if "data-ring" in one.element.attrib]

    for hand in hands:
        patch = hand.polygon(hand.element.attrib["data-contact"])
        assert not any(meet(patch, zone) for zone in zones), patch
    for ring in rings:
        assert not any(holds(zone, ring.matrix.at((0, 0))) for zone in zones)


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


@pytest.mark.parametrize("name", TWO_SIDED)
def test_the_other_side_is_the_mirror_picture_and_says_so(shelf: Shelf, name: str) -> None:
    left, right = shelf[name], shelf[f"{name}/right"]

    assert left.words.endswith("left side.")
    assert right.words.endswith("right side.")
    assert "matrix(-1 0 0 1" in right.page
    assert "matrix(-1 0 0 1" not in left.page


def _subject_of(name: str) -> Subject:
    if name.startswith("points/"):
        return point_subject(name.removeprefix("points/"))
    exercise, _, side = name.partition("/")
    return exercise_subject(exercise, side or "left")


def _drawn(subject: Subject) -> Drawn:
    file, _ = drawing_kit.file_of(subject)
    return Drawn(
        subject.title, drawing_kit.picture(subject), file, drawing_kit.alternative(subject)
    )
