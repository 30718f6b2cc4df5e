"""Levels as a person meets them: offered with the reason, taken by a press, held at every start."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.actions.lives import checked
from tests.web.examples import SOON, session
from webapp.domain.catalogue import load_catalogue
from webapp.domain.catalogue.exercise import KINDS
from webapp.storage.people import get_person

DAY = timedelta(days=1)
DAYS_AGO = (13, 11, 9, 7, 4, 2, 0)
ROUTINE = "neck_shoulder_holds"


def practise(visitor, *days_ago, routine=ROUTINE, **more):
    for ago in days_ago:
        began = SOON - ago * DAY - timedelta(minutes=20)
        body = session(routine=routine, started_at=began.isoformat(), **more)
        body["finished_at"] = (began + timedelta(seconds=400)).isoformat()
        body |= {"played_seconds": 300, "timeline_seconds": 300}
        assert visitor.put(f"/api/v1/sessions/{uuid4()}", body).status_code == 201


@pytest.fixture
def ready(app, mina):
    """Mina, whose last two weeks were full of holds that felt good."""
    with app.app_context():
        checked(get_person(mina.person_id), now=SOON - 20 * DAY)
    practise(mina, *DAYS_AGO)
    return mina


def level_of(visitor, kind="acupressure"):
    found = {each["kind"]: each for each in visitor.get("/api/v1/levels").json["levels"]}
    return found[kind]


def test_everybody_begins_at_level_1_and_is_told_what_is_still_to_come(mina):
    answer = mina.get("/api/v1/levels").json

    assert [(each["kind"], each["level"]) for each in answer["levels"]] == [
        (kind, 1) for kind in KINDS
    ]
    step = level_of(mina)["step"]
    assert (step["what"], step["level"], step["offered"]) == ("time", 2, False)
    assert {c["id"] for c in step["conditions"] if not c["met"]} == {"often"}


def test_a_step_is_offered_with_its_reason_and_taken_by_one_press(ready):
    page = ready.get("/levels").text
    assert "Level 2: more time." in page
    assert "3 sessions this week, 4 the week before" in page

    assert ready.submit("/levels", {"kind": "acupressure", "action": "step"}).status_code == 303

    found = level_of(ready)
    assert (found["level"], found["effort"], found["why"]) == (2, 1, "time")
    assert not found["step"]["offered"]


def test_today_says_what_is_offered_and_why(ready, jun):
    assert "Ready for a little more?" in ready.get("/").text
    assert "3 sessions this week, 4 the week before" in ready.get("/").text
    assert "Ready for a little more?" not in jun.get("/").text


def test_not_now_hides_the_offer_and_leaves_the_level(ready):
    ready.submit("/levels", {"kind": "acupressure", "action": "later"})

    assert level_of(ready)["level"] == 1
    assert "Yes, a little more" not in ready.get("/levels").text


def test_a_step_that_is_not_offered_is_refused_with_what_it_lacks(mina):
    early = mina.put("/api/v1/levels/strength", {"level": 2})
    leap = mina.put("/api/v1/levels/strength", {"level": 3})

    assert (early.status_code, leap.status_code) == (409, 409)
    assert "Three sessions in each of the last two weeks (now 0 and 0)" in early.json["detail"]
    assert "The next step is level 2 with the effort of level 1" in leap.json["detail"]
    assert mina.submit("/levels", {"kind": "strength", "action": "step"}).status_code == 409
    assert level_of(mina, "strength")["level"] == 1


@pytest.mark.parametrize("form", [{}, {"action": "fly"}, {"action": "step", "kind": "karate"}])
def test_a_press_that_is_none_of_ours_says_so(mina, form):
    assert mina.submit("/levels", form).status_code == 400


def test_a_kind_that_does_not_exist_is_not_found(mina):
    assert mina.put("/api/v1/levels/karate", {"level": 1}).status_code == 404


def test_going_lower_is_always_open(ready):
    ready.put("/api/v1/levels/acupressure", {"level": 2})

    assert ready.put("/api/v1/levels/acupressure", {"level": 1}).status_code == 200
    assert (level_of(ready)["level"], level_of(ready)["why"]) == (1, "own_wish")


def test_no_start_goes_above_one_s_own_level(ready):
    timeline = f"/api/v1/routines/{ROUTINE}/timeline"
    assert ready.get(f"{timeline}?level=3").json["level"] == 1

    ready.put("/api/v1/levels/acupressure", {"level": 2})

    found = ready.get(f"{timeline}?level=3").json
    assert (found["level"], found["effort"]) == (2, 1)
    assert 'data-level="2"' in ready.get(f"/routines/{ROUTINE}/play").text
    assert 'data-level="1"' in ready.get(f"/routines/{ROUTINE}/play?level=1").text
    assert (
        "keep the pressure, range and effort of level 1" in ready.get(f"/routines/{ROUTINE}").text
    )


def test_what_stands_in_keeps_to_the_levels_of_its_own_kinds(app, ready):
    ready.put("/api/v1/levels/acupressure", {"level": 2})
    with app.app_context():
        checked(get_person(ready.person_id), "no_acupressure", now=SOON)

    found = ready.get(f"/api/v1/routines/{ROUTINE}/timeline?level=2").json

    assert (found["routine"], found["level"]) == ("flare_safe_breathing", 1)


def test_after_a_flare_everything_begins_at_level_1(ready):
    ready.put("/api/v1/levels/acupressure", {"level": 2})

    assert ready.post("/api/v1/levels/start-again", {}).status_code == 200
    assert (level_of(ready)["level"], level_of(ready)["why"]) == (1, "flare")


def test_three_sessions_that_change_nothing_pause_hands_on_routines_everywhere(ready):
    practise(ready, 0, 0, 0, tension_before=5, rating="same")

    assert ready.get("/api/v1/levels").json["hands_on_pause"]["why"] == "same"
    assert "see a doctor or physiotherapist" in ready.get("/levels").text
    said_none = ready.get(f"/api/v1/routines/{ROUTINE}/timeline?level=1", Safety_Effects="").json
    kinds = {entry["exercise_kind"] for entry in said_none["entries"]}
    assert kinds.isdisjoint({"massage", "acupressure"})

    assert "Hands-on routines pause" in ready.get("/").text

    ready.submit("/levels", {"action": "resume"})

    assert ready.get("/api/v1/levels").json["hands_on_pause"] is None
    assert "Hands-on routines pause" not in ready.get("/levels").text


def test_the_page_explains_the_rules_of_the_catalogue(mina):
    page = mina.get("/levels").text

    for line in load_catalogue().progression.move_up_when_all:
        assert line in page


def test_nobody_is_led_to_where_levels_begin(stranger):
    answer = stranger.get("/levels")

    assert (answer.status_code, answer.location) == (303, "/start")


def test_jun_s_levels_are_jun_s(ready, jun):
    jun.submit("/levels", {"kind": "acupressure", "action": "step"})
    ready.put("/api/v1/levels/acupressure", {"level": 2})

    assert level_of(jun)["level"] == 1
    assert level_of(ready)["level"] == 2


def test_a_check_of_ninety_days_ago_leaves_calm_breathing_until_it_is_repeated(app, mina):
    with app.app_context():
        checked(get_person(mina.person_id), now=SOON - 90 * DAY)

    found = mina.get(f"/api/v1/routines/{ROUTINE}/timeline?level=1").json

    assert found["routine"] == "flare_safe_breathing"
    assert "Time for the safety check again." in mina.get("/").text
