"""Not nagging, as a person meets it: what will not come and why, later, done for today."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.actions.lives import MONDAY, TEN
from tests.conftest import at
from tests.web.examples import PLAN, device, remind
from webapp.actions.reminders import tick
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import StoredPlan

PREVIEW = "/api/v1/plan/preview"


@pytest.fixture
def planned(mina, set_clock):
    """Mina on a Monday morning, with an hourly plan and a phone."""
    set_clock(MONDAY)
    mina.put("/api/v1/plan", PLAN)
    mina.post("/api/v1/devices", device())
    return mina


def plan_with(visitor, **changes):
    answer = visitor.put("/api/v1/plan", PLAN | changes)
    assert answer.status_code == 200, answer.text
    return visitor


def snoozes(app):
    with app.app_context():
        return db.session.scalars(select(Occurrence).where(Occurrence.kind == "snoozed")).all()


@pytest.mark.parametrize(
    ("changes", "why", "words"),
    [
        ({"paused_until": "2026-11-26"}, "paused", "paused until 26 Nov"),
        ({"max_per_day": 2}, "max_per_day", "your limit of 2 a day is reached"),
        ({"holidays": "US"}, "holiday:Thanksgiving Day", "holiday in United States: Thanksgiving"),
    ],
)
def test_what_will_not_come_says_why_in_words(planned, changes, why, words):
    plan_with(planned, **changes)

    skipped = planned.get(PREVIEW).json["skipped"]
    page = planned.get("/plan").text

    assert why in {entry["why"] for entry in skipped}
    assert any(entry["words"].startswith(words) for entry in skipped)
    assert words in page


def test_a_regional_holiday_names_the_region(planned, set_clock):
    set_clock(at("2026-12-20 08:00"))
    plan_with(planned, holidays="DE-BE")

    skipped = planned.get(PREVIEW).json["skipped"]

    assert "holiday in Berlin: Christmas Day" in {entry["words"] for entry in skipped}


def test_every_one_of_the_fourteen_days_is_there_and_days_off_say_so(planned):
    page, preview = planned.get("/plan").text, planned.get(PREVIEW).json

    assert page.count("preview__day") == 14
    assert page.count("day off") == 4
    assert preview["days_off"] == ["2026-11-28", "2026-11-29", "2026-12-05", "2026-12-06"]


def test_a_routine_beyond_its_cap_is_shown_as_what_comes_in_its_place(planned):
    planned.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    plan_with(planned, routine="full_self_massage")

    routines = [entry["routine"] for entry in planned.get(PREVIEW).json["occurrences"][:3]]

    assert routines == ["full_self_massage", "loosen_up_5", "loosen_up_5"]


def test_a_plan_that_never_rings_says_so(planned):
    short = {day: [["09:00", "10:00"]] for day in ("mon", "tue")}
    assert "never reminds" not in planned.get("/plan").text

    plan_with(planned, weekdays=short, every_minutes=60)

    assert planned.get(PREVIEW).json["rings"] is False
    assert "This plan never reminds." in planned.get("/plan").text


def test_done_for_today_by_form_silences_today_and_one_tap_takes_it_back(planned):
    answer = planned.submit("/plan/done-today", {"then": "/plan"})

    assert (answer.status_code, answer.location) == (303, "/plan")
    preview = planned.get(PREVIEW).json
    assert {entry["why"] for entry in preview["skipped"]} == {"done"}
    assert preview["silent_until"].startswith("2026-11-24T")
    for page in ("/", "/plan"):
        assert "Quiet for today." in planned.get(page).text
        assert "Nothing rings before Tuesday, 03:00." in planned.get(page).text

    answer = planned.submit("/plan/ring-as-planned", {"then": "/"})

    assert (answer.status_code, answer.location) == (303, "/")
    assert planned.get(PREVIEW).json["silent_until"] is None
    assert "Quiet for today." not in planned.get("/plan").text


def test_done_for_today_over_json(planned):
    done = planned.post("/api/v1/plan/done-today", {})
    again = planned.post("/api/v1/plan/ring-as-planned", {})

    assert (done.status_code, again.status_code) == (200, 200)
    assert done.json["silent_until"].startswith("2026-11-24T")
    assert again.json["silent_until"] is None


def test_the_next_reminder_on_the_page_is_the_next_that_rings(planned):
    assert "Monday 10:00" in planned.get("/").text.replace("</strong>", "")

    planned.submit("/plan/done-today", {})

    assert "Tuesday 10:00" in planned.get("/").text
    assert planned.get("/api/v1/plan").json["next_due_at"].startswith("2026-11-24T09:00")


@pytest.mark.parametrize("path", ["/api/v1/plan/done-today", "/api/v1/plan/ring-as-planned"])
def test_without_a_plan_there_is_nothing_to_silence(mina, path):
    assert mina.post(path, {}).status_code == 404
    assert mina.submit(path.removeprefix("/api/v1"), {}).status_code == 404


@pytest.mark.parametrize("path", ["/plan/done-today", "/plan/ring-as-planned", "/due/answers"])
def test_a_form_without_its_token_changes_nothing(planned, path):
    assert planned.client.post(path, data={}).status_code == 400
    assert planned.get(PREVIEW).json["skipped"] == []


@pytest.mark.parametrize("path", ["/plan/done-today", "/plan/ring-as-planned", "/due/answers"])
def test_nobody_else_may_say_it(stranger, path):
    assert stranger.client.post(path, data={}).status_code in (400, 401)


@pytest.mark.parametrize(
    ("unheeded", "words"),
    [
        (6, "Nobody reacted to the last 6 reminders, so only every second one comes."),
        (12, "Nobody reacted to the last 12 reminders, so one comes a day."),
    ],
)
def test_whoever_hears_less_is_told_on_both_pages_and_one_tap_changes_it(
    app, planned, unheeded, words
):
    with app.app_context():
        db.session.execute(update(StoredPlan).values(unheeded=unheeded, rung_at=MONDAY))
        db.session.commit()

    for page in ("/", "/plan"):
        assert words in " ".join(planned.get(page).text.split())
    assert "back_off" in {entry["why"] for entry in planned.get(PREVIEW).json["skipped"]}

    planned.submit("/plan/ring-as-planned", {})

    assert "Nobody reacted" not in planned.get("/").text
    assert planned.get(PREVIEW).json["pace"] == "as_planned"


@pytest.mark.parametrize("minutes", [5, 10, 30])
def test_what_is_due_can_be_put_off_from_the_page(app, mina, set_clock, minutes):
    reminder = remind(app, mina)
    set_clock(TEN + timedelta(minutes=1))
    page = mina.get("/").text
    token = page.split('name="token" value="')[1].split('"')[0]
    assert token

    answer = mina.submit("/due/answers", {"token": token, "minutes": str(minutes)})

    assert (answer.status_code, answer.location) == (303, "/")
    [snooze] = snoozes(app)
    assert snooze.of_id == reminder.occurrence
    assert snooze.due_at == TEN + timedelta(minutes=1 + minutes)
    assert mina.get("/api/v1/due").json["occurrence"] is None


def test_what_is_due_can_be_skipped_from_the_page(app, mina, set_clock):
    reminder = remind(app, mina)
    set_clock(TEN + timedelta(minutes=1))

    mina.submit("/due/answers", {"token": reminder.token, "skip": "1"})

    assert snoozes(app) == []
    assert mina.get("/api/v1/due").json["occurrence"] is None


@pytest.mark.parametrize("minutes", ["", "7", "0", "-5", "a"])
def test_only_the_minutes_of_the_page_are_taken(app, mina, set_clock, minutes):
    reminder = remind(app, mina)
    set_clock(TEN + timedelta(minutes=1))

    answer = mina.submit("/due/answers", {"token": reminder.token, "minutes": minutes})

    assert answer.status_code == 400
    assert snoozes(app) == []


def test_a_forged_token_puts_nothing_off(app, planned):
    assert planned.submit("/due/answers", {"token": "forged", "minutes": "5"}).status_code == 404


def test_a_notification_opens_a_page_that_can_put_it_off(app, mina, set_clock):
    reminder = remind(app, mina)
    set_clock(TEN + timedelta(minutes=1))

    page = mina.get(f"/go/{reminder.token}").text

    assert all(f'data-later="{minutes}"' in page for minutes in (5, 10, 30, 0))
    assert "data-later" not in mina.get("/routines/desk_minute/play").text


def test_ten_minutes_is_what_a_notification_asks_for(app, mina, set_clock):
    reminder = remind(app, mina)
    set_clock(TEN)

    mina.post(
        "/api/v1/receipts",
        {"token": reminder.token, "kind": "snoozed", "at": TEN.isoformat()},
    )

    assert [snooze.due_at for snooze in snoozes(app)] == [TEN + timedelta(minutes=10)]


def test_whoever_did_the_full_massage_is_offered_something_else_today(app, planned, set_clock):
    planned.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    timeline = "/api/v1/routines/full_self_massage/timeline?level=1"
    first = planned.get(timeline).json
    planned.put(
        "/api/v1/sessions/0b6bb0b4-5a0c-4bd3-9d0e-8f4f3ac0a00a",
        {
            "routine": "full_self_massage",
            "level": 1,
            "started_at": (MONDAY - timedelta(minutes=20)).isoformat(),
            "time_zone": "Europe/Berlin",
            "state": "finished",
            "finished_at": MONDAY.isoformat(),
            "played_seconds": first["seconds"],
            "steps_done": 8,
            "steps_total": 8,
        },
    )

    second = planned.get(timeline).json
    set_clock(MONDAY + timedelta(days=1))
    tomorrow = planned.get(timeline).json

    assert (first["routine"], first["capped"]) == ("full_self_massage", False)
    assert (second["routine"], second["asked"]) == ("loosen_up_5", "full_self_massage")
    assert second["capped"] is True
    assert tomorrow["routine"] == "full_self_massage"


def test_the_page_of_another_persons_reminder_is_not_silenced_by_me(app, mina, jun, set_clock):
    remind(app, mina)
    set_clock(TEN + timedelta(minutes=1))
    jun.put("/api/v1/plan", PLAN)

    jun.submit("/plan/done-today", {})

    with app.app_context():
        assert db.session.scalars(select(Delivery.state)).all() == ["waiting"]
        tick(TEN + timedelta(hours=1))
        reasons = db.session.execute(
            select(Occurrence.person_id, Occurrence.reason).where(Occurrence.due_at > TEN)
        ).all()
    assert (mina.person_id, None) in reasons
