"""The one stylesheet is whole, kept by its build, and the styleguide stays at home."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import settings_in
from tests.visitor import Visitor
from webapp.application import create_app

STYLES = Path(__file__).parent.parent / "static" / "css"
PAGES = ("/", "/routines", "/routines/desk_minute", "/routines/desk_minute/play", "/styleguide")


def test_every_style_file_is_in_the_one_stylesheet() -> None:
    named = re.findall(r'@import url\("([^"]+)"\);', (STYLES / "app.css").read_text("utf-8"))

    assert sorted([*named, "app.css"]) == sorted(path.name for path in STYLES.glob("*.css"))


def test_the_stylesheet_holds_its_files_and_asks_for_no_other(stranger: Visitor) -> None:
    styles = stranger.get("/static/css/app.css").text

    assert styles.startswith("@layer ")
    assert "@import" not in styles
    assert "--sky:" in styles
    assert ".ring__left" in styles


def test_it_is_packed_where_the_browser_takes_it(stranger: Visitor) -> None:
    plain = stranger.get("/static/css/app.css")
    packed = stranger.get("/static/css/app.css", Accept_Encoding="gzip")

    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < 12_000
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_build_is_kept_for_good_and_an_unnamed_one_is_asked_for_again(stranger: Visitor) -> None:
    named = stranger.get("/static/css/app.css?v=one")
    unnamed = stranger.get("/static/css/app.css")
    again = stranger.get("/static/css/app.css", If_None_Match=unnamed.headers["ETag"])

    assert "immutable" in named.headers["Cache-Control"]
    assert unnamed.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304


@pytest.mark.parametrize("page", PAGES)
def test_every_page_links_one_stylesheet(mina: Visitor, page: str) -> None:
    links = re.findall(r'<link rel="stylesheet" href="([^"?]+)', mina.get(page).text)

    assert links == ["/static/css/app.css"]


def test_the_styleguide_is_not_there_for_strangers(settings_app: Flask) -> None:
    answer = settings_app.test_client().get("/styleguide", headers={"Host": "unhunch.example"})

    assert answer.status_code == 404


@pytest.fixture
def settings_app(tmp_path: Path) -> Flask:
    """An application that others reach."""
    return create_app(settings_in(tmp_path / "public", PUBLIC_URL="https://unhunch.example"))
