"""A drawing as a reader of SVG sees it: elements, and where on the sheet its marked shapes lie."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
STEP = re.compile(r"(translate|rotate|scale|matrix)\(([^)]*)\)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Point = tuple[float, float]
Polygon = list[Point]


@dataclass(frozen=True)
class Matrix:
    """An affine map, in the order SVG writes it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def __matmul__(self, inner: "Matrix") -> "Matrix":
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def at(self, point: Point) -> Point:
        """Where a point of the inner system lies in the outer one."""
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True)
class Placed:
    """An element and the map from its own system to the sheet."""

    element: ElementTree.Element
    matrix: Matrix

    @property
    def tag(self) -> str:
        """The element's name."""
        return self.element.tag.removeprefix(SVG)

    def polygon(self, numbers: str) -> Polygon:
        """Points written as "x y,x y", on the sheet."""
        found = [float(n) for n in NUMBER.findall(numbers)]
        return [self.matrix.at(pair) for pair in zip(found[::2], found[1::2], strict=True)]


def parsed(drawing: str) -> ElementTree.Element:
    """The root of a drawing; it must be well-formed XML."""
    return ElementTree.fromstring(drawing)


def placed(root: ElementTree.Element) -> Iterator[Placed]:
    """Every element of a drawing with its place on the sheet."""
    yield Placed(root, Matrix())
    for child in root:
        yield from _inside(child, Matrix())


def meet(one: Polygon, other: Polygon) -> bool:
    """Whether two polygons share a point."""
    crossing = any(_cross(a, b) for a in _edges(one) for b in _edges(other))
    return crossing or holds(one, other[0]) or holds(other, one[0])


def holds(polygon: Polygon, point: Point) -> bool:
    """Whether a point lies in a polygon."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in _edges(polygon):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _inside(element: ElementTree.Element, outer: Matrix) -> Iterator[Placed]:
    here = outer @ (_nested(element) if element.tag == f"{SVG}svg" else _own(element))
    yield Placed(element, here)
    for child in element:
        yield from _inside(child, here)


def _own(element: ElementTree.Element) -> Matrix:
    matrix = Matrix()
    for name, text in STEP.findall(element.get("transform", "")):
        matrix = matrix @ _step(name, [float(n) for n in NUMBER.findall(text)])
    return matrix


def _step(name: str, numbers: list[float]) -> Matrix:
    if name == "matrix":
        return Matrix(*numbers)
    if name == "translate":
        return Matrix(e=numbers[0], f=(*numbers, 0)[1])
    if name == "scale":
        return Matrix(a=numbers[0], d=numbers[-1])
    turn, x, y = (*numbers, 0, 0)[:3]
    c, s = cos(radians(turn)), sin(radians(turn))
    return Matrix(e=x, f=y) @ Matrix(c, s, -s, c) @ Matrix(e=-x, f=-y)


def _nested(element: ElementTree.Element) -> Matrix:
    """A picture within the picture is fitted into its frame and kept in the middle."""
    x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    left, top, wide, high = (float(n) for n in element.get("viewBox", "").split())
    scale = min(width / wide, height / high)
    return Matrix(
        scale,
        0,
        0,
        scale,
        x + (width - wide * scale) / 2 - left * scale,
        y + (height - high * scale) / 2 - top * scale,
    )


def _edges(polygon: Polygon) -> list[tuple[Point, Point]]:
    return list(zip(polygon, polygon[1:] + polygon[:1], strict=True))


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _turn(a, b, c) != _turn(a, b, d) and _turn(c, d, a) != _turn(c, d, b)


def _turn(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
