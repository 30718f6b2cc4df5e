"""What the installed app is made of: manifest, worker, files of a build, whose a page is."""

import re
import struct

import pytest
from flask import Flask

from tests.visitor import Visitor
from webapp.web.assets import build

WHO = "Unhunch-Who"
PARTS = ("kept", "shell", "life", "reminders", "sessions", "drawings")


def test_the_manifest_says_what_an_app_needs(stranger: Visitor) -> None:
    answer = stranger.get("/manifest.webmanifest")

    manifest = answer.get_json(force=True)
    assert answer.mimetype == "application/manifest+json"
    assert (manifest["id"], manifest["scope"], manifest["start_url"]) == ("/", "/", "/")
    assert manifest["display"] == "standalone"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable", "monochrome"}
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}


def test_every_picture_of_the_manifest_is_there_in_the_size_it_says(stranger: Visitor) -> None:
    manifest = stranger.get("/manifest.webmanifest").get_json(force=True)
    pictures = manifest["icons"] + manifest["screenshots"]
    pictures += [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]

    for picture in pictures:
        answer = stranger.get(picture["src"])
        assert answer.status_code == 200
        assert answer.mimetype == picture["type"]
        if picture["type"] == "image/png":
            assert f"{_width(answer.data)}x{_height(answer.data)}" == picture["sizes"]


def test_every_shortcut_leads_to_a_player(mina: Visitor) -> None:
    manifest = mina.get("/manifest.webmanifest").get_json(force=True)
    addresses = [shortcut["url"] for shortcut in manifest["shortcuts"]]

    pages = [mina.client.get(address, follow_redirects=True) for address in addresses]

    assert all('id="player"' in page.text for page in pages)


def test_the_shortcut_starts_the_routine_of_the_plan(mina: Visitor) -> None:
    mina.submit("/start", {"routine": "micro_break", "time_zone": "Europe/Berlin"})

    answer = mina.get("/play-mine")

    assert answer.headers["Location"] == "/routines/micro_break/play"


def test_the_shortcut_of_a_stranger_starts_something_too(stranger: Visitor) -> None:
    answer = stranger.get("/play-mine")

    assert stranger.get(answer.headers["Location"]).status_code == 200


def test_the_worker_is_asked_for_each_time_and_knows_its_build(app: Flask) -> None:
    answer = app.test_client().get("/sw.js")

    with app.test_request_context():
        name = build()
    assert answer.headers["Cache-Control"] == "no-cache"
    assert f'BUILD = "{name}"' in answer.text
    assert "__" not in answer.text


def test_every_file_the_worker_loads_and_keeps_is_there(stranger: Visitor) -> None:
    source = stranger.get("/sw.js").text
    files = source.split('FILES = "')[1].split('"')[0].split()
    files += [
        f"sw/{name}.js"
        for name in ("kept", "shell", "life", "receipts", "reminders", "sessions", "drawings")
    ]

    statuses = {name: stranger.get(f"/assets/any/{name}").status_code for name in files}

    assert "css/app.css" in files
    assert set(statuses.values()) == {200}


def test_a_file_of_this_build_is_kept_for_good_and_of_another_asked_for_again(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        name = build()

    this = client.get(f"/assets/{name}/js/base/http.js")
    another = client.get("/assets/0123456789ab/js/base/http.js")

    assert "immutable" in this.headers["Cache-Control"]
    assert another.headers["Cache-Control"] == "no-cache"
    assert this.data == another.data


def test_the_one_style_sheet_holds_all_the_others(stranger: Visitor) -> None:
    sheet = stranger.get("/assets/any/css/app.css").text

    assert "@import" not in sheet
    assert ".button" in sheet
    assert ".ring" in sheet


@pytest.mark.parametrize("name", ["../webapp/settings.py", "..%2fwsgi.py", "css", "no.js", "/etc"])
def test_nothing_but_our_static_files_is_given_out(stranger: Visitor, name: str) -> None:
    assert stranger.get(f"/assets/any/{name}").status_code in (308, 404)


def test_each_person_has_a_word_of_their_own_that_names_nobody(
    mina: Visitor, jun: Visitor, stranger: Visitor
) -> None:
    words = [visitor.get("/").headers[WHO] for visitor in (mina, jun, stranger)]

    assert len(set(words)) == 3
    assert words[2] == "nobody"
    assert mina.get("/routines").headers[WHO] == words[0]


def test_another_safety_check_makes_other_copies(mina: Visitor) -> None:
    before = mina.get("/").headers[WHO]
    effect = {"id": "no_massage", "until": None, "clearable": "none"}
    version = mina.get("/safety-rules.json")
    assert version.status_code == 200
    check = {"consent": True, "catalogue_version": _version(mina), "effects": [effect]}

    kept = mina.put("/api/v1/safety", check)

    assert kept.status_code == 200
    assert mina.get("/").headers[WHO] != before


def test_only_what_may_be_kept_says_whose_it_is(mina: Visitor) -> None:
    timeline = mina.get("/api/v1/routines/desk_minute/timeline?level=1")
    missing = mina.get("/nothing-here")
    due = mina.get("/api/v1/due")

    assert WHO in timeline.headers
    assert WHO not in missing.headers
    assert WHO not in due.headers


def test_a_device_gets_the_rules_it_must_hold_to_without_a_connection(stranger: Visitor) -> None:
    rules = stranger.get("/safety-rules.json").json

    assert "massage" in rules["breathing_only"]["kinds"]
    assert "massage" in rules["no_massage"]["kinds"]


def test_a_device_gets_the_words_for_what_it_cannot_read_in_its_own_language(
    stranger: Visitor,
) -> None:
    english = stranger.get("/reminder-words.json").json
    russian = stranger.get("/reminder-words.json", Accept_Language="ru").json

    assert english == {"title": "Time for a break", "body": "Tap when you are ready.", "lang": "en"}
    assert russian["lang"] == "ru"
    assert not re.search("[A-Za-z]", russian["title"] + russian["body"])


def _version(visitor: Visitor) -> int:
    found = re.search(r'"catalogue_version":\s*(\d+)', visitor.get("/safety").text)
    assert found
    return int(found[1])


def _width(png: bytes) -> int:
    return int(struct.unpack(">I", png[16:20])[0])


def _height(png: bytes) -> int:
    return int(struct.unpack(">I", png[20:24])[0])
