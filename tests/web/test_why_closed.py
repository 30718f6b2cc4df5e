"""Where something is closed it says until when and what is open; the reasons stay on the device."""

from datetime import timedelta

import pytest

from tests.web.examples import SOON
from tests.web.own_examples import ROUTINE

UNTIL = SOON + timedelta(hours=6)
CLOSED_UNTIL = "Closed until Monday, 23 November, 16:01. Still open: Breathing, Movement."


def check(visitor, *ids, until=UNTIL):
    effects = [
        {"id": each, "until": until.isoformat() if until else None, "clearable": "none"}
        for each in ids
    ]
    body = {"consent": True, "catalogue_version": 1, "effects": effects}
    assert visitor.put("/api/v1/safety", body).status_code == 200


@pytest.fixture
def dulled(mina):
    """Mina after a glass of wine."""
    check(mina, "no_massage", "no_acupressure", "no_strength")
    return mina


@pytest.mark.parametrize(
    "page",
    ["/exercises/acu_li4", "/exercises", "/routines", "/routines/full_self_massage"],
)
def test_a_closed_page_says_until_when_and_what_is_open(dulled, page):
    assert CLOSED_UNTIL in dulled.get(page).text
    assert "data-why=" in dulled.get(page).text


def test_the_builder_says_it_of_what_stands_in_a_routine(dulled):
    made = dulled.post("/api/v1/own-routines", ROUTINE).json["id"]

    assert CLOSED_UNTIL in dulled.get(f"/own/routines/{made}").text


def test_what_holds_until_the_answer_changes_names_no_end(mina):
    check(mina, "no_massage", until=None)

    page = mina.get("/exercises/mas_side_rub").text

    assert "Closed until" not in page
    assert "Still open: Acupressure, Breathing, Movement, Strength." in page


def test_where_nothing_is_closed_nothing_is_said(mina):
    check(mina)

    assert "data-why" not in mina.get("/routines").text
    assert "data-why" not in mina.get("/exercises/mas_side_rub").text


def test_the_whole_check_is_there_for_the_device_s_own_reasons(stranger):
    questions = stranger.get("/safety-check.json").json["questions"]

    assert {"id", "message", "effects"} <= questions[0].keys()
