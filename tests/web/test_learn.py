"""The pages to read: each opens, cites what exists, and says what must be said."""

import re

import pytest

from tests.visitor import Visitor
from tests.web.spoken import Spoken
from webapp.domain.catalogue import languages, load_catalogues

PAGES = ("pressing", "breaks", "evidence", "massage", "doctor", "sources")
CATALOGUE = load_catalogues()["en"]


def test_the_list_leads_to_every_page(stranger: Visitor) -> None:
    listed = re.findall(r'href="/learn/(\w+)"', stranger.get("/learn").text)

    assert tuple(listed) == PAGES


@pytest.mark.parametrize("page", PAGES[:-1])
def test_a_page_cites_sources_that_exist(stranger: Visitor, page: str) -> None:
    cited = re.findall(r'href="/learn/sources#(\w+)"', stranger.get(f"/learn/{page}").text)

    assert cited
    assert set(cited) <= set(CATALOGUE.references)


def test_all_sources_are_listed_with_their_address_and_whether_they_were_read(
    stranger: Visitor,
) -> None:
    page = stranger.get("/learn/sources").text

    for source in CATALOGUE.references.values():
        assert f'id="{source.id}"' in page
        assert source.url.replace("&", "&amp;") in page
    second_hand = [s for s in CATALOGUE.references.values() if s.status == "second_hand"]
    assert page.count("seen at second hand") == len(second_hand)


@pytest.mark.parametrize("language", languages())
def test_the_signs_of_danger_are_all_there(stranger: Visitor, language: str) -> None:
    said = Spoken(stranger.get("/learn/doctor", Accept_Language=language).text).text
    signs = load_catalogues()[language].stop_signs

    for each in (*signs.urgent, *signs.stop_and_rest):
        assert each.sign in said
    assert signs.urgent_action in said
    assert signs.rest_action in said


@pytest.mark.parametrize("address", ["/", "/routines", "/learn", "/settings", "/exercises"])
def test_the_short_disclaimer_stands_on_the_pages(stranger: Visitor, address: str) -> None:
    assert CATALOGUE.disclaimer.short in Spoken(stranger.get(address).text).text


def test_the_whole_disclaimer_is_in_the_settings_and_under_learn(stranger: Visitor) -> None:
    for address in ("/settings", "/learn"):
        assert "do not find, treat or prevent any disease" in stranger.get(address).text


def test_that_nobody_signed_the_content_off_is_said(stranger: Visitor) -> None:
    assert "has not signed them off yet" in stranger.get("/learn/sources").text


def test_a_page_nobody_wrote_is_not_found(stranger: Visitor) -> None:
    assert stranger.get("/learn/miracles").status_code == 404
