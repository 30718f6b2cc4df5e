"""Every language says everything: messages, their forms and places, and what scripts speak."""

import re
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from flask import Flask

from tests.words_program import words_program
from webapp.domain.catalogue import languages
from webapp.language import in_language
from webapp.web.words import script_words

OTHERS = tuple(each for each in languages() if each != "en")
PLACES = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%%")
HOW = "run `.venv/bin/python .ci/words.py`, then fill in webapp/translations/{}/"


WORDS = words_program()
TEMPLATE = WORDS.extracted()


def file_of(language: str) -> Path:
    """The messages people edit."""
    return WORDS.FOLDER / language / "LC_MESSAGES" / "messages.po"


def messages_of(language: str) -> Catalog:
    """What a language says."""
    found: Catalog = WORDS.written(file_of(language))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_fills_in_the_same_places(language: str) -> None:
    for message in messages_of(language):
        if not message.id or "%(way_out)s" in message.id:  # what is left out there is English
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACES.findall(message.id[-1] if message.pluralizable else message.id))
        assert all(set(PLACES.findall(form)) == wanted for form in forms), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_messages_are_those_people_edit(language: str) -> None:
    compiled = file_of(language).with_suffix(".mo").read_bytes()

    assert compiled == WORDS.as_mo(messages_of(language)), HOW.format(language)


@pytest.mark.parametrize("language", languages())
def test_scripts_can_count_in_every_form_of_the_language(app: Flask, language: str) -> None:
    forms = set(Locale(language).plural_form.tags) | {"other"}
    with app.test_request_context(), in_language(language):
        keys = set(script_words())

    counted = {key.removesuffix(".one") for key in keys if key.endswith(".one")}
    missing = [f"{key}.{form}" for key in counted for form in forms if f"{key}.{form}" not in keys]
    assert missing == [], "give the words by plural_words(key, one, other)"


def test_every_language_has_both_of_its_parts() -> None:
    folders = {path.parent.parent.name for path in WORDS.FOLDER.glob("*/LC_MESSAGES/messages.mo")}

    assert folders == set(OTHERS)
