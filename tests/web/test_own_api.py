"""Routines and exercises of one's own over JSON: kept, played, reminded of, removed, back again."""

import pytest

from tests.rows import all_rows, count_rows
from tests.web.examples import OTHER_SESSION, PLAN, SAFETY, SESSION, session
from tests.web.own_examples import EXERCISE, FILE, ROUTINE, a_file

OPEN_CHECK = {"consent": True, "catalogue_version": 1, "effects": []}


@pytest.fixture
def mina(mina):
    """Mina, with a check that left everything open."""
    mina.put("/api/v1/safety", OPEN_CHECK)
    return mina


@pytest.fixture
def routine(mina):
    """Mina's own routine."""
    return mina.post("/api/v1/own-routines", ROUTINE).json


def timeline(visitor, name, level=1):
    return visitor.get(f"/api/v1/routines/{name}/timeline?level={level}")


def titles(visitor) -> list[str]:
    return [each["title"] for each in visitor.get("/api/v1/own-routines").json["routines"]]


def test_a_routine_is_kept_with_its_seconds_and_its_edition(mina, routine):
    answer = mina.get(f"/api/v1/own-routines/{routine['id']}")

    assert answer.json == routine
    assert answer.headers["ETag"] == '"1"'
    assert [item["lasts"] for item in routine["items"]][1:] == [60, 40]
    assert routine["seconds"] == sum(item["lasts"] for item in routine["items"]) + 10
    assert routine["findings"] == []


def test_it_plays_like_every_other_and_stands_among_the_routines(mina, routine):
    played = timeline(mina, routine["id"]).json

    assert (played["title"], played["seconds"]) == (ROUTINE["title"], routine["seconds"])
    assert {e["exercise"] for e in played["entries"]} == {
        "mob_shoulder_rolls",
        "mas_slow_squeeze",
        "br_long_exhale",
    }
    listed = mina.get("/api/v1/routines").json["routines"]
    assert [(each["id"], each["own"]) for each in listed][:2] == [
        (routine["id"], True),
        ("desk_minute", False),
    ]


def test_under_effects_what_is_closed_is_never_in_its_timeline(mina, routine):
    mina.put("/api/v1/safety", SAFETY)  # no massage

    played = timeline(mina, routine["id"]).json

    assert "mas_slow_squeeze" not in {e["exercise"] for e in played["entries"]}
    findings = mina.get(f"/api/v1/own-routines/{routine['id']}").json["findings"]
    assert [(f["hint"], f["item"]) for f in findings] == [("blocked", 1)]
    assert "safety check" in findings[0]["text"]


def test_nobody_but_its_person_plays_it(jun, stranger, mina, routine):
    assert timeline(jun, routine["id"]).status_code == 404
    assert timeline(stranger, routine["id"]).status_code == 404
    assert jun.get(f"/routines/{routine['id']}").status_code == 404
    assert jun.get(f"/routines/{routine['id']}/play").status_code == 404
    assert mina.get(f"/routines/{routine['id']}").status_code == 200
    assert mina.get(f"/routines/{routine['id']}/play").status_code == 200


def test_a_session_of_it_counts_also_after_it_was_removed(mina, routine):
    own = session(routine=routine["id"])

    first = mina.put(f"/api/v1/sessions/{SESSION}", own)
    mina.post(f"/api/v1/own-routines/{routine['id']}/removal", {})
    again = mina.put(f"/api/v1/sessions/{OTHER_SESSION}", own)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json["practised"] is True


def test_jun_cannot_record_a_session_of_mina_s_routine(app, jun, routine):
    before = count_rows(app)

    answer = jun.put(f"/api/v1/sessions/{SESSION}", session(routine=routine["id"]))

    assert answer.status_code == 422
    assert count_rows(app) == before


def test_a_plan_may_use_it_and_falls_back_while_it_is_removed(mina, routine):
    by_time = [{"from": "15:00", "routine": routine["id"]}]
    plan = PLAN | {"routine": routine["id"], "routine_by_time": by_time}
    assert mina.put("/api/v1/plan", plan).status_code == 200
    coming = mina.get("/api/v1/plan/preview?days=2").json["occurrences"]
    assert {each["routine"] for each in coming} == {routine["id"]}

    mina.post(f"/api/v1/own-routines/{routine['id']}/removal", {})

    coming = mina.get("/api/v1/plan/preview?days=2").json["occurrences"]
    assert {each["routine"] for each in coming} == {"desk_minute"}
    assert mina.get("/api/v1/plan").json["routine"] == "desk_minute"
    assert mina.get("/").status_code == 200

    mina.post(f"/api/v1/own-routines/{routine['id']}/return", {})

    assert mina.get("/api/v1/plan").json["routine"] == routine["id"]


def test_jun_s_plan_cannot_use_mina_s_routine(app, jun, routine):
    before = count_rows(app)

    answer = jun.put("/api/v1/plan", PLAN | {"routine": routine["id"]})

    assert answer.status_code == 422
    assert count_rows(app) == before


def test_removed_it_is_gone_everywhere_and_comes_back_as_it_was(mina, routine):
    path = f"/api/v1/own-routines/{routine['id']}"

    mina.post(f"{path}/removal", {})

    assert titles(mina) == []
    assert mina.get(path).status_code == 404
    assert timeline(mina, routine["id"]).status_code == 404
    assert mina.post(f"{path}/removal", {}).status_code == 404
    assert mina.post(f"{path}/return", {}).json == routine
    assert titles(mina) == [ROUTINE["title"]]


def test_a_change_made_elsewhere_is_not_overwritten(mina, routine):
    path = f"/api/v1/own-routines/{routine['id']}"
    renamed = mina.put(path, ROUTINE | {"title": "Renamed"}, If_Match='"1"')

    answer = mina.put(path, ROUTINE | {"title": "Lost"}, If_Match='"1"')

    assert renamed.headers["ETag"] == '"2"'
    assert answer.status_code == 412
    assert titles(mina) == ["Renamed"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "<script>alert(1)</script>"}, "title"),
        ({"title": "x" * 61}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"colour": "red"}, "colour"),
        ({"items": [{"exercise": "no_such"}]}, "items.0.exercise"),
        ({"items": [{"exercise": "mob_turn", "level": 9}]}, "items.0.level"),
        ({"items": [{"exercise": "mob_turn", "seconds": 9000}]}, "items.0.seconds"),
        ({"items": [{"exercise": "mob_turn"}] * 41}, "items"),
        ({"items": [{"exercise": "mob_turn"}] * 10_000}, "items"),
        ({"based_on": "no_such"}, "based_on"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_stored(app, mina, routine, changes, field):
    before = all_rows(app)

    made = mina.post("/api/v1/own-routines", ROUTINE | changes)
    changed = mina.put(f"/api/v1/own-routines/{routine['id']}", ROUTINE | changes)

    for answer in (made, changed):
        assert answer.status_code == 422
        assert field in [error["field"] for error in answer.json["errors"]]
    assert all_rows(app) == before


def test_seconds_that_do_not_fit_are_answered_with_the_nearest_that_do(mina):
    items = [{"exercise": "br_long_exhale", "seconds": 75}]

    answer = mina.post("/api/v1/own-routines", ROUTINE | {"items": items})

    assert "70 or 80" in answer.json["detail"]


def test_there_is_a_limit_to_how_many_one_has(mina):
    for number in range(60):
        assert (
            mina.post("/api/v1/own-routines", ROUTINE | {"title": f"{number}"}).status_code == 201
        )

    answer = mina.post("/api/v1/own-routines", ROUTINE)

    assert answer.status_code == 422
    assert "60" in answer.json["detail"]


def test_an_exercise_of_one_s_own_plays_within_a_routine_and_leaves_with_it(mina):
    exercise = mina.post("/api/v1/own-exercises", EXERCISE).json
    items = [{"exercise": exercise["id"]}, {"exercise": "mob_turn"}]
    routine = mina.post("/api/v1/own-routines", ROUTINE | {"items": items}).json

    played = timeline(mina, routine["id"]).json["entries"]
    mina.post(f"/api/v1/own-exercises/{exercise['id']}/removal", {})
    without = timeline(mina, routine["id"]).json["entries"]
    told = mina.get(f"/api/v1/own-routines/{routine['id']}").json

    assert [
        e["side"] for e in played if e["exercise"] == exercise["id"] and e["kind"] == "step"
    ] == [
        "both",
        "left",
        "right",
    ]
    assert exercise["id"] not in {e["exercise"] for e in without}
    assert [f["hint"] for f in told["findings"]] == ["gone"]
    back = mina.post(f"/api/v1/own-exercises/{exercise['id']}/return", {})
    assert back.json == exercise
    assert timeline(mina, routine["id"]).json["entries"] == played


def test_jun_cannot_put_mina_s_exercise_into_a_routine(app, mina, jun):
    exercise = mina.post("/api/v1/own-exercises", EXERCISE).json["id"]
    before = count_rows(app)

    answer = jun.post("/api/v1/own-routines", ROUTINE | {"items": [{"exercise": exercise}]})

    assert answer.status_code == 422
    assert count_rows(app) == before


def test_a_file_brings_the_same_routine_to_somebody_else(mina, jun):
    exercise = mina.post("/api/v1/own-exercises", EXERCISE).json["id"]
    items = [{"exercise": exercise}, *ROUTINE["items"], {"exercise": exercise}]
    mine = mina.post("/api/v1/own-routines", ROUTINE | {"items": items}).json
    file = mina.get(f"/api/v1/own-routines/{mine['id']}/file").json

    brought = jun.post("/api/v1/routine-files", file)

    assert brought.status_code == 201
    assert brought.json["seconds"] == mine["seconds"]
    assert brought.json["id"] != mine["id"]
    assert [i["title"] for i in brought.json["items"]] == [i["title"] for i in mine["items"]]
    assert len(jun.get("/api/v1/own-exercises").json["exercises"]) == 1
    assert jun.get(f"/api/v1/own-routines/{brought.json['id']}/file").json == file
    assert set(file) == {"format", "version", "title", "based_on", "items", "exercises"}


def test_a_preview_says_what_is_closed_and_stores_nothing(app, jun):
    jun.put("/api/v1/safety", OPEN_CHECK | {"effects": [{"id": "no_point_LI4"}]})
    before = all_rows(app)

    answer = jun.post("/api/v1/routine-files/preview", FILE)

    assert answer.status_code == 200
    assert [(f["hint"], f["item"]) for f in answer.json["findings"]] == [("blocked", 1)]
    assert [e["title"] for e in answer.json["exercises"]] == ["Wall slide"]
    assert all_rows(app) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "something-else"},
        {"version": 2},
        {"version": True},
        {"photo": "data:image/png;base64,AAAA"},
        {"items": []},
        {"items": [{"exercise": "e2"}]},
        {"items": [{"exercise": "own_0123456789abcdef"}]},
        {"exercises": FILE["exercises"] * 2},
        {"exercises": FILE["exercises"] * 50},
        {"exercises": [FILE["exercises"][0] | {"photo": "x"}]},
        {"exercises": [FILE["exercises"][0] | {"id": "desk_minute"}]},
        {"exercises": [FILE["exercises"][0] | {"title": "<img src=x onerror=alert(1)>"}]},
        {"exercises": [FILE["exercises"][0] | {"kind": "laser"}]},
        {"exercises": [FILE["exercises"][0] | {"steps": FILE["exercises"][0]["steps"] * 5000}]},
    ],
)
def test_a_file_that_does_not_fit_brings_nothing(app, jun, changes):
    before = all_rows(app)

    answers = [
        jun.post("/api/v1/routine-files", a_file(**changes)),
        jun.post("/api/v1/routine-files/preview", a_file(**changes)),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert all(answer.json["errors"] for answer in answers)
    assert all_rows(app) == before


def test_a_file_of_mina_s_cannot_reach_into_what_is_jun_s(app, mina, jun):
    exercise = jun.post("/api/v1/own-exercises", EXERCISE).json["id"]
    file = a_file(items=[{"exercise": exercise, "level": 1, "seconds": None}])

    assert jun.post("/api/v1/routine-files/preview", file).status_code == 422
