"""A measured figure, what is asked of it, and how figures are shown."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple


class Target(NamedTuple):
    """The most, or the least, that a figure or its ratio may be."""

    limit: float
    of: str = "value"
    is_most: bool = True


def at_most(limit: float) -> Target:
    """The figure may be so much at most."""
    return Target(limit)


def at_least(limit: float) -> Target:
    """The figure has to be so much at least."""
    return Target(limit, is_most=False)


def ratio_at_most(limit: float) -> Target:
    """The ratio may be so much at most."""
    return Target(limit, of="ratio")


def ratio_at_least(limit: float) -> Target:
    """The ratio has to be so much at least."""
    return Target(limit, of="ratio", is_most=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `ratio` compares it with another of the same run, named in `to`."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    to: str = ""
    targets: tuple[Target, ...] = ()

    @property
    def is_met(self) -> bool | None:
        """Whether every target is met; None where there is none."""
        return all(self._meets(target) for target in self.targets) if self.targets else None

    def as_row(self) -> dict[str, object]:
        """The figure as it stands in bench.json."""
        targets = [target._asdict() for target in self.targets]
        return {**asdict(self), "targets": targets, "met": self.is_met}

    def _meets(self, target: Target) -> bool:
        found = self.value if target.of == "value" else self.ratio
        if found is None:
            return False
        return found <= target.limit if target.is_most else found >= target.limit


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table: value, ratio, what is asked, and whether that is met."""
    if not figures:
        return "nothing was measured"
    names = max(len(figure.name) for figure in figures)
    ratios = max(len(_ratio(figure)) for figure in figures)
    return "\n".join(_line(figure, names, ratios).rstrip() for figure in figures)


def _line(figure: Figure, names: int, ratios: int) -> str:
    value = f"{figure.value:11,.{1 if figure.value >= 10 else 3}f} {figure.unit:<13}"
    asked = " and ".join(_asked(target) for target in figure.targets)
    verdict = {None: "", True: "met: ", False: "MISSED: "}[figure.is_met]
    return f"{figure.name:{names}} {value} {_ratio(figure):{ratios}}  {verdict}{asked}"


def _ratio(figure: Figure) -> str:
    return f"{figure.ratio:7.2f} x {figure.to}" if figure.ratio is not None else ""


def _asked(target: Target) -> str:
    times = "x" if target.of == "ratio" else ""
    return f"{'<=' if target.is_most else '>='} {target.limit:,g}{times}"
