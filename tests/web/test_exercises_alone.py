"""An exercise by itself: played from its own page, under the same rules as everything else."""

from uuid import uuid4

import pytest

from tests.actions.lives import checked
from tests.web.examples import PLAN, SOON, session
from tests.web.own_examples import EXERCISE
from tests.web.test_languages import speaks
from webapp.domain.catalogue import load_catalogue, load_catalogues
from webapp.domain.safety import blocked_ids
from webapp.storage.people import get_person

OURS = load_catalogue()


@pytest.fixture
def well(app, mina):
    with app.app_context():
        checked(get_person(mina.person_id))
    return mina


@pytest.mark.parametrize("name", OURS.exercises)
def test_its_page_leads_to_a_timeline_of_nothing_else(well, name):
    page = well.get(f"/exercises/{name}").text
    played = well.get(f"/api/v1/routines/{name}/timeline?level=1").json

    assert f'href="/routines/{name}/play?level=1"' in page
    assert well.get(f"/routines/{name}/play").status_code == 200
    assert {entry["exercise"] for entry in played["entries"]} == {name}
    assert played["seconds"] == OURS.exercises[name].total(1)


def test_before_a_check_the_check_comes_first(mina):
    page = mina.get("/exercises/mas_side_rub").text

    assert 'href="/safety?then=/routines/mas_side_rub/play"' in page
    assert "/routines/mas_side_rub/play?level" not in page
    assert (
        'data-then="/routines/mas_side_rub/play"'
        in mina.get("/safety?then=/routines/mas_side_rub/play").text
    )


@pytest.mark.parametrize("effect", ["breathing_only", "no_massage", "no_point_GB21"])
def test_what_is_closed_cannot_be_played_alone(app, mina, effect):
    with app.app_context():
        checked(get_person(mina.person_id), effect)
    closed = blocked_ids(OURS, {effect})

    for name in closed:
        played = mina.get(f"/api/v1/routines/{name}/timeline?level=1").json
        assert closed.isdisjoint(entry["exercise"] for entry in played["entries"])
        assert f"/routines/{name}/play" not in mina.get(f"/exercises/{name}").text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_stands_in_for_it_is_called_by_its_own_name(app, mina, language):
    speaks(mina, language)
    with app.app_context():
        checked(get_person(mina.person_id), "no_point_LI4", "no_neck_motion")
    titles = {name: each.title for name, each in load_catalogues()[language].exercises.items()}

    for asked, played in (("acu_li4", "acu_pc6"), ("mob_turn", "mob_shrug_drop")):
        timeline = mina.get(f"/api/v1/routines/{asked}/timeline?level=1").json
        page = mina.get(f"/routines/{asked}/play").text

        assert timeline["title"] == titles[played]
        assert f"<h1 data-title>{titles[played]}</h1>" in page


def test_a_session_of_one_counts_and_is_called_by_its_name(well):
    body = session(SOON, routine="acu_li4", played_seconds=60)

    assert well.put(f"/api/v1/sessions/{uuid4()}", body).status_code == 201
    assert OURS.exercises["acu_li4"].title in well.get("/progress/sessions").text


def test_the_caps_hold_for_one_alone(well):
    for _ in range(OURS.caps.same_point_per_day):
        body = session(SOON, routine="acu_li4", played_seconds=60)
        assert well.put(f"/api/v1/sessions/{uuid4()}", body).status_code == 201

    answer = well.get("/api/v1/routines/acu_li4/timeline?level=1")

    assert (answer.json["capped"], answer.json["routine"]) == (True, "flare_safe_breathing")


def test_the_address_of_a_routine_leads_to_the_exercise_s_page(well):
    answer = well.get("/routines/acu_li4")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/exercises/acu_li4")


def test_a_plan_names_routines_only(well):
    assert well.put("/api/v1/plan", PLAN | {"routine": "acu_li4"}).status_code == 422


def test_one_from_a_therapist_plays_alone_for_its_person_only(well, jun):
    made = well.post("/api/v1/own-exercises", EXERCISE).json["id"]

    assert well.get(f"/routines/{made}/play").status_code == 200
    assert well.get(f"/api/v1/routines/{made}/timeline?level=1").json["asked"] == made
    assert well.get(f"/routines/{made}").headers["Location"] == f"/own/exercises/{made}"
    assert jun.get(f"/routines/{made}/play").status_code == 404
    assert jun.get(f"/api/v1/routines/{made}/timeline?level=1").status_code == 404


def test_one_from_a_therapist_is_offered_to_play_only_while_it_is_open(app, well):
    made = well.post("/api/v1/own-exercises", EXERCISE).json["id"]
    way = f'href="/routines/{made}/play"'
    assert way in well.get(f"/own/exercises/{made}").text

    with app.app_context():
        checked(get_person(well.person_id), "breathing_only")
    closed = well.get(f"/own/exercises/{made}").text

    assert way not in closed
    assert "This one is closed for now" in closed
    assert f'href="/safety?then=/own/exercises/{made}"' in closed


def test_before_a_check_the_check_comes_first_for_one_from_a_therapist_too(mina):
    made = mina.post("/api/v1/own-exercises", EXERCISE).json["id"]
    page = mina.get(f"/own/exercises/{made}").text

    assert f'href="/safety?then=/routines/{made}/play"' in page
    assert f'href="/routines/{made}/play"' not in page
