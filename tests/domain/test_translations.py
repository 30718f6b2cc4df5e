"""Another language puts words over the catalogue, and nothing but words."""

import copy
from typing import Any

import pytest

from webapp.domain.catalogue.load import SHIPPED, languages, load_catalogues, parse_document
from webapp.domain.catalogue.problems import Malformed
from webapp.domain.catalogue.rules_exercises import LONGEST_CUE_WORDS
from webapp.domain.catalogue.translations import joined, translated

DOCUMENT: Any = parse_document(SHIPPED.read_text(encoding="utf-8"), "catalogue.yaml")
FILES = sorted((SHIPPED.parent / "ru").glob("*.yaml"))
OTHERS = [each for each in languages() if each != "en"]


@pytest.fixture
def texts() -> dict[str, Any]:
    """The Russian texts, to be spoilt."""
    read = [
        (path.name, parse_document(path.read_text(encoding="utf-8"), path.name)) for path in FILES
    ]
    return copy.deepcopy(joined(read))


@pytest.mark.parametrize("language", OTHERS)
def test_only_words_differ_from_the_original(language: str) -> None:
    original, other = load_catalogues()["en"], load_catalogues()[language]

    assert list(other.exercises) == list(original.exercises)
    assert list(other.routines) == list(original.routines)
    assert other.swaps == original.swaps
    assert other.caps == original.caps
    for exercise in original.exercises.values():
        same = other.exercises[exercise.id]
        assert (same.kind, same.tags, same.points) == (
            exercise.kind,
            exercise.tags,
            exercise.points,
        )
        assert [s.seconds for s in same.steps] == [s.seconds for s in exercise.steps]
        assert [s.side for s in same.steps] == [s.side for s in exercise.steps]
        assert same.sources == exercise.sources
    for mine, theirs in zip(original.questions, other.questions, strict=True):
        assert (mine.id, mine.effects, mine.clearable) == (
            theirs.id,
            theirs.effects,
            theirs.clearable,
        )
        assert mine.ask != theirs.ask
    for effect in original.effects.values():
        assert other.effects[effect.id].tags == effect.tags
        assert len(other.effects[effect.id].hides) == len(effect.hides)


@pytest.mark.parametrize("language", OTHERS)
def test_cues_are_as_short_as_in_the_original(language: str) -> None:
    for exercise in load_catalogues()[language].exercises.values():
        assert all(len(step.cue.split()) <= LONGEST_CUE_WORDS for step in exercise.steps)


def test_a_missing_text_is_named(texts: dict[str, Any]) -> None:
    del texts["screening"]["cx_heart"]["ask"]

    with pytest.raises(Malformed, match="screening: cx_heart: ask: has no translation"):
        translated(DOCUMENT, texts)


def test_a_text_too_many_is_named(texts: dict[str, Any]) -> None:
    texts["exercises"]["acu_zz9"] = {"title": "Ничего"}

    with pytest.raises(Malformed, match="exercises: no text acu_zz9 in the original"):
        translated(DOCUMENT, texts)


def test_a_translation_cannot_bring_seconds(texts: dict[str, Any]) -> None:
    texts["exercises"]["acu_li4"]["max_seconds"] = 900

    with pytest.raises(Malformed, match="acu_li4: no text max_seconds in the original"):
        translated(DOCUMENT, texts)


def test_a_list_of_another_length_is_named(texts: dict[str, Any]) -> None:
    texts["exercises"]["acu_li4"]["steps"].pop()

    with pytest.raises(Malformed, match="acu_li4: steps: needs 6 entries, has 5"):
        translated(DOCUMENT, texts)


def test_two_files_that_say_the_same_are_refused() -> None:
    with pytest.raises(Malformed, match="said twice"):
        joined([("a.yaml", {"needs": {"desk": {}}}), ("b.yaml", {"needs": {"desk": {}}})])
