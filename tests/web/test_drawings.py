"""Every exercise and every point has its drawing: whole, safe, small, and in words."""

import re
from pathlib import Path

import pytest

from tests.web.drawn import SVG, holds, meet, parsed, placed
from tests.web.shelf import EXERCISES, NAMES, POINTS, Shelf

ROOT = Path(__file__).parents[2]
DRAWN = ROOT / "templates" / "drawings"
STYLES = ROOT / "static" / "css"
MAX_BYTES = 6_000
WIDTH, HEIGHT = 300, 220

SHAPES = {"path", "polygon", "circle", "ellipse", "rect", "text"}
ELEMENTS = SHAPES | {"svg", "g", "title", "desc", "style"}
COLOURING = ("fill", "stroke", "color", "stop-color", "flood-color")
PLAIN_COLOURS = ("none", "currentColor")
SYSTEM_COLOURS = ("Canvas", "CanvasText", "Highlight")


def style_of(name: str) -> str:
    """A style sheet's text."""
    return (STYLES / name).read_text(encoding="utf-8")


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
        assert not {"style", "id"} & attributes.keys(), one.tag
        assert not [key for key in attributes if key.startswith("on") or "href" in key]
    assert not re.search(r"url\(|@import|<!|<\?", as_a_file)


@pytest.mark.parametrize("name", NAMES)
def test_its_colours_come_from_the_style(shelf: Shelf, name: str) -> None:
    styles = style_of("drawings.css") + style_of("drawings-motion.css")
    known = {"drawing", *re.findall(r"\.(d-[a-z-]+)", styles)}

    for one in shelf[name].parts():
        assert set(one.element.get("class", "").split()) <= known
        given = [one.element.get(name) for name in COLOURING]
        assert all(value in (*PLAIN_COLOURS, None) for value in given), one.element.attrib


def test_the_style_takes_its_colours_from_the_tokens() -> None:
    declared = re.findall(r"(?:fill|stroke|color|background): ([^;]+);", style_of("drawings.css"))
    tokens = {f"var({name})" for name in re.findall(r"(--[a-z-]+):", style_of("colour.css"))}

    assert len(declared) > 20
    assert set(declared) <= tokens | {*PLAIN_COLOURS, *SYSTEM_COLOURS}


def test_it_stands_still_for_those_who_asked_for_less_motion() -> None:
    motion = style_of("drawings-motion.css")
    moving = motion.index("@media (prefers-reduced-motion: no-preference)")

    assert "animation" not in style_of("drawings.css")
    assert "animation" not in motion[:moving]


def test_what_moves_stops_by_itself_within_five_seconds() -> None:
    runs = re.findall(
        r"animation: [a-z-]+ ([\d.]+)s [a-z-]+ ?(\d*);", style_of("drawings-motion.css")
    )

    assert runs
    assert all(float(seconds) * int(times or 1) < 5 for seconds, times in runs)


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
        radius = float(one.element.attrib["data-ring"]) * abs(one.matrix.a)
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


def test_the_test_of_touching_would_notice_a_hand_on_the_spine(shelf: Shelf) -> None:
    found = shelf["mas_warm_stroke"].parts()
    (spine,) = [p for p in found if p.tag == "polygon"]
    middle = spine.polygon(spine.element.get("points", ""))
    hand = next(p for p in found if "data-contact" in p.element.attrib)
    patch = hand.polygon(hand.element.attrib["data-contact"])

    moved = [(x + 8, y) for x, y in patch]

    assert not meet(patch, middle)
    assert meet(moved, middle)
