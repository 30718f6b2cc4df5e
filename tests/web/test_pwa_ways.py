"""An installed app has no address bar and no back button: every page must lead on by itself."""

import re

import pytest

from tests.visitor import Visitor

STRANGERS = (
    "/",
    "/start",
    "/routines",
    "/routines/desk_minute",
    "/routines/desk_minute/play",
    "/safety",
    "/offline",
    "/link/0000",
    "/nothing-here",
)
PERSONS = (*STRANGERS, "/plan", "/devices")
LINK = re.compile(r"<a\b[^>]*>")
HREF = re.compile(r'href="([^"]*)"')


@pytest.mark.parametrize("address", STRANGERS)
def test_a_stranger_finds_a_way_on_from_every_page(stranger: Visitor, address: str) -> None:
    assert _ways(stranger, address)


@pytest.mark.parametrize("address", PERSONS)
def test_a_person_finds_a_way_on_from_every_page(mina: Visitor, address: str) -> None:
    assert _ways(mina, address)


@pytest.mark.parametrize("address", PERSONS)
def test_what_leads_elsewhere_opens_outside_the_app(mina: Visitor, address: str) -> None:
    links = LINK.findall(_text(mina, address))
    leaving = [link for link in links if re.search(r'href="(https?:)?//', link)]

    assert all('target="_blank"' in link and "noopener" in link for link in leaving)


@pytest.mark.parametrize("address", PERSONS)
def test_every_page_reaches_under_the_notch(mina: Visitor, address: str) -> None:
    assert "viewport-fit=cover" in _text(mina, address)


def _ways(visitor: Visitor, address: str) -> set[str]:
    """The pages of ours that a page links to, itself left out."""
    found = HREF.findall("".join(LINK.findall(_text(visitor, address))))
    return {way for way in found if way.startswith("/") and way != address}


def _text(visitor: Visitor, address: str) -> str:
    return visitor.client.get(address, follow_redirects=True).text
