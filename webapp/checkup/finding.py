"""What a check found: how bad it is, what is so, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a finding is to be taken; trouble keeps reminders from arriving, or soon will."""

    OK = "ok"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's; a warning or trouble says what to do."""

    name: str
    grade: Grade
    says: str
    do: str = ""

    def __post_init__(self) -> None:
        if self.grade is not Grade.OK and not self.do:
            raise ValueError("What is not well needs a way out.")


def ok(name: str, says: str) -> Finding:
    """All is well."""
    return Finding(name, Grade.OK, says)


def warning(name: str, says: str, do: str) -> Finding:
    """It works, and could be better or could get worse."""
    return Finding(name, Grade.WARNING, says, do)


def trouble(name: str, says: str, do: str) -> Finding:
    """It does not work, or will not for long."""
    return Finding(name, Grade.TROUBLE, says, do)


def is_trouble(findings: Iterable[Finding]) -> bool:
    """Whether anything is trouble."""
    return any(finding.grade is Grade.TROUBLE for finding in findings)
