"""What can be wrong with the catalogue, and how it is said."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, at the id it was found at."""

    id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.id}: {self.reason}"


class CatalogueError(Exception):
    """The catalogue cannot be used; the text names file, id and reason, a line for each problem."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{file}: {problem}" for problem in self.problems))


class Malformed(Exception):
    """A part of the document has not the shape it must have."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class UnknownRoutine(KeyError):
    """No routine of the catalogue has this id."""
