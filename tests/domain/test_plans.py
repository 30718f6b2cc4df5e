"""When a plan reminds, rule by rule."""

from datetime import UTC, date, datetime, timedelta

from tests.domain.plan_examples import OFFICE, a_plan, a_version, every_day, on_the_wall
from webapp.domain.plans import (
    HourRange,
    Plan,
    due_between,
    next_due,
)

MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # Monday's, in Berlin
DAY = timedelta(days=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_every_hour_begins_again_with_each_range_and_stops_before_its_end() -> None:
    times = on_the_wall(a_plan(every_minutes=60), MIDNIGHT)

    assert times == [f"Mon {t}" for t in ("10:00", "11:00", "12:00", "14:30", "15:30", "16:30")]


def test_a_time_that_is_the_end_of_a_range_is_outside() -> None:
    plan = a_plan(
        times=(750, 540), weekdays=((HourRange(540, 750),), (HourRange(700, 760),)) * 3 + ((),)
    )

    assert on_the_wall(plan, MIDNIGHT, days=2) == ["Mon 09:00", "Tue 12:30"]


def test_days_without_hours_are_silent() -> None:
    friday_evening = MIDNIGHT + 4.9 * DAY

    due = next_due(a_plan(), friday_evening)

    assert due == utc("2026-11-30 09:00")


def test_a_night_belongs_to_the_day_it_begins() -> None:
    only_monday = ((HourRange.from_text("22:00", "06:00"),), *((),) * 6)

    every = on_the_wall(a_plan(weekdays=only_monday, every_minutes=120), MIDNIGHT, days=7)
    fixed = on_the_wall(a_plan(weekdays=only_monday, times=(120, 1380)), MIDNIGHT, days=7)

    assert every == ["Tue 00:00", "Tue 02:00", "Tue 04:00"]
    assert fixed == ["Mon 23:00", "Tue 02:00"]


def test_twenty_four_o_clock_ends_the_day() -> None:
    plan = a_plan(weekdays=every_day("22:00", "24:00"), every_minutes=60)

    assert on_the_wall(plan, MIDNIGHT) == ["Mon 23:00"]


def test_the_next_morning_may_begin_before_the_night_has_ended() -> None:
    night, morning = HourRange.from_text("22:00", "06:00"), HourRange.from_text("04:00", "08:00")
    plan = a_plan(weekdays=((night,), (morning,), *((),) * 5), every_minutes=90)

    assert on_the_wall(plan, MIDNIGHT, days=2) == [
        "Mon 23:30", "Tue 01:00", "Tue 02:30", "Tue 04:00", "Tue 05:30", "Tue 07:00",
    ]  # fmt: skip


def test_what_two_ranges_ask_for_at_once_reminds_once() -> None:
    night, morning = HourRange.from_text("22:00", "06:00"), HourRange.from_text("04:00", "08:00")
    plan = a_plan(weekdays=((night,), (morning,), *((),) * 5), times=(300,))

    assert on_the_wall(plan, MIDNIGHT, days=2) == ["Tue 05:00"]


def test_the_answer_lies_strictly_after_what_was_asked() -> None:
    ten = utc("2026-11-23 09:00")

    assert next_due(a_plan(), ten - timedelta(microseconds=1)) == ten
    assert next_due(a_plan(), ten) == utc("2026-11-23 10:00")


def test_between_includes_its_end_and_not_its_start() -> None:
    ten, eleven = utc("2026-11-23 09:00"), utc("2026-11-23 10:00")

    assert list(due_between(a_plan(), ten, eleven)) == [eleven]


def test_a_time_the_clock_skips_comes_at_the_end_of_the_gap_once() -> None:
    spring = utc("2026-03-28 23:00")
    plan = a_plan(weekdays=every_day("00:00", "24:00"), times=(90, 125, 150, 180, 210))

    due = list(due_between(plan, spring, spring + timedelta(hours=3)))

    assert due == [utc("2026-03-29 00:30"), utc("2026-03-29 01:00"), utc("2026-03-29 01:30")]


def test_a_time_the_clock_shows_twice_comes_at_the_first() -> None:
    autumn = utc("2026-10-24 22:00")
    plan = a_plan(weekdays=every_day("00:00", "24:00"), times=(150, 180))

    due = list(due_between(plan, autumn, autumn + timedelta(hours=5)))

    assert due == [utc("2026-10-25 00:30"), utc("2026-10-25 02:00")]


def test_a_midnight_that_was_reached_has_come_though_the_clock_goes_back_over_it() -> None:
    plan = a_plan(time_zone="America/St_Johns", weekdays=every_day("00:00", "24:00"), times=(0,))
    set_back = utc("2010-11-07 02:31")  # from 00:01 on Sunday to 23:01 on Saturday

    due = list(due_between(plan, set_back - timedelta(minutes=2), set_back + timedelta(hours=2)))
    heard = list(due_between(plan, set_back - timedelta(minutes=2), set_back))

    assert due == heard == [utc("2010-11-07 02:30")]


def test_a_day_that_never_was_reminds_once_at_its_end() -> None:
    plan = a_plan(time_zone="Pacific/Apia", weekdays=every_day("09:00", "17:00"), times=(540, 960))

    due = list(due_between(plan, utc("2011-12-30 03:00"), utc("2011-12-30 21:00")))

    assert due == [utc("2011-12-30 10:00"), utc("2011-12-30 19:00")]


def test_nine_o_clock_stays_nine_o_clock_all_year() -> None:
    plan = a_plan(time_zone="America/New_York", weekdays=(OFFICE,) * 7, times=(540,))

    assert set(on_the_wall(plan, utc("2026-01-01 05:00"), days=365)) == {
        f"{day} 09:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    }


def test_a_public_holiday_is_silent_with_the_night_that_begins_on_it() -> None:
    thanksgiving = MIDNIGHT + 3 * DAY
    plan = a_plan(weekdays=every_day("22:00", "06:00"), times=(60, 1380), holidays="US")

    times = on_the_wall(plan, thanksgiving, days=2)

    assert times == ["Thu 01:00", "Fri 23:00"]


def test_a_plan_that_is_off_is_silent() -> None:
    plan = Plan(enabled=False, versions=(a_version(),))

    assert next_due(plan, MIDNIGHT) is None
    assert list(due_between(plan, MIDNIGHT, MIDNIGHT + 7 * DAY)) == []


def test_a_plan_without_versions_is_silent() -> None:
    assert next_due(Plan(enabled=True, versions=()), MIDNIGHT) is None


def test_a_pause_does_not_change_what_is_due() -> None:
    paused = a_plan(paused_until=date(2026, 12, 24))

    assert on_the_wall(paused, MIDNIGHT) == on_the_wall(a_plan(), MIDNIGHT)


def test_what_is_further_off_than_four_hundred_days_is_not_looked_for() -> None:
    far = MONDAY + 500 * DAY
    plan = a_plan(valid_from=far)

    assert next_due(plan, MIDNIGHT) is None
    assert next_due(plan, MIDNIGHT + 101 * DAY) is not None
    assert next(due_between(plan, MIDNIGHT, MIDNIGHT + 600 * DAY)).date() >= far
