"""Which version of a plan speaks, and what a working day is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.plan_examples import OFFICE_WEEK, a_plan, a_version, every_day, on_the_wall
from webapp.domain.plans import (
    Plan,
    PlanProblem,
    due_between,
    find_due,
    is_working_day,
    version_at,
    version_on,
)

MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # Monday's, in Berlin
DAY = timedelta(days=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_new_version_takes_over_on_its_date_and_the_night_before_runs_out() -> None:
    nights = a_version(weekdays=every_day("22:00", "06:00"), every_minutes=240)
    office = a_version(valid_from=date(2026, 11, 24), times=(600,))
    plan = Plan(enabled=True, versions=(nights, office))

    assert on_the_wall(plan, MIDNIGHT, days=3) == [
        "Mon 02:00",
        "Tue 02:00",
        "Tue 10:00",
        "Wed 10:00",
    ]


def test_each_version_keeps_to_its_own_zone() -> None:
    berlin = a_version(times=(600,))
    york = a_version(valid_from=date(2026, 11, 24), times=(600,), time_zone="America/New_York")

    due = list(due_between(Plan(True, (berlin, york)), MIDNIGHT, MIDNIGHT + 2 * DAY))

    assert due == [utc("2026-11-23 09:00"), utc("2026-11-24 15:00")]


def test_where_two_versions_ask_for_one_instant_the_newer_one_speaks() -> None:
    berlin = a_version(times=(60,), weekdays=every_day("20:00", "06:00"))
    kathmandu = a_version(
        valid_from=date(2026, 11, 24),
        time_zone="Asia/Kathmandu",
        times=(345,),
        weekdays=every_day("05:00", "06:00"),
    )
    one = utc("2026-11-24 00:00")  # 01:00 in Berlin in Monday's night, 05:45 in Kathmandu

    due = find_due(Plan(True, (berlin, kathmandu)), one - timedelta(minutes=1), one)

    assert due is not None
    assert (due.at, due.version) == (one, kathmandu)


def test_what_is_found_tells_its_version_and_its_working_day() -> None:
    plan = a_plan(weekdays=every_day("22:00", "06:00"), times=(60,))

    due = find_due(plan, MIDNIGHT, MIDNIGHT + DAY)

    assert due is not None
    assert (due.day, due.version) == (MONDAY - DAY, plan.versions[0])


def test_the_version_on_a_date_is_the_latest_that_has_begun() -> None:
    first, second = a_version(valid_from=MONDAY), a_version(valid_from=MONDAY + DAY)
    plan = Plan(enabled=True, versions=(first, second))

    governing = [version_on(plan, MONDAY + days * DAY) for days in (-1, 0, 1, 2)]

    assert governing == [None, first, second, second]


def test_the_version_at_an_instant_goes_by_each_ones_own_date() -> None:
    berlin = a_version(valid_from=MONDAY)
    york = a_version(valid_from=MONDAY + DAY, time_zone="America/New_York")
    plan = Plan(enabled=True, versions=(berlin, york))

    at = [version_at(plan, MIDNIGHT + timedelta(hours=hours)) for hours in (-1, 0, 29, 30)]

    assert at == [None, berlin, berlin, york]


def test_a_working_day_has_hours_and_is_no_holiday_reminders_on_or_off() -> None:
    plan = Plan(enabled=False, versions=(a_version(holidays="US"),))

    working = [is_working_day(plan, MONDAY + days * DAY) for days in range(7)]

    assert working == [True, True, True, False, True, False, False]


def test_before_the_first_version_every_day_is_a_working_day() -> None:
    assert is_working_day(a_plan(valid_from=MONDAY), MONDAY - 2 * DAY)


def test_versions_that_do_not_follow_each_other_are_refused() -> None:
    version = a_version(weekdays=OFFICE_WEEK)

    with pytest.raises(PlanProblem) as refused:
        Plan(enabled=True, versions=(version, version))

    assert refused.value.field == "valid_from"
