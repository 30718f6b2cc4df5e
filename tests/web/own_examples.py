"""What somebody keeps of their own, as the JSON interface takes it."""

from copy import deepcopy
from typing import Any

SECRET = "Mina's evening"
ROUTINE: dict[str, Any] = {
    "title": f"{SECRET} routine",
    "items": [
        {"exercise": "mob_shoulder_rolls"},
        {"exercise": "mas_slow_squeeze", "level": 2, "seconds": 60},
        {"exercise": "br_long_exhale", "seconds": 40},
    ],
}
EXERCISE: dict[str, Any] = {
    "title": f"{SECRET} wall slide",
    "kind": "mobility",
    "place": "shoulders",
    "note": "Twice a day, says Ms Sato.",
    "steps": [
        {"do": "Slide both arms up the wall.", "seconds": 20, "side": "both"},
        {"do": "Lean to one side.", "seconds": 15, "side": "each"},
    ],
}
FILE: dict[str, Any] = {
    "format": "unhunch-routine",
    "version": 1,
    "title": "From Jun",
    "based_on": None,
    "items": [
        {"exercise": "e1", "level": 1, "seconds": None},
        {"exercise": "acu_li4", "level": 1, "seconds": None},
        {"exercise": "mob_turn", "level": 2, "seconds": None},
    ],
    "exercises": [{"id": "e1", **EXERCISE, "title": "Wall slide"}],
}


def a_file(**changes: Any) -> dict[str, Any]:
    """A good file with something else in it."""
    return deepcopy(FILE) | changes
