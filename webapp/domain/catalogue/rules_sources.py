"""What must be true of the whole document: its sources exist, and it names no machine's paths."""

import re
from collections.abc import Iterator

from webapp.domain.catalogue.model import Catalogue
from webapp.domain.catalogue.problems import Problem

_ARTICLE_ID = re.compile(r"S[1-9]\d{0,2}")
_MACHINE_PATH = re.compile(r"(?<![\w:/.])/\w+/")


def sources_are_known(document: object, catalogue: Catalogue) -> Iterator[Problem]:
    """A source is the number of an article statement (S12) or a reference of the file (R3)."""
    for where, source in _sources(document, "catalogue"):
        known = isinstance(source, str) and (
            _ARTICLE_ID.fullmatch(source) or source in catalogue.references
        )
        if not known:
            yield Problem(where, f"unknown source {source}")


def no_machine_paths(document: object) -> Iterator[Problem]:
    """No text names a path of somebody's machine."""
    for where, text in _texts(document, "catalogue"):
        if _MACHINE_PATH.search(text):
            yield Problem(where, "absolute machine path")


def _sources(value: object, where: str) -> Iterator[tuple[str, object]]:
    for name, key, inner in _children(value, where):
        if key == "sources" and isinstance(inner, list):
            yield from ((where, each) for each in inner)
        else:
            yield from _sources(inner, name)


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    for name, _, inner in _children(value, where):
        yield from _texts(inner, name)


def _children(value: object, where: str) -> Iterator[tuple[str, object, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield _name(inner, str(key), where), key, inner
    if isinstance(value, list):
        for inner in value:
            yield _name(inner, where, where), None, inner


def _name(value: object, key: str, where: str) -> str:
    return str(value.get("id", key)) if isinstance(value, dict) else where
