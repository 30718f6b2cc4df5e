"""Typed reading of one mapping of the catalogue, with the place named when it does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from webapp.domain.catalogue.exercise import LEVELS, PerLevel
from webapp.domain.catalogue.problems import Malformed, Problem


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping that knows where it stands; every reading raises Malformed when it does not fit."""

    where: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, where: str, value: object) -> Self:
        """Take a value that must be a mapping with words for keys."""
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise Malformed(Problem(where, "must be a mapping"))
        return cls(where, value)

    def holds(self, required: str, optional: str = "") -> Self:
        """Refuse a missing or an unknown key; the keys are given as words in one text."""
        for key in required.split():
            if self.values.get(key) in (None, "", []):
                raise self.wrong(f"missing {key}")
        for key in self.values:
            if key not in required.split() + optional.split():
                raise self.wrong(f"unknown key {key}")
        return self

    def wrong(self, reason: str) -> Malformed:
        """Make the error for this place."""
        return Malformed(Problem(self.where, reason))

    def has(self, key: str) -> bool:
        """Tell whether the key is there at all."""
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text that is not empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            raise self.wrong(f"{key} must be a text")
        return value

    def flag(self, key: str) -> bool:
        """Read true or false; false where the key is not there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} must be true or false")
        return value

    def whole(self, key: str, at_least: int = 0) -> int:
        """Read a whole number."""
        return self._as_whole(key, self.values.get(key), at_least)

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; empty where the key is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(f"{key} must be a list of texts")
        return tuple(value)

    def node(self, key: str) -> "Node":
        """Read a mapping one step down."""
        return Node.of(f"{self.where}: {key}", self.values.get(key))

    def nodes(self, key: str) -> tuple["Node", ...]:
        """Read a list of mappings one step down; each is named by its id or its number."""
        value = self.values.get(key)
        if not isinstance(value, list):
            raise self.wrong(f"{key} must be a list")
        return tuple(
            Node.of(f"{self.where}: {key} {number}", each) for number, each in enumerate(value, 1)
        )

    def per_level(self, key: str, default: int | None = None, at_least: int = 0) -> PerLevel:
        """Read one number for every level, or a list of three."""
        value = self.values.get(key, default)
        if not isinstance(value, list):
            value = [value] * len(LEVELS)
        if len(value) != len(LEVELS):
            raise self.wrong(f"{key} needs three values")
        one, two, three = (self._as_whole(key, each, at_least) for each in value)
        return one, two, three

    def by_level(self, key: str) -> dict[int, object]:
        """Read a mapping with exactly the levels 1, 2 and 3 for keys."""
        value = self.values.get(key)
        if not isinstance(value, dict) or set(value) != set(LEVELS):
            raise self.wrong(f"{key} needs levels 1, 2 and 3")
        return {level: value[level] for level in LEVELS}

    def whole_by_level(self, key: str, at_least: int = 0) -> dict[int, int]:
        """Read a whole number for each level."""
        return {
            level: self._as_whole(f"{key} of level {level}", value, at_least)
            for level, value in self.by_level(key).items()
        }

    def _as_whole(self, key: str, value: object, at_least: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"{key} must be a whole number")
        if value < at_least:
            raise self.wrong(f"{key} must be at least {at_least}")
        return value
