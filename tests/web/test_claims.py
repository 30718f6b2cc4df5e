"""Nowhere is it claimed to treat, cure or prevent; no illness is named as acted on."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.web.claims import claims_in, may_be_said
from tests.web.spoken import Spoken
from tests.web.test_languages import ALL
from webapp.actions.reminder_words import reminder_words
from webapp.domain.catalogue import languages, load_catalogues
from webapp.language import gettext, in_language
from webapp.storage.safety import KnownSafety

# Sentences of ours that name illness in order to send somebody to a doctor, or to disclaim.
OF_OURS = (
    "General wellness guidance for adults. Not medical advice, not a treatment and not a medical "
    "device.",
    "These routines are meant for adults who feel well enough for light activity. They aim at "
    "comfort and good break habits; they do not find, treat or prevent any disease and do not "
    "replace a doctor or physiotherapist. The safety check only decides which routines to show.",
    "These routines are for adults who feel well enough for light activity. They do not find, "
    "treat or prevent any disease and do not replace a doctor or physiotherapist. If you are "
    "unsure, ask a professional first. In an emergency call your local emergency number, not the "
    "app.",
    "new neck pain if you have had cancer, have inflamed joints, or fight off infections badly",
)
WELCOME = (
    "No name, no e-mail, no tracking: one cookie remembers you. General wellness guidance for "
    "adults. Not medical advice, not a treatment and not a medical device."
)
OPEN = KnownSafety(checked=True, consent=True, effects=frozenset())


@pytest.mark.parametrize("language", languages())
def test_no_page_claims_anything(app: Flask, stranger: Visitor, language: str) -> None:
    allowed = allowed_in(app, language)
    found = {}
    for address in ALL:
        page = stranger.get(address, Accept_Language=language).text
        found[address] = list(claims_in(Spoken(page).text, language, allowed))

    assert {address: claims for address, claims in found.items() if claims} == {}


@pytest.mark.parametrize("language", languages())
def test_no_payload_claims_anything(app: Flask, stranger: Visitor, language: str) -> None:
    allowed = allowed_in(app, language)

    for address in (
        "/api/v1/routines",
        "/safety-rules.json",
        "/manifest.webmanifest",
        *(
            f"/api/v1/routines/{each}/timeline?level={level}"
            for each in load_catalogues()["en"].routines
            for level in (1, 2, 3)
        ),
    ):
        answer = stranger.get(address, Accept_Language=language, Safety_Effects="")
        text = " ".join(texts_of(json.loads(answer.text)))
        assert list(claims_in(text, language, allowed)) == [], address


@pytest.mark.parametrize("language", languages())
def test_no_reminder_claims_anything(app: Flask, language: str) -> None:
    with app.test_request_context(), in_language(language):
        for routine in load_catalogues()[language].routines:
            words = reminder_words(load_catalogues()[language], routine, OPEN)
            assert list(claims_in(f"{words.title} {words.body}", language, ())) == []


def test_a_claim_would_be_found() -> None:
    assert list(claims_in("This cures a stiff neck", "en", ()))
    assert list(claims_in("Good against migraine.", "en", ()))
    assert list(claims_in("Улучшает кровообращение", "ru", ()))
    assert list(claims_in("От остеохондроза", "ru", ()))


def allowed_in(app: Flask, language: str) -> set[str]:
    """The sentences that may be said, in a language, with single spaces as pages have them."""
    with app.test_request_context(), in_language(language):
        ours = {gettext(sentence) for sentence in (*OF_OURS, WELCOME)}
    whole = may_be_said(load_catalogues()[language]) | ours
    return {re.sub(r"\s+", " ", sentence) for sentence in whole}


def texts_of(value: object) -> Iterator[str]:
    """Every text in a JSON answer."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from texts_of(inner)
    for inner in value if isinstance(value, list) else ():
        yield from texts_of(inner)
