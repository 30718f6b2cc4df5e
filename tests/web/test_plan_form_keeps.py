"""Saving the plan's page loses nothing that another program set."""

from tests.web.examples import PLAN
from tests.web.reading import Page


def form_of_page(plan: dict) -> dict[str, str]:
    """What the page would send for a plan nobody touched."""
    form = {
        "etag": "*",
        "enabled": "on",
        "routine": plan["routine"],
        "time_zone": plan["time_zone"],
        "mode": "every",
        "every_minutes": str(plan["every_minutes"]),
    }
    for day, ranges in plan["weekdays"].items():
        form[f"{day}_on"] = "on"
        for n, (start, end) in enumerate(ranges, 1):
            form |= {f"{day}_{n}_start": start, f"{day}_{n}_end": end}
    return form


def test_routines_by_time_of_day_survive_the_page(mina):
    by_time = [{"from": "15:00", "routine": "wind_down_breathing"}]
    assert mina.put("/api/v1/plan", PLAN | {"routine_by_time": by_time}).status_code == 200

    assert mina.submit("/plan", form_of_page(mina.get("/api/v1/plan").json)).status_code == 303

    assert mina.get("/api/v1/plan").json["routine_by_time"] == by_time


def test_a_third_range_of_a_day_is_shown_and_survives_the_page(mina):
    week = {"mon": [["08:00", "10:00"], ["11:00", "13:00"], ["15:00", "18:00"]]}
    assert mina.put("/api/v1/plan", PLAN | {"weekdays": week}).status_code == 200
    assert 'name="mon_3_start"' in mina.get("/plan").text

    assert mina.submit("/plan", form_of_page(mina.get("/api/v1/plan").json)).status_code == 303

    assert mina.get("/api/v1/plan").json["weekdays"] == week


def test_midnight_as_an_end_is_the_end_of_the_day(mina):
    week = {"mon": [["00:00", "24:00"]]}
    assert mina.put("/api/v1/plan", PLAN | {"weekdays": week}).status_code == 200
    form = form_of_page(mina.get("/api/v1/plan").json) | {"mon_1_end": "00:00"}

    assert mina.submit("/plan", form).status_code == 303

    assert mina.get("/api/v1/plan").json["weekdays"] == week


def save(mina, **changes: str):
    """Save the page of a plan with something changed in it."""
    form = form_of_page(mina.get("/api/v1/plan").json)
    return mina.submit("/plan", form | changes)


def test_the_page_says_which_routine_comes_at_which_time(mina):
    mina.put("/api/v1/plan", PLAN)
    wanted = {"later_1_from": "15:00", "later_1": "wind_down_breathing"}

    saved = save(mina, **wanted, later_2_from="", later_2="")

    assert saved.status_code == 303
    by_time = [{"from": "15:00", "routine": "wind_down_breathing"}]
    assert mina.get("/api/v1/plan").json["routine_by_time"] == by_time
    page = Page(mina.get("/plan").text)
    assert (page.values["later_1_from"], page.values["later_2_from"]) == ("15:00", "")


def test_emptying_the_time_takes_it_out_and_a_time_without_a_routine_is_told(mina):
    by_time = [{"from": "15:00", "routine": "wind_down_breathing"}]
    mina.put("/api/v1/plan", PLAN | {"routine_by_time": by_time})

    told = save(mina, later_1_from="16:00", later_1="")
    save(mina, later_1_from="", later_1="desk_minute")

    assert told.status_code == 400
    assert "choose its routine" in told.text
    assert 'value="16:00"' in told.text
    assert mina.get("/api/v1/plan").json["routine_by_time"] == []
