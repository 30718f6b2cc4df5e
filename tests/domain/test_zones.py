"""Every zone there is, at every clock change of ten years: what is due is what an oracle says."""

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from tests.domain.oracle import instants_due
from tests.domain.oracle_by_segments import instants_by_segments
from tests.domain.plan_examples import NASTY_ZONES, a_plan, every_day
from tests.domain.zone_file import edges
from tests.soak import SOAK
from webapp.domain.plans import Plan, due_between
from webapp.domain.wall_clock import zone_names

FIRST_YEAR, LAST_YEAR = (2000, 2037) if SOAK else (2026, 2035)
ZONES = sorted(zone_names())
AROUND = timedelta(hours=30 if SOAK else 13)
NEAR_MINUTES = (-61, -60, -30, -1, 0, 1, 15, 30, 45, 59, 60)


@cache
def plans_at(zone: str, before: int, after: int) -> tuple[Plan, Plan]:
    """Fixed times close to the change on both walls, and a rhythm that runs through the night."""
    walls = (before // 60, after // 60)
    near = {(wall + minutes) % 1440 for wall in walls for minutes in NEAR_MINUTES}
    times = tuple(sorted(near | {0, 1439}))[:24]
    fixed = a_plan(time_zone=zone, weekdays=every_day("00:00", "24:00"), times=times)
    night = a_plan(time_zone=zone, weekdays=every_day("20:10", "08:05"), every_minutes=35)
    return fixed, night


def plans_around(zone: str, edge: datetime, before: int, after: int) -> tuple[Plan, Plan]:
    """The two plans for the time of day at which this change strikes."""
    second = int(edge.timestamp())
    return plans_at(zone, (second + before) % 86_400, (second + after) % 86_400)


def test_around_every_clock_change_of_every_zone_the_oracle_agrees(record_property):
    checked, changes = 0, 0
    for zone in ZONES:
        for edge, before, after in edges(zone, FIRST_YEAR, LAST_YEAR):
            changes += 1
            since, until = edge - AROUND, edge + AROUND
            for plan in plans_around(zone, edge, before, after):
                due = list(due_between(plan, since, until))
                assert due == instants_by_segments(plan, since, until), (zone, edge)
                checked += len(due)
    years = f"{FIRST_YEAR}-{LAST_YEAR}"
    record_property(
        "told",
        f"{changes} clock changes of {len(ZONES)} zones in {years}: {checked} instants agree",
    )
    assert changes > 4000


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1) if SOAK else [2028, 2033])
def test_in_every_zone_a_leap_day_and_the_turn_of_a_year_are_days_like_others(year):
    for zone in ZONES:
        plan = plans_at(zone, 0, 0)[0]
        for month, day in ((3, 1), (1, 1)):
            since = datetime(year, month, day, tzinfo=UTC) - timedelta(hours=14)
            until = since + timedelta(hours=28)
            assert list(due_between(plan, since, until)) == instants_by_segments(
                plan, since, until
            ), zone


@pytest.mark.parametrize("zone", ZONES if SOAK else NASTY_ZONES)
def test_the_two_oracles_agree(zone):
    """One walks through every minute, the other calculates: what both say is no accident."""
    for edge, before, after in list(edges(zone, 2026, 2035))[: None if SOAK else 1]:
        since, until = edge - AROUND, edge + AROUND
        for plan in plans_around(zone, edge, before, after):
            walked = instants_due(plan, since, until)
            assert instants_by_segments(plan, since, until) == walked, edge
