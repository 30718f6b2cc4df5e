"""Forms: wrong values bring the form again, with a message beside the field and what was typed."""

import pytest

from tests.rows import all_rows, count_rows
from tests.web.examples import PLAN, device
from tests.web.reading import Page

GOOD = {
    "enabled": "on",
    "routine": "desk_minute",
    "time_zone": "Europe/Berlin",
    "mon_on": "on",
    "mon_1_start": "09:00",
    "mon_1_end": "12:30",
    "mon_2_start": "13:30",
    "mon_2_end": "17:30",
    "mode": "every",
    "every_minutes": "60",
    "times": "",
    "holidays": "",
    "max_per_day": "",
    "quiet_after_session_minutes": "",
    "paused_until": "",
}


@pytest.fixture
def planned(mina):
    """Mina, with a plan of edition 1."""
    mina.put("/api/v1/plan", PLAN)
    return mina


def save(visitor, **typed: str):
    return visitor.submit("/plan", GOOD | {"etag": '"1"'} | typed)


def start(visitor, **typed: str):
    """Submit the first form as a newcomer does, with the token of the page."""
    token = Page(visitor.get("/start").text).values["csrf_token"]
    form = {"routine": "desk_minute", "time_zone": "Europe/Berlin", "csrf_token": token}
    return visitor.client.post("/start", data=form | typed)


def test_the_first_choice_makes_a_person_with_a_plan_that_is_still_off(app, stranger):
    answer = start(stranger)

    assert (answer.status_code, answer.location) == (303, "/safety?then=/plan")
    assert {n: r for n, r in count_rows(app).items() if r} == {
        "people": 1,
        "sign_ins": 1,
        "plans": 1,
        "plan_versions": 1,
    }
    assert stranger.get("/api/v1/plan").json["enabled"] is False


def test_choosing_again_makes_nobody_new(app, stranger):
    start(stranger)

    answer = start(stranger, routine="micro_break")

    assert answer.location == "/plan?routine=micro_break"
    assert count_rows(app)["people"] == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"routine": "no_such"}, "routine"),
        ({"routine": ""}, "routine"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "<script>alert(1)</script>"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
    ],
)
def test_a_first_choice_that_cannot_be_brings_the_form_again(app, stranger, typed, field):
    answer = start(stranger, **typed)

    page = Page(answer.text)
    assert answer.status_code == 400
    assert page.message(field)
    assert page.values["time_zone"] == typed.get("time_zone", "Europe/Berlin")
    if field != "routine":
        assert ("routine", "desk_minute") in page.checked
    assert sum(count_rows(app).values()) == 0


@pytest.mark.parametrize("path", ["/start", "/plan", "/devices/1", "/link/x", "/link-codes"])
def test_a_form_without_the_token_is_refused(app, mina, path):
    before = all_rows(app)

    answer = mina.client.post(path, data=GOOD)

    assert answer.status_code == 400
    assert all_rows(app) == before


def test_a_plan_saved_by_its_form_is_kept(planned):
    answer = save(planned, every_minutes="90", max_per_day="4", paused_until="2026-12-24")

    kept = planned.get("/api/v1/plan").json
    assert (answer.status_code, answer.location) == (303, "/devices?then=plan")
    assert kept["weekdays"] == {"mon": PLAN["weekdays"]["mon"]}
    assert (kept["every_minutes"], kept["max_per_day"]) == (90, 4)
    assert kept["paused_until"] == "2026-12-24"


def test_with_a_device_that_rings_saving_leads_back_to_the_plan(planned):
    planned.post("/api/v1/devices", device())

    assert save(planned).location == "/plan?saved=1"


def test_fixed_times_can_be_chosen_instead(planned):
    save(planned, mode="times", times="11:00, 15:30", every_minutes="rubbish")

    kept = planned.get("/api/v1/plan").json
    assert (kept["times"], kept["every_minutes"]) == (["11:00", "15:30"], None)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("routine", {"routine": "no_such"}),
        ("time_zone", {"time_zone": "Europe/Atlantis"}),
        ("time_zone", {"time_zone": ""}),
        ("mon", {"mon_1_end": "25:00"}),
        ("mon", {"mon_1_end": ""}),
        ("mon", {"mon_1_start": "nine"}),
        ("mon", {"mon_1_end": "09:00"}),
        ("mon", {"mon_2_start": "12:00"}),
        ("every_minutes", {"every_minutes": "29"}),
        ("every_minutes", {"every_minutes": "241"}),
        ("every_minutes", {"every_minutes": "often"}),
        ("every_minutes", {"every_minutes": "9" * 5000}),
        ("every_minutes", {"every_minutes": ""}),
        ("times", {"mode": "times", "times": "noon"}),
        ("times", {"mode": "times", "times": ""}),
        ("times", {"mode": "times", "times": "03:00"}),
        ("times", {"mode": "times", "times": "11:00, 11:00"}),
        ("holidays", {"holidays": "XX"}),
        ("holidays", {"holidays": "x" * 17}),
        ("max_per_day", {"max_per_day": "0"}),
        ("max_per_day", {"max_per_day": "many"}),
        ("quiet_after_session_minutes", {"quiet_after_session_minutes": "241"}),
        ("quiet_after_session_minutes", {"quiet_after_session_minutes": "-1"}),
        ("paused_until", {"paused_until": "tomorrow"}),
    ],
)
def test_a_plan_that_cannot_be_brings_the_form_again_and_the_old_plan_stays(
    app, planned, field, typed
):
    before = all_rows(app)

    answer = save(planned, **typed)

    page = Page(answer.text)
    assert answer.status_code == 400
    assert page.message(field), sorted(page.texts)
    for name, value in typed.items():
        if value and name not in ("routine", "mode", "holidays"):
            assert page.values[name] == value
    assert page.values["mon_2_end"] == "17:30"
    assert all_rows(app) == before


def test_without_any_day_the_form_says_so(app, planned):
    form = {name: value for name, value in GOOD.items() if not name.startswith("mon")}

    answer = planned.submit("/plan", form | {"etag": '"1"'})

    assert answer.status_code == 400
    assert Page(answer.text).message("weekdays")


def test_what_was_typed_into_the_plan_s_lists_is_kept_too(planned):
    answer = save(planned, every_minutes="1", time_zone="Asia/Seoul", holidays="DE")

    page = Page(answer.text)
    assert page.values["time_zone"] == "Asia/Seoul"
    assert page.values["holidays"] == "DE"
    assert ("mon_on", "on") in page.checked
    assert ("tue_on", "on") not in page.checked


def test_a_plan_changed_elsewhere_meanwhile_is_not_overwritten(planned):
    planned.put("/api/v1/plan", PLAN | {"every_minutes": 120})

    answer = save(planned, every_minutes="90")

    page = Page(answer.text)
    assert answer.status_code == 409
    assert page.message("etag")
    assert page.values["every_minutes"] == "90"
    assert planned.get("/api/v1/plan").json["every_minutes"] == 120


@pytest.mark.parametrize("label", ["", "   ", "x" * 81, "a\0b"])
def test_a_device_s_name_that_cannot_be_brings_the_page_again(app, mina, label):
    number = mina.post("/api/v1/devices", device()).json["id"]
    before = all_rows(app)

    answer = mina.submit(f"/devices/{number}", {"label": label})

    assert answer.status_code == 400
    assert all_rows(app) == before


@pytest.mark.parametrize("label", ["", "x" * 81])
def test_beside_a_device_s_name_stands_what_is_wrong_and_what_was_typed(mina, label):
    number = mina.post("/api/v1/devices", device()).json["id"]

    page = Page(mina.submit(f"/devices/{number}", {"label": label}).text)

    assert page.message(f"label_{number}")
    assert page.values["label"] == label


def test_a_device_can_be_renamed_and_removed(mina):
    number = mina.post("/api/v1/devices", device()).json["id"]

    renamed = mina.submit(f"/devices/{number}", {"label": " Work laptop "})
    page = mina.get("/devices").text
    removed = mina.submit(f"/devices/{number}/removal", {})

    assert (renamed.status_code, removed.status_code) == (303, 303)
    assert "Work laptop" in page
    assert "Work laptop" not in mina.get("/devices").text


def test_a_link_joins_another_browser_once(mina, stranger):
    address = mina.submit("/link-codes", {}).text
    path = "/link/" + address.rpartition("/")[2]

    shown = stranger.get(path)
    token = Page(shown.text).values["csrf_token"]
    used = stranger.client.post(path, data={"csrf_token": token})

    assert (shown.status_code, used.status_code, used.location) == (200, 303, "/")
    assert stranger.post("/api/v1/guests", {"time_zone": "UTC"}).json["person"]["id"] == (
        mina.person_id
    )
    assert stranger.get(path).status_code == 410
