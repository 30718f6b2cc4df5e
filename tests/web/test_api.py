"""Every operation of the JSON interface does what it says."""

from datetime import date, timedelta

import pytest

from tests.actions.lives import TEN
from tests.rows import all_rows, count_rows
from tests.web.examples import (
    GUEST,
    PLAN,
    SAFETY,
    SESSION,
    SOON,
    device,
    remind,
    session,
)
from webapp.domain.catalogue import load_catalogue


def test_a_newcomer_becomes_a_guest(stranger):
    answer = stranger.post("/api/v1/guests", GUEST)

    assert answer.status_code == 201
    assert answer.json["person"] == {"id": 1, "time_zone": "Europe/Berlin", "language": "en"}
    assert answer.json["csrf_token"]


def test_a_guest_who_comes_again_is_the_same_guest(app, mina):
    answer = mina.post("/api/v1/guests", GUEST | {"time_zone": "Asia/Seoul"})

    assert (answer.status_code, answer.json["person"]["id"]) == (200, mina.person_id)
    assert count_rows(app)["people"] == 1


def test_old_names_of_zones_are_taken(stranger):
    answer = stranger.post("/api/v1/guests", {"time_zone": "Asia/Calcutta"})

    assert answer.json["person"]["time_zone"] == "Asia/Calcutta"


def test_the_effects_of_a_check_are_kept_with_consent(mina):
    kept = mina.put("/api/v1/safety", SAFETY)

    assert kept.json == {"checked": True, "consent": True, "effects": ["no_massage"]}
    assert mina.get("/api/v1/safety").json == kept.json


def test_without_consent_only_that_there_was_a_check_is_kept(app, mina):
    mina.put("/api/v1/safety", SAFETY)

    kept = mina.put("/api/v1/safety", SAFETY | {"consent": False, "effects": []})

    assert kept.json == {"checked": True, "consent": False, "effects": ["breathing_only"]}
    assert count_rows(app)["safety_effects"] == 0


def test_before_any_check_only_calm_breathing_is_open(mina):
    assert mina.get("/api/v1/safety").json == {
        "checked": False,
        "consent": False,
        "effects": ["breathing_only"],
    }


def test_a_plan_is_saved_and_read_back(mina):
    saved = mina.put("/api/v1/plan", PLAN)

    assert (saved.status_code, saved.headers["ETag"]) == (200, '"1"')
    assert saved.json.items() >= PLAN.items()
    assert mina.get("/api/v1/plan").json == saved.json


def test_before_the_first_plan_there_is_none(mina):
    assert mina.get("/api/v1/plan").status_code == 404


def test_a_plan_saved_on_top_of_somebody_s_change_is_refused(mina):
    mina.put("/api/v1/plan", PLAN)
    mina.put("/api/v1/plan", PLAN | {"every_minutes": 90}, If_Match='"1"')

    late = mina.put("/api/v1/plan", PLAN, If_Match='"1"')

    assert late.status_code == 412
    assert mina.get("/api/v1/plan").json["every_minutes"] == 90


@pytest.mark.parametrize("tag", ['"0"', "nonsense", "", '"' + "9" * 5000 + '"', "²", 'W/"1"'])
def test_a_tag_that_is_not_the_plan_s_is_refused(mina, tag):
    mina.put("/api/v1/plan", PLAN)

    assert mina.put("/api/v1/plan", PLAN, If_Match=tag).status_code == 412


def test_the_preview_tells_what_comes_and_what_does_not_and_why(mina):
    mina.put("/api/v1/plan", PLAN | {"holidays": "DE-BE", "max_per_day": 1})

    coming = mina.get("/api/v1/plan/preview?days=60").json

    assert coming["occurrences"][0]["local"] == "2026-11-23T11:00"
    assert {s["why"].partition(":")[0] for s in coming["skipped"]} == {"max_per_day", "holiday"}


def test_the_key_for_subscriptions_is_an_uncompressed_point(stranger):
    assert len(stranger.get("/api/v1/vapid-key").json["key"]) == 87


def test_a_device_is_registered_once(app, mina):
    first = mina.post("/api/v1/devices", device())
    again = mina.post("/api/v1/devices", device())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json == {"id": 1, "label": "Phone"}
    assert count_rows(app)["devices"] == 1


def test_a_subscription_known_with_other_keys_is_refused(app, mina, jun):
    mina.post("/api/v1/devices", device())
    before = all_rows(app)
    guessed = device("other")["subscription"]["keys"]

    answer = jun.post("/api/v1/devices", device(keys=guessed))

    assert answer.status_code == 409
    assert all_rows(app) == before


def test_no_more_than_twenty_devices(mina):
    for number in range(20):
        mina.post("/api/v1/devices", device(f"phone-{number}"))

    answer = mina.post("/api/v1/devices", device("one-more"))

    assert (answer.status_code, answer.json["title"]) == (403, "Too many devices")


def test_a_test_message_is_queued_and_its_fate_told(app, mina):
    number = mina.post("/api/v1/devices", device()).json["id"]

    sent = mina.post(f"/api/v1/devices/{number}/test-messages", {})
    told = mina.get(f"/api/v1/devices/{number}/test-messages/{sent.json['id']}")

    assert sent.status_code == 202
    assert told.json == sent.json == {"id": 1, "state": "waiting", "shown_at": None}


def test_what_is_due_is_told_with_the_page_that_starts_it(app, mina):
    reminder = remind(app, mina)

    due = mina.get("/api/v1/due").json

    assert due["occurrence"]["id"] == reminder.occurrence
    assert due["occurrence"]["due_at"] == "2026-11-23T09:00:00Z"
    assert mina.get(due["go"]).status_code == 200


def test_when_nothing_is_due_that_is_the_answer(mina):
    assert mina.get("/api/v1/due").json == {"occurrence": None, "go": None}


def test_a_receipt_is_recorded_once_and_needs_no_cookie(app, mina, stranger):
    word = {"token": remind(app, mina).token, "kind": "shown", "at": SOON.isoformat()}

    first = stranger.post("/api/v1/receipts", word)
    again = stranger.post("/api/v1/receipts", word)

    assert (first.status_code, first.json) == (201, {"recorded": True})
    assert (again.status_code, again.json) == (200, {"recorded": False})


def test_a_session_ticks_the_day(mina):
    first = mina.put(f"/api/v1/sessions/{SESSION}", session())
    again = mina.put(f"/api/v1/sessions/{SESSION}", session())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert (first.json["day"], first.json["practised"]) == ("2026-11-23", True)
    assert (first.json["streak"]["days"], first.json["streak"]["best"]) == (1, 1)
    assert first.json["streak"]["sentence"].startswith("1 day in a row")


def test_a_contradiction_is_a_conflict(app, mina):
    mina.put(f"/api/v1/sessions/{SESSION}", session(rating="better"))
    before = all_rows(app)

    answer = mina.put(f"/api/v1/sessions/{SESSION}", session(rating="worse"))

    assert answer.status_code == 409
    assert "rating" in answer.json["detail"]
    assert all_rows(app) == before


def test_somebody_else_s_occurrence_is_not_taken_over(app, mina, jun):
    number = remind(app, mina).occurrence

    answer = jun.put(f"/api/v1/sessions/{SESSION}", session(occurrence=number))

    assert answer.status_code == 201
    assert all_rows(app)["sessions"][0][-1] is None


def test_progress_tells_each_day_and_why(mina):
    mina.put(f"/api/v1/sessions/{SESSION}", session())

    told = mina.get("/api/v1/progress?from=2026-11-22&to=2026-11-24").json

    assert [(d["date"], d["kind"]) for d in told["days"]] == [
        ("2026-11-22", "rest"),
        ("2026-11-23", "practised"),
        ("2026-11-24", "open"),
    ]
    assert told["streak"]["days"] == 1


def test_without_dates_progress_tells_four_weeks_up_to_today(mina):
    days = mina.get("/api/v1/progress").json["days"]

    assert (len(days), days[-1]["date"]) == (28, "2026-11-23")
    assert date.fromisoformat(days[0]["date"]) == date(2026, 11, 23) - timedelta(days=27)


def test_all_routines_are_listed_even_to_strangers(stranger):
    listed = stranger.get("/api/v1/routines").json["routines"]

    assert [r["id"] for r in listed] == list(load_catalogue().routines)


def test_a_timeline_is_compiled_under_what_is_known_and_what_the_device_says(mina):
    path = "/api/v1/routines/desk_minute/timeline?level=1"

    unchecked = mina.get(path).json
    said = mina.get(path, Safety_Effects="").json
    mina.put("/api/v1/safety", SAFETY)
    kept = mina.get(path, Safety_Effects="").json

    assert unchecked["routine"] != "desk_minute"
    assert (said["routine"], said["seconds"], len(said["entries"])) == ("desk_minute", 100, 8)
    assert "massage" not in {entry["exercise_kind"] for entry in kept["entries"]}


def test_when_the_check_says_stop_there_is_nothing_to_play(mina):
    answer = mina.get("/api/v1/routines/desk_minute/timeline", Safety_Effects="stop_all")

    assert (answer.status_code, answer.json["title"]) == (409, "Nothing to play now")


def test_every_reminder_is_offered_for_a_quarter_of_an_hour_only(app, mina, set_clock):
    remind(app, mina)

    set_clock(TEN + timedelta(minutes=15))

    assert mina.get("/api/v1/due").json["occurrence"] is None
