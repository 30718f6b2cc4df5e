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


def address_on(page: str, visitor: Visitor) -> str:
    """The address of the one stylesheet a page links."""
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)', visitor.get(page).text)
    assert len(links) == 1
    return links[0]


def test_the_stylesheet_holds_its_files_and_asks_for_no_other(stranger: Visitor) -> None:
    styles = stranger.get(address_on("/", stranger)).text

    assert styles.startswith("@layer reset, tokens,")
    assert "@import" not in styles
    assert "--sky:" in styles
    assert ".ring__left" in styles


def test_it_is_packed_where_the_browser_takes_it(stranger: Visitor) -> None:
    plain = stranger.get(address_on("/", stranger))
    packed = stranger.get(address_on("/", stranger), Accept_Encoding="gzip")

    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < 18_000
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "immutable" in packed.headers["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_links_the_same_stylesheet(mina: Visitor, page: str) -> None:
    assert address_on(page, mina).endswith("/css/app.css")


def components() -> set[str]:
    """Every class the layer of components gives a look."""
    texts = [path.read_text("utf-8") for path in STYLES.glob("*.css")]
    plain = [re.sub(r'/\*.*?\*/|url\("[^"]*"\)', "", one, flags=re.DOTALL) for one in texts]
    before = [
        chosen
        for one in plain
        if "@layer components {" in one
        for chosen in re.findall(r"([^{};]+)\{", one)
    ]
    return {name for one in before for name in re.findall(r"\.([a-z][\w-]*)", one)}


def test_the_styleguide_shows_every_component(mina: Visitor) -> None:
    page = mina.get("/styleguide").text
    shown = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    of_drawings = {name for name in components() if name.startswith("d-")}

    assert components() - shown - of_drawings == set()
    assert len(of_drawings & shown) > 5


def test_the_styleguide_is_not_there_for_strangers(settings_app: Flask) -> None:
    answer = settings_app.test_client().get("/styleguide", headers={"Host": "unhunch.example"})

    assert answer.status_code == 404


@pytest.fixture
def settings_app(tmp_path: Path) -> Flask:
    """An application that others reach."""
    return create_app(settings_in(tmp_path / "public", PUBLIC_URL="https://unhunch.example"))
