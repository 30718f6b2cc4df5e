"""Ways to spoil a catalogue, for the tests that show each rule bites."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from webapp.domain.catalogue import CatalogueError
from webapp.domain.catalogue.load import SHIPPED, checked_catalogue, parse_document

Document = dict[str, Any]
Spoil = Callable[[Document], None]

_PRISTINE: Any = parse_document(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)


def spoilt(spoil: Spoil) -> Document:
    """Answer the shipped document with one thing spoilt."""
    document: Document = deepcopy(_PRISTINE)
    spoil(document)
    return document


def refusal(spoil: Spoil) -> str:
    """Answer why the spoilt document is refused."""
    with pytest.raises(CatalogueError) as caught:
        checked_catalogue(spoilt(spoil), "catalogue.yaml")
    text = str(caught.value)
    assert all(line.startswith("catalogue.yaml: ") for line in text.splitlines())
    return text


def put(place: str, value: object) -> Spoil:
    """Put a value at a place such as `exercises.acu_li4.steps.0.seconds`; ids and numbers count."""

    def spoil(document: Document) -> None:
        *path, last = place.split(".")
        inner: Any = document
        for key in path:
            inner = _into(inner, key)
        inner[_key_of(inner, last)] = value

    return spoil


def drop(place: str) -> Spoil:
    """Take away what stands at a place."""

    def spoil(document: Document) -> None:
        *path, last = place.split(".")
        inner: Any = document
        for key in path:
            inner = _into(inner, key)
        del inner[_key_of(inner, last)]

    return spoil


def both(*spoils: Spoil) -> Spoil:
    """Spoil more than one thing."""

    def spoil(document: Document) -> None:
        for each in spoils:
            each(document)

    return spoil


def case(spoil: Spoil, message: str) -> Any:
    """Pair a way to spoil with the message it must give."""
    return pytest.param(spoil, message, id=message.replace(" ", "_")[:70])


def _into(inner: Any, key: str) -> Any:
    return inner[_key_of(inner, key)]


def _key_of(inner: Any, key: str) -> Any:
    if isinstance(inner, dict):
        return key if key in inner or not key.isdigit() else int(key)
    if key.isdigit():
        return int(key)
    return next(number for number, each in enumerate(inner) if each["id"] == key)
