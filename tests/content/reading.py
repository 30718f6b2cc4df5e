"""How hard our English is to read: the Flesch-Kincaid grade, a year of school for each step."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from webapp.domain.catalogue import Catalogue
from webapp.domain.catalogue.translations import TEXTS

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
SHORTEST = 5  # words: a label is no sentence, and would flatter
BLANK = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^aeiouy]es)$")
NOT_SHOWN = {"what", "note"}  # titles of papers; notes for whoever maintains the content


@dataclass(frozen=True)
class Reading:
    """What was read, and the grade it takes."""

    name: str
    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The grade of school it takes; longer sentences and words take more."""
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return 0.39 * per_sentence + 11.8 * per_word - 15.59


def read(name: str, texts: Iterable[str]) -> Reading:
    """Read the sentences of these texts."""
    sentences = [part for text in texts for part in sentences_of(text)]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    return Reading(name, len(words), len(sentences), sum(map(syllables_in, words)))


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, labels left out."""
    for part in SENTENCE_END.split(BLANK.sub("ten", text)):
        if len(WORD.findall(part)) >= SHORTEST:
            yield part


def syllables_in(word: str) -> int:
    """About how many syllables a word has: its runs of vowels, without a silent end."""
    plain = word.lower().strip("'’-")
    found = len(VOWELS.findall(plain)) - bool(SILENT_END.search(plain))
    return max(found, 1)


def texts_of(catalogue: Catalogue) -> Iterator[str]:
    """What the catalogue says to people; titles of papers and notes for ourselves are left out."""
    shown = {key for keys in TEXTS.values() for key in keys} - NOT_SHOWN
    yield from (text for name, text in _texts(catalogue, "") if name in shown)
    for lines in (*catalogue.prepare_lists.values(), *catalogue.finish_lists.values()):
        yield from lines


def _texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    for inner_name, inner in _inside(value, name):
        yield from _texts(inner, inner_name)


def _inside(value: object, name: str) -> Iterator[tuple[str, object]]:
    if is_dataclass(value) and not isinstance(value, type):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        yield from ((name, each) for each in value.values())
    if isinstance(value, tuple | frozenset):
        yield from ((name, each) for each in value)
