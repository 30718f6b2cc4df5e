"""Whatever a routine's link leads to: it is shown whole, or refused in words and nothing kept."""

import json

import pytest
from sqlalchemy import update

from tests.rows import all_rows
from tests.web.own_examples import FILE, ROUTINE, a_file
from tests.web.test_own_pages import handed_on
from webapp.actions.transaction import transaction
from webapp.storage.db import db
from webapp.storage.own_routines import RoutineLink

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def link(mina) -> str:
    """Where Mina's link to a routine of hers leads."""
    mina.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    return handed_on(mina, mina.post("/api/v1/own-routines", ROUTINE).json["id"])


def lead_to(app, file) -> None:
    """Let every link hand on something else, as a server of another version may have kept it."""
    with app.app_context(), transaction():
        db.session.execute(update(RoutineLink).values(file=file))


def assert_refused(app, jun, link: str, words: str) -> None:
    before = all_rows(app)

    looked, kept = jun.get(link), jun.submit(link, {"do": "keep"})

    assert (looked.status_code, kept.status_code) == (410, 410)
    assert "This cannot come in" in kept.text
    assert words in kept.text
    assert SCRIPT not in looked.text + kept.text
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (a_file(version=2), "newer Unhunch"),
        (a_file(version=0), "1 or more"),
        (a_file(format="recipe"), "some other file"),
        ({"format": "unhunch-person", "version": 1}, "Your things"),
        (a_file(title=SCRIPT), "Leave out"),
        (a_file(title="x" * 70_000), "64 kB"),
        (a_file(items=[{"exercise": "mob_turn"}] * 2_000), "64 kB"),
        (a_file(items=[{"exercise": "mob_turn"}] * 41), "40 at most"),
        (a_file(items=[{"exercise": "mob_gone"}]), "no exercise called"),
        (a_file(exercises=[FILE["exercises"][0]] * 2), "used twice"),
        ({}, "some other file"),
        ([1, 2], "some other file"),
        ("https://elsewhere.example/routine.unhunch.json", "some other file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_link_that_leads_to_something_else_brings_nothing(app, jun, link, file, words):
    lead_to(app, file)

    assert_refused(app, jun, link, words)


@pytest.mark.parametrize(
    "code",
    [
        "A" * 16, "A" * 5_000, "%00", "..%2F..%2Fetc%2Fpasswd", "%ED%A0%80", "%F0%9F%98%80",
        "'%20OR%201=1--", "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)  # fmt: skip
def test_a_made_up_link_leads_nowhere(app, jun, link, code):
    before = all_rows(app)

    looked = jun.get(f"/shared/{code}")
    kept = jun.submit(f"/shared/{code}", {"do": "keep"})

    assert looked.status_code == kept.status_code
    assert looked.status_code in (404, 410)
    assert SCRIPT not in looked.text
    assert all_rows(app) == before


def test_a_link_that_signs_somebody_in_is_none_of_a_routine(app, mina, jun, link):
    code = mina.post("/api/v1/links", {}).json["url"].rpartition("/")[2]

    assert_refused(app, jun, f"/shared/{code}", "This link is over")
    assert jun.get(f"/link/{link.rpartition('/')[2]}").status_code in (404, 410)


def test_an_address_in_a_file_is_never_asked_for(app, jun, link, monkeypatch):
    def no_way_out(*_args, **_more):
        raise AssertionError("the server called an address of somebody's choosing")

    monkeypatch.setattr("socket.create_connection", no_way_out)
    text = json.dumps({"href": "http://169.254.169.254/latest", "$ref": "file:///etc/passwd"})
    before = all_rows(app)

    for handed_in in ("http://169.254.169.254/latest", "file:///etc/passwd", text):
        assert jun.submit("/own/import", {"text": handed_in, "do": "keep"}).status_code == 400
    assert all_rows(app) == before
