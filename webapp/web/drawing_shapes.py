"""The geometry of the drawings: limbs, curves, arrows and hatching as SVG path data."""

from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from webapp.web.drawing_pen import TENTHS, WHOLE, Pen, Point

ARROW_HEAD = 8.5
ARROW_SPREAD = 0.55
THICK = 6  # from here on nobody sees half a unit


def limb(spec: str) -> str:
    """The outline of a limb through "x y radius, x y radius, ..." with round ends."""
    joints = _numbers(spec, 3)
    left: list[Point] = []
    right: list[Point] = []
    for (x, y, radius), (dx, dy) in zip(joints, _directions(joints), strict=True):
        left.append((x + dy * radius, y - dx * radius))
        right.insert(0, (x - dy * radius, y + dx * radius))
    pen = Pen(left[0], WHOLE if min(radius for *_, radius in joints) >= THICK else TENTHS)
    _smooth(pen, left)
    pen.arc(joints[-1][2], (0, 1), right[0])
    _smooth(pen, right)
    pen.arc(joints[0][2], (0, 1), left[0])
    pen.close()
    return str(pen)


def curve(spec: str) -> str:
    """A smooth open line through "x y, x y, ..."."""
    return _line(_points(spec))


def arrow(spec: str) -> str:
    """A smooth line through "x y, x y, ..." that ends in an arrow head."""
    points = _points(spec)
    return _line(points) + _head(points[-1], _heading(points))


def two_way(spec: str) -> str:
    """A smooth line through "x y, x y, ..." with an arrow head at both ends."""
    points = _points(spec)
    return arrow(spec) + _head(points[0], _heading(points[::-1]))


def turning(spec: str) -> str:
    """A round arrow "x y radius from to", in degrees clockwise from three o'clock."""
    ((x, y, radius, start, end),) = _numbers(spec, 5)
    first, last = ((x + radius * cos(a), y + radius * sin(a)) for a in (_arc(start), _arc(end)))
    pen = Pen(first)
    pen.arc(radius, (int(abs(end - start) > 180), int(end > start)), last)
    # A head bent back by its own length lies along the arc instead of beside it.
    size = min(ARROW_HEAD, radius * 0.8)
    way = 1 if end > start else -1
    return f"{pen}{_head(last, _arc(end) + way * (pi / 2 - size / radius / 2), size)}"


def hatch(spec: str, gap: float = 7.7) -> str:
    """Slanting lines inside the polygon "x y, x y, ..."."""
    corners = _points(spec)
    edges = list(zip(corners, corners[1:] + corners[:1], strict=True))
    sums = [x + y for x, y in corners]
    level = min(sums) + gap / 2
    lines = []
    while level < max(sums):
        crossings = sorted(_crossings(edges, level))
        lines += [_straight(a, b) for a, b in zip(crossings[::2], crossings[1::2], strict=True)]
        level += gap
    return "".join(lines)


def _crossings(edges: list[tuple[Point, Point]], level: float) -> list[Point]:
    found = []
    for (ax, ay), (bx, by) in edges:
        from_a, from_b = ax + ay - level, bx + by - level
        if (from_a < 0) != (from_b < 0):
            share = from_a / (from_a - from_b)
            found.append((ax + (bx - ax) * share, ay + (by - ay) * share))
    return found


def _directions(joints: list[tuple[float, ...]]) -> list[Point]:
    units = [_unit(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(joints)]
    inner = [_unit(ax + bx, ay + by) for (ax, ay), (bx, by) in pairwise(units)]
    return [units[0], *inner, units[-1]]


def _unit(dx: float, dy: float) -> Point:
    length = hypot(dx, dy) or 1
    return dx / length, dy / length


def _line(points: list[Point]) -> str:
    pen = Pen(points[0])
    _smooth(pen, points)
    return str(pen)


def _straight(start: Point, end: Point) -> str:
    pen = Pen(start, WHOLE)
    pen.line(end)
    return str(pen)


def _smooth(pen: Pen, points: list[Point]) -> None:
    if len(points) == 2:
        pen.line(points[1])
        return
    padded = [points[0], *points, points[-1]]
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        out = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        into = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        pen.curve(out, into, there)


def _heading(points: list[Point]) -> float:
    (ax, ay), (bx, by) = points[-2:]
    if len(points) > 2:  # a smooth line ends steeper than its last chord
        cx, cy = points[-3]
        ax, ay = ax + (bx - cx) / 9, ay + (by - cy) / 9
    return atan2(by - ay, bx - ax)


def _head(tip: Point, heading: float, size: float = ARROW_HEAD) -> str:
    sides = [
        (tip[0] - size * cos(heading + turn), tip[1] - size * sin(heading + turn))
        for turn in (ARROW_SPREAD, -ARROW_SPREAD)
    ]
    pen = Pen(sides[0])
    pen.line(tip)
    pen.line(sides[1])
    return str(pen)


def _arc(degrees: float) -> float:
    return degrees * pi / 180


def _points(spec: str) -> list[Point]:
    return [(x, y) for x, y in _numbers(spec, 2)]


def _numbers(spec: str, each: int) -> list[tuple[float, ...]]:
    groups = [tuple(map(float, part.split())) for part in spec.split(",")]
    if any(len(group) != each for group in groups):
        raise ValueError(f"{each} numbers between commas: {spec!r}")
    return groups
