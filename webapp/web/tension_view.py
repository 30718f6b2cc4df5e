"""Tension before and after as a plot, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from webapp.actions.progress import Progress
from webapp.domain.tension import TensionPoint, Trend, points_of, trend_of
from webapp.language import format_date, format_tenths, gettext, ngettext

SHOWN = timedelta(days=60)
WIDTH, HEIGHT, MARGIN, FOOT = 340, 180, 22, 18


@dataclass(frozen=True, slots=True)
class Mark:
    """One day in the plot: where its two dots are."""

    x: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class TensionView:
    """The plot, its trend as the ends of a line, its labels, and the points themselves."""

    marks: list[Mark]
    line: tuple[float, float, float, float] | None
    lines: list[tuple[float, int]]
    labels: list[tuple[float, str, str]]
    points: tuple[TensionPoint, ...]
    words: str
    trend_words: str


def tension_view(progress: Progress) -> TensionView | None:
    """The tension of the last two months; None where nothing was rated."""
    since = progress.life.today - SHOWN
    points = points_of(effort for effort in progress.recent if effort.day > since)
    if not points:
        return None
    trend = trend_of(points)
    marks = [Mark(_x(points, at), _y(p.before), _y(p.after)) for at, p in enumerate(points)]
    return TensionView(
        marks,
        (marks[0].x, _y(trend.first), marks[-1].x, _y(trend.last)) if trend else None,
        [(_y(value), value) for value in (0, 5, 10)],
        _labels(points, marks),
        points[::-1],
        _words(points),
        _trend_words(trend),
    )


def _x(points: Sequence[TensionPoint], at: int) -> float:
    days = (points[-1].day - points[0].day).days
    passed = (points[at].day - points[0].day).days
    inside = WIDTH - MARGIN - 10
    return round(MARGIN + 4 + (inside * passed / days if days else inside / 2), 1)


def _y(value: float) -> float:
    value = min(10.0, max(0.0, value))
    return round(8 + (HEIGHT - FOOT - 12) * (1 - value / 10), 1)


def _labels(points: Sequence[TensionPoint], marks: Sequence[Mark]) -> list[tuple[float, str, str]]:
    first = (marks[0].x, format_date(points[0].day, "d MMM"), "start")
    last = (marks[-1].x, format_date(points[-1].day, "d MMM"), "end")
    return [first, last] if len(points) > 1 else [(first[0], first[1], "middle")]


def _words(points: Sequence[TensionPoint]) -> str:
    sessions = sum(point.sessions for point in points)
    before = sum(point.before * point.sessions for point in points) / sessions
    after = sum(point.after * point.sessions for point in points) / sessions
    rated = ngettext("%(num)d session rated", "%(num)d sessions rated", sessions)
    return gettext(
        "%(rated)s in two months: on average %(before)s before and %(after)s after, of 10.",
        rated=rated,
        before=format_tenths(before),
        after=format_tenths(after),
    )


def _trend_words(trend: Trend | None) -> str:
    if trend is None:
        return gettext("A trend is drawn from ten rated days in two weeks or more.")
    change = trend.last - trend.first
    if abs(change) < 0.5:
        return gettext("Before a session it has stayed about the same.")
    size = format_tenths(abs(change))
    if change < 0:
        return gettext("Before a session it has gone down by about %(n)s.", n=size)
    return gettext("Before a session it has gone up by about %(n)s.", n=size)
