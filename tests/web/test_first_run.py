"""The first choice makes the person and leads to playing, not to forms."""

import re

import pytest

from tests.visitor import Visitor


def choose(visitor: Visitor, **fields: str):
    """Press a routine on the first page, with the token it carries."""
    page = visitor.get("/start")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    filled = {"routine": "desk_minute", "time_zone": "Europe/Berlin"} | fields
    return visitor.client.post("/start", data=filled | {"csrf_token": token})


def in_(visitor: Visitor) -> Visitor:
    """The same browser, with the token that its writes need."""
    return visitor.join()


def checked(visitor: Visitor) -> None:
    version = re.search(r'"catalogue_version": ?(\d+)', visitor.get("/safety").text)[1]
    body = {"consent": True, "catalogue_version": int(version), "effects": []}
    assert visitor.put("/api/v1/safety", body).status_code == 200


def test_opening_pages_makes_nobody(stranger):
    for path in ("/", "/start", "/safety", "/link", "/routines/flare_safe_breathing/play"):
        assert stranger.get(path).status_code == 200

    assert stranger.get("/api/v1/safety").status_code == 401


def test_the_first_choice_leads_through_the_check_to_the_player(stranger):
    answer = choose(stranger, routine="hands_only_reset")

    assert answer.status_code == 303
    assert answer.location == "/safety?then=/routines/hands_only_reset/play"
    assert 'data-then="/routines/hands_only_reset/play"' in stranger.get(answer.location).text


def test_whoever_has_done_the_check_goes_straight_to_the_player(stranger):
    choose(stranger)
    checked(in_(stranger))

    assert choose(stranger, routine="micro_break").location == "/routines/micro_break/play"


def test_choosing_again_before_reminders_are_on_takes_the_newer_routine(stranger):
    choose(stranger)
    choose(stranger, routine="micro_break")

    plan = in_(stranger).get("/api/v1/plan").json
    assert (plan["routine"], plan["enabled"]) == ("micro_break", False)


def test_a_plan_that_reminds_is_not_changed_by_a_press(stranger):
    choose(stranger)
    plan = in_(stranger).get("/api/v1/plan").json
    plan.pop("next_due_at")
    assert stranger.put("/api/v1/plan", plan | {"enabled": True}).status_code == 200

    answer = choose(stranger, routine="micro_break")

    assert answer.location == "/plan?routine=micro_break"
    assert stranger.get("/api/v1/plan").json["routine"] == "desk_minute"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("routine", "", "Choose one of these routines."),
        ("routine", "unheard_of", "Choose one of these routines."),
        ("time_zone", "", "Choose the time zone you live in."),
        ("time_zone", "Mars/Olympus", "Choose the time zone you live in."),
        ("time_zone", "Z" * 5000, "Choose the time zone you live in."),
    ],
)
def test_a_wrong_choice_is_told_beside_its_field_and_makes_nobody(stranger, field, value, words):
    answer = choose(stranger, **{field: value})

    assert answer.status_code == 400
    assert words in answer.text
    assert stranger.get("/api/v1/safety").status_code == 401


def test_without_consent_being_asked_nothing_is_kept(stranger):
    choose(stranger)

    assert in_(stranger).get("/api/v1/safety").json["checked"] is False


def test_the_check_offers_both_ways_of_keeping_as_acts_and_preselects_none(stranger):
    choose(stranger)
    page = stranger.get("/safety").text

    assert 'name="consent" value="yes"' in page
    assert 'name="consent" value="no"' in page
    assert not [box for box in re.findall(r"<input[^>]*>", page) if "checked" in box]
    assert page.count("<fieldset") - 1 == page.count("None of these</span>") == 5


def test_whoever_was_never_reminded_is_asked_and_not_told_that_something_is_off(stranger):
    choose(stranger)

    today = stranger.get("/").text
    assert "Shall Unhunch nudge you at the right moment?" in today
    assert "Reminders are switched off." not in today


def test_the_first_page_says_what_is_remembered(stranger):
    assert "one cookie remembers you" in stranger.get("/").text
