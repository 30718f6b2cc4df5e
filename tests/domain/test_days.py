"""Which date an instant belongs to, and what each day is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.lived import days_between
from tests.domain.oracle import MINUTE, first_appearances
from tests.domain.plan_examples import a_plan, a_version, clock_change_moments
from webapp.domain.day_marks import Mark, MarkProblem, check_mark
from webapp.domain.days import DayKind, LivedDays, local_day
from webapp.domain.plans import Plan

MONDAY = date(2026, 11, 23)


def days_of_november(*numbers: int) -> frozenset[date]:
    return frozenset(date(2026, 11, number) for number in numbers)


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-11-24T02:59:59+01:00", "Europe/Berlin", "2026-11-23"),  # still the evening before
        ("2026-11-24T03:00:00+01:00", "Europe/Berlin", "2026-11-24"),
        ("2026-11-23T23:30:00+00:00", "Asia/Kathmandu", "2026-11-24"),
        ("2026-11-23T23:30:00+00:00", "America/New_York", "2026-11-23"),
        ("2026-03-29T03:00:00+02:00", "Europe/Berlin", "2026-03-29"),  # an hour after 01:59
        ("2026-10-25T02:30:00+01:00", "Europe/Berlin", "2026-10-24"),  # the second 02:30
        ("2011-12-31T03:00:00+14:00", "Pacific/Apia", "2011-12-31"),  # the 30th never was
    ],
)
def test_a_day_begins_at_three_on_the_wall_clock(instant: str, zone: str, day: str) -> None:
    assert local_day(datetime.fromisoformat(instant), zone) == date.fromisoformat(day)


def test_a_person_may_start_the_day_at_another_time() -> None:
    instant = datetime.fromisoformat("2026-11-24T00:10:00+01:00")

    assert local_day(instant, "Europe/Berlin", 0) == date(2026, 11, 24)
    assert local_day(instant, "Europe/Berlin", 11) == date(2026, 11, 23)


def test_a_day_that_has_begun_stays_when_the_clock_is_set_back_over_its_start() -> None:
    started = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45, and 02:15 half an hour later

    days = [local_day(started + wait * MINUTE, "Europe/Berlin", 150) for wait in (0, 30)]

    assert days == [date(2026, 10, 25)] * 2


@settings(deadline=None)
@given(clock_change_moments(), st.integers(0, 600))
def test_a_day_is_the_latest_whose_start_a_watcher_has_seen(
    drawn: tuple[str, datetime], day_start: int
) -> None:
    zone, change = drawn
    until = change + timedelta(hours=14)
    starts = {
        instant: wall.date()
        for wall, instant in first_appearances(zone, change - timedelta(hours=4), until)
        if wall.hour * 60 + wall.minute == day_start
    }

    for instant in (change + minutes * MINUTE for minutes in range(-240, 840, 15)):
        begun = max(day for seen, day in starts.items() if seen <= instant)
        assert local_day(instant, zone, day_start) == begun


def test_each_day_of_a_week_says_what_it_is_and_why() -> None:
    plan = a_plan(holidays="US")  # Thanksgiving is Thursday the 26th
    lived = LivedDays(days_of_november(23, 25), plan, date(2026, 11, 27))

    days = days_between(lived, MONDAY, date(2026, 11, 30))

    assert [(day.kind, day.why) for day in days] == [
        (DayKind.PRACTISED, "practised"),
        (DayKind.MISSED, "missed"),
        (DayKind.PRACTISED, "practised"),
        (DayKind.REST, "holiday"),
        (DayKind.OPEN, "open"),
        (DayKind.REST, "day off"),
        (DayKind.REST, "day off"),
        (DayKind.OPEN, "open"),
    ]
    assert [day.date for day in days] == [MONDAY + timedelta(days=count) for count in range(8)]


def test_no_day_before_the_first_practised_one_is_missed() -> None:
    lived = LivedDays(days_of_november(25), None, date(2026, 11, 26))

    days = days_between(lived, MONDAY, date(2026, 11, 25))

    assert [(day.kind, day.why) for day in days[:2]] == [(DayKind.REST, "before")] * 2


def test_someone_who_never_practised_has_an_open_today_and_nothing_missed() -> None:
    lived = LivedDays(frozenset(), None, date(2026, 11, 25))

    days = days_between(lived, MONDAY, date(2026, 11, 26))

    assert [day.why for day in days] == ["before", "before", "open", "open"]


def test_seven_practised_days_protect_the_next_missed_one() -> None:
    lived = LivedDays(days_of_november(*range(1, 8), 10), None, date(2026, 11, 10))

    days = days_between(lived, date(2026, 11, 7), date(2026, 11, 10))

    assert [day.why for day in days] == ["practised", "freeze", "missed", "practised"]
    assert days[1].kind is DayKind.PROTECTED


def test_a_changed_plan_leaves_the_days_before_it_as_they_were() -> None:
    weekdays_only, tomorrow = a_version(), date(2026, 11, 24)
    mornings = a_version(valid_from=tomorrow, weekdays=((),) * 5 + weekdays_only.weekdays[:2])
    before = LivedDays(days_of_november(2), Plan(True, (weekdays_only,)), MONDAY)
    after = LivedDays(days_of_november(2), Plan(True, (weekdays_only, mornings)), MONDAY)

    months = [days_between(lived, date(2026, 11, 1), MONDAY) for lived in (before, after)]

    assert months[0] == months[1]
    assert days_between(after, tomorrow, tomorrow)[0].why == "day off"


def test_a_first_plan_leaves_the_days_before_it_as_they_were() -> None:
    plan = a_plan(valid_from=MONDAY)
    saturday = date(2026, 11, 21)

    kinds = [
        days_between(LivedDays(days_of_november(19), each, MONDAY), saturday, saturday)
        for each in (None, plan)
    ]

    assert kinds[0] == kinds[1]
    assert kinds[0][0].kind is DayKind.MISSED


def test_a_marked_day_is_kept_and_spends_no_freeze() -> None:
    lived = LivedDays(
        days_of_november(*range(1, 8), 10),
        None,
        date(2026, 11, 10),
        marks={date(2026, 11, 8): Mark.ILL, date(2026, 11, 10): Mark.AWAY},
    )

    days = days_between(lived, date(2026, 11, 7), date(2026, 11, 10))

    assert [day.why for day in days] == ["practised", "ill", "freeze", "practised"]


def test_a_day_an_outage_took_is_kept_unless_it_was_practised_or_marked() -> None:
    lost = days_of_november(23, 24, 25, 26)
    marks = {date(2026, 11, 25): Mark.TRAVELLING}
    lived = LivedDays(days_of_november(23), None, date(2026, 11, 26), marks, lost)

    days = days_between(lived, MONDAY, date(2026, 11, 26))

    assert [day.why for day in days] == ["practised", "outage", "travelling", "open"]


@pytest.mark.parametrize(
    ("days", "fits"), [(-8, False), (-7, True), (0, True), (60, True), (61, False)]
)
def test_a_day_is_marked_within_seven_days_afterwards_and_sixty_ahead(
    days: int, fits: bool
) -> None:
    if fits:
        check_mark(MONDAY + timedelta(days=days), MONDAY)
    else:
        with pytest.raises(MarkProblem):
            check_mark(MONDAY + timedelta(days=days), MONDAY)
