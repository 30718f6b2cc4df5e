"""Writes SVG path data as short as it gets: relative, rounded, without spare signs."""

Point = tuple[float, float]
WHOLE = 1
TENTHS = 10


class Pen:
    """One stroke of a path, from where it is put down; `exact` says what it rounds to."""

    def __init__(self, start: Point, exact: int = TENTHS) -> None:
        self._exact = exact
        self._here = self._rounded(start)
        self._written = [f"M{_joined([n / exact for n in self._here])}"]

    def line(self, to: Point) -> None:
        """Draw straight to a point."""
        self._add("l", to)

    def curve(self, *through: Point) -> None:
        """Draw a cubic curve: two points that pull it, and the one where it ends."""
        self._add("c", *through)

    def arc(self, radius: float, turn: tuple[int, int], to: Point) -> None:
        """Draw part of a circle to a point; the turn is SVG's (large, clockwise)."""
        dx, dy = self._away(to)
        self._written.append(f"a{_joined((radius, radius, 0, *turn, dx, dy))}")
        self._here = self._rounded(to)

    def close(self) -> None:
        """Draw straight back to where the pen was put down."""
        self._written.append("z")

    def __str__(self) -> str:
        return "".join(self._written)

    def _add(self, command: str, *points: Point) -> None:
        away = [number for point in points for number in self._away(point)]
        self._written.append(command + _joined(away))
        self._here = self._rounded(points[-1])

    def _away(self, point: Point) -> Point:
        x, y = self._rounded(point)
        return (x - self._here[0]) / self._exact, (y - self._here[1]) / self._exact

    def _rounded(self, point: Point) -> tuple[int, int]:
        return round(point[0] * self._exact), round(point[1] * self._exact)


def _joined(numbers: tuple[float, ...] | list[float]) -> str:
    texts = [_number(number) for number in numbers]
    spaced = [text if text.startswith("-") else f" {text}" for text in texts[1:]]
    return texts[0] + "".join(spaced)


def _number(value: float) -> str:
    text = f"{round(value, 1) or 0:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
