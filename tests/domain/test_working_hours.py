"""How hours and times are read, and in which words wrong ones are refused."""

import pytest
from hypothesis import given

from tests.domain.plan_examples import weeks
from webapp.domain.plans import HourRange, PlanProblem
from webapp.domain.working_hours import (
    Week,
    check_week,
    times_from_text,
    week_as_text,
    week_from_text,
)


def test_hours_are_minutes_after_midnight_and_a_night_ends_on_the_next_day() -> None:
    assert HourRange.from_text("09:00", "12:30") == HourRange(540, 750)
    assert HourRange.from_text("22:00", "06:00") == HourRange(1320, 1800)
    assert HourRange.from_text("18:00", "24:00") == HourRange(1080, 1440)
    assert HourRange.from_text("00:00", "24:00") == HourRange(0, 1440)


@given(weeks())
def test_a_week_survives_being_written_and_read(week: Week) -> None:
    assert week_from_text(week_as_text(week)) == week


@pytest.mark.parametrize(
    ("start", "end"), [("24:00", "06:00"), ("09:00", "09:00"), ("9", "10:00"), ("09:00", "25:00")]
)
def test_hours_that_make_no_sense_are_refused(start: str, end: str) -> None:
    with pytest.raises(PlanProblem) as refused:
        HourRange.from_text(start, end)

    assert refused.value.field == "weekdays"


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (1440, 1500), (60, 60), (60, 59), (60, 1500)])
def test_minutes_that_make_no_hours_are_refused(start: int, end: int) -> None:
    with pytest.raises(PlanProblem):
        HourRange(start, end)


@pytest.mark.parametrize(
    ("days", "field", "message"),
    [
        (
            {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]},
            "weekdays.mon",
            "Monday 09:00-12:00 and 11:00-13:00 overlap; end the first by 11:00.",
        ),
        (
            {"tue": [["09:00", "12:00"], ["09:00", "12:00"]]},
            "weekdays.tue",
            "Tuesday 09:00-12:00 and 09:00-12:00 overlap; keep only one of them.",
        ),
        (
            {"sun": [["23:00", "24:00"], ["22:00", "06:00"]]},
            "weekdays.sun",
            "Sunday 22:00-06:00 and 23:00-24:00 overlap; end the first by 23:00.",
        ),
        (
            {"wed": [["nine", "12:00"]]},
            "weekdays.wed",
            "Wednesday: “nine” is no time of day; write it like 09:30.",
        ),
        ({"thu": [["09:00"]]}, "weekdays.thu", "Thursday: Give each range a start and an end."),
        (
            {"monday": []},
            "weekdays.monday",
            "Days are named mon, tue, wed, thu, fri, sat and sun.",
        ),
        ({"mon": []}, "weekdays", "Choose at least one day with hours."),
    ],
)
def test_a_wrong_week_says_which_day_and_what_to_do(
    days: dict[str, list[list[str]]], field: str, message: str
) -> None:
    with pytest.raises(PlanProblem) as refused:
        check_week(week_from_text(days))

    assert (refused.value.field, refused.value.message) == (field, message)


def test_times_are_read_from_text() -> None:
    assert times_from_text(["11:00", "15:30"]) == (660, 930)
    with pytest.raises(PlanProblem, match="times: “noon” is no time of day"):
        times_from_text(["noon"])
