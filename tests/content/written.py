"""What the catalogue's file says, read without the program: ids, sources and seconds."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[2] / "webapp" / "domain" / "catalogue" / "catalogue.yaml"
LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Written:
    """The catalogue as it is written down."""

    exercises: dict[str, dict[str, Any]]
    routines: dict[str, dict[str, Any]]
    transition_seconds: int

    def played(self, name: str) -> list[str]:
        """The exercises of a routine in order, or one exercise alone."""
        if name in self.exercises:
            return [name]
        return [item["exercise"] for item in self.routines[name]["items"]]

    def seconds(self, name: str, level: int) -> int:
        """How long a routine, or an exercise alone, lasts at a level."""
        if name in self.exercises:
            return int(self.exercises[name]["levels"][level]["seconds"])
        routine = self.routines[name]
        items = routine["items"]
        whole = [each.get("seconds") or self.seconds(each["exercise"], level) for each in items]
        between = self.transition_seconds * (len(items) - 1)
        ends = routine["prepare"]["seconds"] + routine["finish"]["seconds"]
        return sum(whole) + between + int(ends)

    def sources(self, name: str) -> set[str]:
        """The sources a routine or an exercise names."""
        return set((self.routines.get(name) or self.exercises[name])["sources"])


def written() -> Written:
    """Read the file."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    exercises, routines = (
        {one["id"]: one for one in found[kind]} for kind in ("exercises", "routines")
    )
    return Written(exercises, routines, found["time_model"]["transition_seconds"])
