"""Telling Russian from what was forgotten: Latin words that are no names."""

import re
from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from tests.web.spoken import Spoken
from webapp.domain.catalogue import load_catalogues

PLACEHOLDER = re.compile(r"\{\w+\}")
WORD = re.compile(r"[A-Za-z]{2,}")
# Names of products, standards and files, which are the same in every language.
LISTED = (
    "Unhunch unhunch JavaScript JSON json https cookie QR iPhone iPad iOS Safari Chrome Edge "
    "Firefox Android localhost Caddy Tailscale docs on your phone md UNHUNCH PUBLIC URL On "
    "Europe Berlin QM XPA DE BE UTC GMT JPEG PNG WebP"
)
NAMES = frozenset(LISTED.split())


def english_of(page: str) -> Iterator[str]:
    """What of a page is in Latin letters, is no name, and is not marked as another language."""
    for words in Spoken(page).found:
        if words.language == "ru" and _is_forgotten(words.text):
            yield words.text


@cache
def _is_forgotten(text: str) -> bool:
    said = PLACEHOLDER.sub("", text)
    return text not in _zones() and any(word not in _names() for word in WORD.findall(said))


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _names() -> frozenset[str]:
    return NAMES | _names_in_sources() | _codes()


def _names_in_sources() -> frozenset[str]:
    """Authors, journals and hospitals: what is the same in both languages of a source."""
    english, russian = load_catalogues()["en"], load_catalogues()["ru"]
    return frozenset(
        word
        for source in english.references
        for word in WORD.findall(russian.references[source].what)
        if word in WORD.findall(english.references[source].what)
    )


def _codes() -> frozenset[str]:
    points = (each.point for each in load_catalogues()["en"].exercises.values())
    return frozenset(word for point in points if point for word in WORD.findall(point.who_code))
