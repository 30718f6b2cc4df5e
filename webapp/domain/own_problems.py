"""What can be wrong with a routine or an exercise of one's own."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class Wrong(StrEnum):
    """What does not fit; the words for each are the web's."""

    EMPTY = "empty"
    TOO_LONG_TEXT = "too_long_text"
    ODD_SIGN = "odd_sign"
    UNKNOWN_EXERCISE = "unknown_exercise"
    UNKNOWN_ROUTINE = "unknown_routine"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_WORD = "unknown_word"
    SECONDS = "seconds"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    NO_STEPS = "no_steps"
    ROOM = "room"
    TWICE = "twice"


@dataclasses.dataclass(frozen=True, slots=True)
class OwnProblem:
    """One thing wrong: with which field, and what would fit."""

    field: str
    wrong: Wrong
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


class OwnProblems(Exception):
    """A routine or an exercise that cannot be kept as it is."""

    def __init__(self, problems: tuple[OwnProblem, ...]) -> None:
        super().__init__(", ".join(f"{each.field}: {each.wrong}" for each in problems))
        self.problems = problems
