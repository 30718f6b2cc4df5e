"""Stopping for safety over JSON: how urgent it was decides what stays open."""

from datetime import timedelta

import pytest

from tests.web.examples import SESSION, SOON, session

TIMELINE = "/api/v1/routines/desk_minute/timeline"


@pytest.fixture
def checked(mina, set_clock):
    """Mina, to whom everything is open since before the session began."""
    set_clock(SOON - timedelta(minutes=10))
    mina.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    set_clock(SOON)
    return mina


def stop(visitor, **sign):
    body = session(state="stopped_for_safety", **sign)
    return visitor.put(f"/api/v1/sessions/{SESSION}", body)


@pytest.mark.parametrize("sign", [{"stop_sign": "rest"}, {}])
def test_a_sign_to_rest_leaves_calm_breathing(checked, sign):
    assert stop(checked, **sign).status_code == 201

    assert checked.get(TIMELINE).json["routine"] == "flare_safe_breathing"


def test_an_urgent_sign_leaves_nothing(checked):
    assert stop(checked, stop_sign="urgent").status_code == 201

    assert checked.get(TIMELINE).status_code == 409


def test_another_word_for_the_sign_is_refused_and_closes_nothing(checked):
    answer = stop(checked, stop_sign="whatever")

    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "stop_sign")
    assert checked.get(TIMELINE).json["routine"] == "desk_minute"
