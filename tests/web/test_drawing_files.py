"""Drawings as files: kept for good under their edition's name, refused where there is none."""

from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask, render_template_string

from tests.visitor import Visitor
from webapp.web.drawings import drawing_address


@pytest.fixture
def address(app: Flask) -> str:
    """Where a drawing is, as it is now."""
    with app.test_request_context():
        return drawing_address("acu_gb20")


def test_a_drawing_of_this_edition_is_kept_for_good(stranger: Visitor, address: str) -> None:
    answer = stranger.get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("query", ["", "?edition=0123456789ab&lang=en", "?lang=en"])
def test_without_the_editions_name_it_is_asked_for_again(stranger: Visitor, query: str) -> None:
    answer = stranger.get(f"/drawings/acu_gb20.svg{query}")

    assert answer.headers["Cache-Control"] == "no-cache"


def test_what_did_not_change_is_not_sent_again(stranger: Visitor, address: str) -> None:
    packed = stranger.get(address, Accept_Encoding="br")
    mark = packed.headers["ETag"]

    again = stranger.get(address, Accept_Encoding="br", If_None_Match=mark)

    assert again.status_code == 304
    assert not again.data


@pytest.mark.parametrize(
    "path",
    ["/drawings/nothing.svg", "/drawings/points/nothing.svg", "/drawings/points/gb20.svg"],
)
def test_what_is_not_in_the_catalogue_is_not_drawn(stranger: Visitor, path: str) -> None:
    assert stranger.get(path).status_code == 404


def test_a_point_is_drawn_without_a_hand(stranger: Visitor) -> None:
    answer = stranger.get("/drawings/points/GB20.svg")

    assert "<title>Wind Pool (GB20)</title>" in answer.text
    assert "data-ring" in answer.text
    assert "data-contact" not in answer.text


def test_the_other_side_has_an_address_of_its_own(stranger: Visitor, app: Flask) -> None:
    with app.test_request_context():
        left, right = drawing_address("acu_gb21"), drawing_address("acu_gb21", "right")

    assert "right side" in stranger.get(right).text
    assert "left side" in stranger.get(left).text


def test_the_only_style_it_may_use_is_the_one_inside_it(stranger: Visitor, address: str) -> None:
    answer = stranger.get(address)
    style = answer.text.split("<style>")[1].split("</style>")[0]

    allowed = b64encode(sha256(style.encode()).digest()).decode()

    assert f"style-src 'sha256-{allowed}'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_as_a_file_it_stands_still_and_knows_light_and_dark(
    stranger: Visitor, address: str
) -> None:
    answer = stranger.get(address)

    assert "prefers-color-scheme:dark" in answer.text
    assert "animation" not in answer.text


def test_a_page_takes_it_in_with_its_words_and_without_a_style(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string("<p>{{ drawing('acu_gb20') }}</p>")
        words = render_template_string("{{ drawing_in_words('acu_gb20') }}")

    assert page.startswith('<p><svg xmlns="http://www.w3.org/2000/svg" class="drawing"')
    assert f"<desc>{words}</desc>" in page
    assert "<style" not in page
    assert "style=" not in page
