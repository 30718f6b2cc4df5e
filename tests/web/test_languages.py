"""Every page speaks the reader's language: chosen, else the browser's, else English."""

import json
import re

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.web.russian import english_of
from webapp.domain.catalogue import languages, load_catalogues

RUSSIAN = load_catalogues()["ru"]
MAIN = (
    "/",
    "/start",
    "/routines",
    "/routines?kind=massage&place=lying",
    "/exercises",
    "/plan",
    "/plan/history",
    "/progress",
    "/devices",
    "/phone",
    "/safety",
    "/safety?then=/plan",
    "/settings",
    "/learn",
    "/learn/pressing",
    "/learn/breaks",
    "/learn/evidence",
    "/learn/massage",
    "/learn/doctor",
    "/learn/sources",
    "/link",
    "/offline",
    "/nothing-here",
    "/routines/headache_eye_holds?level=2",
    "/routines/full_self_massage",
    "/routines/hands_only_reset/play",
    "/exercises/acu_li4",
    "/exercises/str_iso_side",
)
ALL = (
    *MAIN,
    *(f"/routines/{each}?level={level}" for each in RUSSIAN.routines for level in (1, 3)),
    *(f"/routines/{each}/play" for each in RUSSIAN.routines),
    *(f"/exercises/{each}" for each in RUSSIAN.exercises),
)
CHECKS = {"nothing": (), "flare": ("breathing_only",), "stop": ("stop_all", "urgent_help")}


@pytest.fixture
def vera(mina: Visitor) -> Visitor:
    """A person who chose Russian."""
    return speaks(mina, "ru")


def speaks(visitor: Visitor, language: str) -> Visitor:
    """Choose a language on the settings page."""
    page = visitor.get("/settings").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    answer = visitor.client.post("/settings", data={"language": language, "csrf_token": token})
    assert answer.status_code == 303
    return visitor


def lang_of(page: str) -> str:
    """The language a page says it is in."""
    return re.search(r'<html lang="([^"]+)"', page)[1]


def leftovers(visitor: Visitor, *pages: str) -> dict[str, list[str]]:
    """What is not Russian, by page."""
    answers = {page: visitor.client.get(page, headers=ASKS) for page in dict.fromkeys(pages)}
    found = {
        page: list(english_of(answer.text))
        for page, answer in answers.items()
        if answer.mimetype == "text/html" and answer.status_code not in (302, 303)
    }
    return {page: words for page, words in found.items() if words}


def every_page(app: Flask) -> list[str]:
    """Every address that may show a page and names nothing; new ones come by themselves."""
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return [rule.rule for rule in rules if not rule.arguments and rule.rule not in NO_PAGES]


# The style guide is for whoever builds Unhunch; it names tokens of the style sheet.
NO_PAGES = {"/styleguide", "/sw.js", "/metrics", "/api/v1/openapi.json", "/healthz", "/readyz"}
ASKS = {"Accept-Language": "ru"}


def test_a_stranger_is_answered_in_the_language_the_browser_asks_for(stranger):
    for asked, spoken in (
        ("ru-RU,ru;q=0.9,en;q=0.5", "ru"),
        ("de,ru;q=0.5", "ru"),
        ("en-GB,ru;q=0.5", "en"),
        ("de", "en"),
        ("", "en"),
    ):
        assert lang_of(stranger.get("/routines", Accept_Language=asked).text) == spoken, asked


def test_a_stranger_may_choose_and_is_nobody_still(app, stranger):
    speaks(stranger, "ru")

    assert lang_of(stranger.get("/", Accept_Language="en").text) == "ru"
    assert stranger.get("/api/v1/plan").status_code == 401


def test_what_a_person_chose_holds_on_every_browser_and_for_nobody_else(vera, jun):
    assert lang_of(vera.get("/routines", Accept_Language="en").text) == "ru"
    assert lang_of(jun.get("/routines").text) == "en"

    speaks(vera, "en")

    assert lang_of(vera.get("/routines", Accept_Language="ru").text) == "en"


def test_whoever_starts_keeps_the_language_of_the_page(stranger):
    page = stranger.get("/start", Accept_Language="ru").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    form = {"routine": "desk_minute", "time_zone": "Europe/Moscow", "csrf_token": token}
    stranger.client.post("/start", data=form, headers=ASKS)

    assert lang_of(stranger.get("/routines", Accept_Language="en").text) == "ru"


@pytest.mark.parametrize("language", ["", "xx", "../en", "en-GB"])
def test_a_language_we_do_not_speak_is_refused_in_words(mina, language):
    answer = mina.submit("/settings", {"language": language})

    assert answer.status_code == 400
    assert "Choose one of the languages" in answer.text


def test_a_guest_over_json_names_a_language_we_speak(stranger):
    body = {"time_zone": "Europe/Moscow", "language": "xx"}
    refused = stranger.post("/api/v1/guests", body)
    made = stranger.post("/api/v1/guests", body | {"language": "ru"})

    assert refused.status_code == 422
    assert made.json["person"]["language"] == "ru"


def test_the_settings_name_each_language_in_itself(stranger):
    page = stranger.get("/settings").text

    for code, name in (("en", "English"), ("ru", "Русский")):
        assert re.search(rf'lang="{code}">{name}<', page)
    assert set(languages()) == {"en", "ru"}


def test_timelines_and_the_check_speak_russian(vera):
    vera.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    timeline = vera.get("/api/v1/routines/desk_minute/timeline?level=1").json

    assert timeline["title"] == RUSSIAN.routines["desk_minute"].title
    assert not re.search("[A-Za-z]{2,}", " ".join(e["do"] + e["cue"] for e in timeline["entries"]))


def test_the_manifest_speaks_russian(vera):
    manifest = json.loads(vera.get("/manifest.webmanifest").text)

    assert manifest["lang"] == "ru"
    assert not re.search("[A-Za-z]{3,}", manifest["description"])


def test_numbers_are_counted_in_the_three_forms(app, vera):
    words = json.loads(
        re.search(r'id="words">(.*?)</script>', vera.get("/routines").text, re.DOTALL)[1]
    )

    forms = {form: words[f"minutes.{form}"] for form in ("one", "few", "many", "other")}
    assert forms == {
        "one": "{n} минута",
        "few": "{n} минуты",
        "many": "{n} минут",
        "other": "{n} минуты",
    }
