"""A measured figure, and how figures are shown."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `ratio` compares it with another of the same run, named in `to`."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    to: str = ""

    def as_row(self) -> dict[str, object]:
        """The figure as it stands in bench.json."""
        return asdict(self)


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table."""
    width = max(len(figure.name) for figure in figures)
    return "\n".join(_line(figure, width) for figure in figures)


def _line(figure: Figure, width: int) -> str:
    line = f"{figure.name:{width}}  {figure.value:10.1f} {figure.unit:<12}"
    return f"{line} {figure.ratio:6.2f} x {figure.to}" if figure.ratio is not None else line
