"""Limbs, lines, arrows and hatching come out where their numbers say, in few bytes."""

import re
from itertools import accumulate, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.web.drawing_pen import WHOLE, Pen
from webapp.web.drawing_shapes import arrow, curve, hatch, limb, turning, two_way

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
LETTERS = re.compile(r"[a-zA-Z]")


def ends_of(path: str) -> list[tuple[float, float]]:
    """Where the strokes of a path begin and where each of their parts ends."""
    found: list[tuple[float, float]] = []
    for command, text in re.findall(r"([Mlcaz])([^Mlcaz]*)", path):
        numbers = [float(n) for n in NUMBER.findall(text)]
        if command == "M":
            found.append((numbers[0], numbers[1]))
        elif command != "z":
            x, y = found[-1]
            found.append((x + numbers[-2], y + numbers[-1]))
    return found


def test_a_limb_is_as_wide_as_its_radii_say() -> None:
    outline = ends_of(limb("50 80 10,50 20 4"))

    assert outline[:3] == [(40, 80), (46, 20), (54, 20)]
    assert outline[-1] == pytest.approx(outline[0])
    assert limb("50 80 10,50 20 4").endswith("z")


def test_a_line_goes_through_its_points() -> None:
    assert ends_of(curve("0 0,10 5,30 5,40 -20")) == [(0, 0), (10, 5), (30, 5), (40, -20)]


def test_an_arrow_ends_at_its_tip_with_two_equal_sides() -> None:
    line_end, left, tip, right = ends_of(arrow("0 0,30 0"))[1:]

    assert line_end == tip == (30, 0)
    assert dist(left, tip) == pytest.approx(dist(right, tip))
    assert left[0] < 30
    assert left[1] == -right[1]


def test_an_arrow_both_ways_has_a_head_at_either_end() -> None:
    found = ends_of(two_way("0 0,30 0"))

    assert found.count((30, 0)) == 2
    assert found.count((0, 0)) == 2


def test_a_round_arrow_stays_on_its_circle() -> None:
    start, end = ends_of(turning("50 50 20 0 270"))[:2]

    assert start == (70, 50)
    assert end == (50, 30)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 220)), min_size=3, max_size=3))
def test_hatching_stays_in_the_box_of_its_polygon(corners: list[tuple[int, int]]) -> None:
    lines = ends_of(hatch(",".join(f"{x} {y}" for x, y in corners)))

    for x, y in lines:
        assert min(c[0] for c in corners) - 1 <= x <= max(c[0] for c in corners) + 1
        assert min(c[1] for c in corners) - 1 <= y <= max(c[1] for c in corners) + 1


def test_hatching_fills_a_square_evenly() -> None:
    starts = ends_of(hatch("0 0,40 0,40 40,0 40", 8))[::2]

    sums = [x + y for x, y in starts]

    assert len(sums) == 10
    assert all(b - a == pytest.approx(8) for a, b in pairwise(sums))


@pytest.mark.parametrize("spec", ["1 2", "1 2 3,4 5", "", "a b c"])
def test_a_limb_without_three_numbers_a_joint_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match=r"numbers|convert"):
        limb(spec)


@given(st.lists(st.floats(-200, 200), min_size=2, max_size=60))
def test_rounding_does_not_add_up_along_a_path(steps: list[float]) -> None:
    points = [(x, -x) for x in accumulate(steps)]
    pen = Pen(points[0], WHOLE)

    for point in points[1:]:
        pen.line(point)

    last = ends_of(str(pen))[-1]
    assert last == pytest.approx(points[-1], abs=0.51)


def test_numbers_are_written_without_spare_signs() -> None:
    pen = Pen((0.5, 10))
    pen.line((0.25, 9.96))

    assert str(pen) == "M.5 10l-.3 0"
    assert not LETTERS.search(str(pen)[1:].replace("l", ""))
