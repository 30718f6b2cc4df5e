"""People who move between zones, clocks that jump oddly, and the 29th of February."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracle import instants_due
from tests.domain.oracle_by_segments import instants_by_segments
from tests.domain.plan_examples import (
    LONG_AGO,
    NASTY_ZONES,
    a_plan,
    a_version,
    every_day,
    plans_with_moments,
    versions,
)
from tests.domain.zone_file import edges
from webapp.domain.plans import Plan, due_between, next_due

ODD_ZONES = (
    *NASTY_ZONES,
    "Pacific/Fakaofo",  # skipped a day with Apia
    "Pacific/Kiritimati",  # the first to have a date
    "Pacific/Pago_Pago",  # the last, a whole day behind it
    "Asia/Pyongyang",  # half an hour back in 2015, half an hour ahead in 2018
    "America/Caracas",  # half an hour in 2007 and 2016
    "Europe/Dublin",  # its winter is what is saved
    "Africa/El_Aaiun",
    "America/Nuuk",  # at ten in the evening
    "Asia/Beirut",  # at midnight
)
WINDOW = timedelta(hours=60)


@st.composite
def moved_people(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """Somebody who moved from one odd zone to another within days of a clock change of either."""
    zones = draw(st.permutations(ODD_ZONES).map(lambda names: names[:2]))
    years = draw(st.integers(2000, 2037))
    found = [edge for zone in zones for edge, _, _ in edges(zone, years, years)]
    last_of_february = datetime(years, 3, 1, tzinfo=UTC) - timedelta(days=1)
    about = draw(st.sampled_from([*found, last_of_february]))
    moved = about.date() + timedelta(days=draw(st.integers(-1, 1)))
    made = [draw(versions(zones[0], LONG_AGO)), draw(versions(zones[1], moved))]
    return Plan(True, tuple(made)), about - timedelta(minutes=draw(st.integers(0, 2880)))


@given(moved_people())
def test_whoever_moves_is_reminded_by_the_wall_they_lived_by(drawn):
    plan, after = drawn

    assert list(due_between(plan, after, after + WINDOW)) == instants_by_segments(
        plan, after, after + WINDOW
    )


@given(plans_with_moments())
def test_any_plan_is_what_the_arithmetic_between_clock_changes_says(drawn):
    plan, after = drawn

    assert list(due_between(plan, after, after + WINDOW)) == instants_by_segments(
        plan, after, after + WINDOW
    )


@given(moved_people())
def test_no_instant_is_due_twice_and_none_before_the_last(drawn):
    plan, after = drawn
    due = list(due_between(plan, after, after + WINDOW))

    assert due == sorted(set(due))
    assert [next_due(plan, before) for before in [after, *due][: len(due)]] == due


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        # Half an hour is left out and half an hour comes twice.
        ("Australia/Lord_Howe", "2026-10-04 01:59", "2026-10-03 15:29"),
        ("Australia/Lord_Howe", "2026-10-04 02:00", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:29", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:30", "2026-04-04 14:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:59", "2026-04-04 14:59"),
        ("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04 15:30"),
        # The 30th of December 2011 never was.
        ("Pacific/Apia", "2011-12-29 12:00", "2011-12-29 22:00"),
        ("Pacific/Apia", "2011-12-31 00:00", "2011-12-30 10:00"),
        ("Pacific/Fakaofo", "2011-12-31 00:00", "2011-12-30 11:00"),
        ("Asia/Pyongyang", "2018-05-04 23:45", "2018-05-04 15:00"),
        ("America/Caracas", "2016-05-01 02:45", "2016-05-01 07:00"),
    ],
)
def test_a_wall_that_jumps_oddly_reminds_at_the_first_instant_that_reached_the_time(
    zone, wall, instant
):
    asked, at = datetime.fromisoformat(wall), datetime.fromisoformat(instant).replace(tzinfo=UTC)
    minute = asked.hour * 60 + asked.minute
    plan = a_plan(time_zone=zone, weekdays=every_day("00:00", "24:00"), times=(minute,))
    about = at - timedelta(hours=3), at + timedelta(hours=3)

    assert list(due_between(plan, *about)) == [at]
    assert instants_due(plan, *about) == [at]
    assert instants_by_segments(plan, *about) == [at]


def test_the_29th_of_february_is_a_day_like_others():
    plan = Plan(
        True,
        (
            a_version(valid_from=date(2024, 2, 28), every_minutes=None, times=(600,)),
            a_version(valid_from=date(2024, 2, 29), every_minutes=None, times=(660,)),
            a_version(valid_from=date(2028, 3, 1), every_minutes=None, times=(720,)),
        ),
    )
    on_the_day = [
        (date(2024, 2, 28), 9),  # Wednesday, ten o'clock in Berlin
        (date(2024, 2, 29), 10),
        (date(2024, 3, 1), 10),
        (date(2028, 2, 29), 10),
        (date(2028, 3, 1), 11),
    ]

    for day, hour in on_the_day:
        midnight = datetime.combine(day, datetime.min.time(), UTC)
        due = list(due_between(plan, midnight, midnight + timedelta(hours=23)))
        assert due == [midnight + timedelta(hours=hour)]


def test_hours_that_run_through_the_night_into_the_29th_belong_to_the_28th():
    plan = a_plan(time_zone="UTC", weekdays=every_day("22:00", "06:00"), times=(30, 1410))
    start = datetime(2028, 2, 28, 12, tzinfo=UTC)

    due = list(due_between(plan, start, start + timedelta(days=2)))

    assert [f"{instant:%d %H:%M}" for instant in due] == [
        "28 23:30",
        "29 00:30",
        "29 23:30",
        "01 00:30",
    ]
