"""Tension before and after, as people rated it: points, and a straight line through them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.totals import Effort

FEWEST_FOR_A_TREND = 10
SHORTEST_TREND_DAYS = 14


@dataclass(frozen=True, slots=True)
class TensionPoint:
    """One day's mean tension before and after its sessions, and how many they were."""

    day: date
    before: float
    after: float
    sessions: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line: the tension before a session at the first day and at the last."""

    first: float
    last: float


def points_of(efforts: Iterable[Effort]) -> tuple[TensionPoint, ...]:
    """Answer a point for each day with sessions that were rated before and after."""
    by_day: dict[date, list[tuple[int, int]]] = {}
    for effort in efforts:
        if effort.before is not None and effort.after is not None:
            by_day.setdefault(effort.day, []).append((effort.before, effort.after))
    return tuple(_point(day, by_day[day]) for day in sorted(by_day))


def trend_of(points: Sequence[TensionPoint]) -> Trend | None:
    """Answer the least-squares line of the tension before; None where that is too little to tell.

    It takes ten days with ratings over two weeks or more.
    """
    if len(points) < FEWEST_FOR_A_TREND:
        return None
    xs = [(point.day - points[0].day).days for point in points]
    if xs[-1] < SHORTEST_TREND_DAYS:
        return None
    ys = [point.before for point in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    return Trend(mean_y - slope * mean_x, mean_y + slope * (xs[-1] - mean_x))


def _point(day: date, pairs: Sequence[tuple[int, int]]) -> TensionPoint:
    count = len(pairs)
    before, after = sum(b for b, _ in pairs) / count, sum(a for _, a in pairs) / count
    return TensionPoint(day, before, after, count)
