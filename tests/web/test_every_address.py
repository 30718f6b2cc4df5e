"""Every page that has an address of its own: no claim on any, and no English on a Russian one.

The addresses are those of the application, so that a new page is looked at without being listed.
"""

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.web.claims import claims_in
from tests.web.russian import english_of
from tests.web.spoken import Spoken
from tests.web.test_claims import allowed_in
from tests.web.test_languages import speaks
from webapp.domain.catalogue import languages

FOR_DEVELOPERS = ("/styleguide",)


def pages_of(app: Flask, visitor: Visitor) -> dict[str, str]:
    """The pages at addresses without parts to fill in, as this visitor sees them."""
    rules = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.rule not in FOR_DEVELOPERS
    ]
    answers = {rule: visitor.client.get(rule) for rule in rules if not rule.startswith("/api/")}
    return {
        rule: answer.text
        for rule, answer in answers.items()
        if answer.status_code == 200 and answer.mimetype == "text/html"
    }


@pytest.mark.parametrize("language", languages())
def test_no_page_of_a_person_claims_anything(app: Flask, mina: Visitor, language: str) -> None:
    allowed = allowed_in(app, language)
    pages = pages_of(app, speaks(mina, language))

    found = {
        rule: list(claims_in(Spoken(text).text, language, allowed)) for rule, text in pages.items()
    }

    assert len(pages) > 20
    assert {rule: claims for rule, claims in found.items() if claims} == {}


def test_no_page_of_a_russian_speaks_english(app: Flask, mina: Visitor) -> None:
    pages = pages_of(app, speaks(mina, "ru"))

    found = {rule: list(english_of(text)) for rule, text in pages.items()}

    assert {rule: words for rule, words in found.items() if words} == {}
