"""Which days an outage of ours took."""

from datetime import date, datetime, timedelta

import pytest

from tests.conftest import at
from tests.domain.plan_examples import OFFICE_WEEK, a_plan
from webapp.domain.amnesty import Gap, Hours, lost_days

MONDAY = date(2026, 11, 23)
BERLIN = "Europe/Berlin"
# On a working day at 10, 11, 12, 14:30, 15:30 and 16:30 the hourly plan calls.
OFFICE = Hours(a_plan(weekdays=OFFICE_WEEK, time_zone=BERLIN), BERLIN)


def gap(start: str, end: str) -> Gap:
    return Gap(at(f"2026-11-{start}", BERLIN), at(f"2026-11-{end}", BERLIN))


@pytest.mark.parametrize(
    ("gaps", "lost"),
    [
        ([gap("23 09:00", "23 12:20")], True),  # three of six
        ([gap("23 09:00", "23 12:14")], False),  # the third came fourteen minutes late
        ([gap("23 09:00", "23 11:30")], False),
        ([gap("23 09:00", "23 11:30"), gap("23 14:00", "23 15:00")], True),
        ([gap("22 00:00", "24 00:00")], True),
        ([], False),
    ],
)
def test_a_day_is_lost_when_half_of_its_reminders_could_not_come(
    gaps: list[Gap], lost: bool
) -> None:
    assert (MONDAY in lost_days(OFFICE, gaps)) is lost


def test_gaps_that_touch_are_one() -> None:
    halves = [gap("22 00:00", "23 10:05"), gap("23 10:05", "23 12:20")]

    assert MONDAY in lost_days(OFFICE, halves)


def test_every_local_day_is_judged_by_itself() -> None:
    until_tuesday_noon = [gap("20 18:00", "24 12:20")]

    lost = lost_days(OFFICE, until_tuesday_noon)

    assert lost == {date(2026, 11, day) for day in (21, 22, 23, 24)}


def test_where_no_reminder_was_planned_only_a_whole_day_without_us_is_lost() -> None:
    nobody_asked = Hours(None, BERLIN)

    assert lost_days(nobody_asked, [gap("23 00:00", "24 00:00")]) == {MONDAY}
    assert lost_days(nobody_asked, [gap("23 00:00", "23 23:59")]) == frozenset()


def test_a_day_belongs_to_the_zone_of_its_plan() -> None:
    seoul = Hours(a_plan(weekdays=OFFICE_WEEK, time_zone="Asia/Seoul"), BERLIN)
    night_in_berlin = Gap(datetime.fromisoformat("2026-11-23T00:30Z"), at("2026-11-23 12:00"))

    assert lost_days(seoul, [night_in_berlin]) == {MONDAY}
    assert lost_days(OFFICE, [night_in_berlin]) == {MONDAY}
    early = Gap(night_in_berlin.started_at, night_in_berlin.started_at + timedelta(hours=7))
    assert lost_days(seoul, [early]) == {MONDAY}
    assert lost_days(OFFICE, [early]) == frozenset()
