"""The wall clock and the instants behind it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.oracle import MINUTE, first_appearances
from tests.domain.plan_examples import clock_change_moments
from webapp.domain.wall_clock import (
    UnknownZone,
    instant_of,
    minutes_from_text,
    text_from_minutes,
    wall_of,
    zone_named,
    zone_names,
)

BERLIN = zone_named("Europe/Berlin")


@settings(deadline=None)
@given(clock_change_moments())
def test_every_wall_minute_around_a_clock_change_is_when_a_watcher_first_sees_it(
    drawn: tuple[str, datetime],
) -> None:
    zone, change = drawn
    watched = dict(first_appearances(zone, change + timedelta(hours=18), change + 26 * 60 * MINUTE))

    found = {wall: instant_of(wall, zone_named(zone)) for wall in watched}

    assert found == watched


@settings(deadline=None)
@given(clock_change_moments(), st.integers(-3000, 3000), st.integers(0, 3000))
def test_a_later_wall_time_never_comes_at_an_earlier_instant(
    drawn: tuple[str, datetime], start: int, later: int
) -> None:
    zone = zone_named(drawn[0])
    wall = wall_of(drawn[1], zone) + start * MINUTE

    assert instant_of(wall, zone) <= instant_of(wall + later * MINUTE, zone)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00"),  # set forward at 02:00
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30"),  # comes twice
        ("America/New_York", "2026-03-08 02:00", "2026-03-08 07:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),  # half an hour
        ("Pacific/Apia", "2011-12-30 11:00", "2011-12-30 10:00"),  # a day that never was
        ("America/Sao_Paulo", "2017-10-15 00:00", "2017-10-15 03:00"),  # no midnight
        ("Asia/Kathmandu", "2026-05-01 09:00", "2026-05-01 03:15"),
        ("Asia/Calcutta", "2026-05-01 09:00", "2026-05-01 03:30"),
        ("US/Eastern", "2026-07-01 09:00", "2026-07-01 13:00"),
    ],
)
def test_a_wall_time_is_the_first_instant_that_reaches_it(
    zone: str, wall: str, instant: str
) -> None:
    found = instant_of(datetime.fromisoformat(wall), zone_named(zone))

    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


def test_an_instant_without_an_offset_is_refused() -> None:
    naive = datetime.fromisoformat("2026-05-01 09:00")

    with pytest.raises(ValueError, match="offset"):
        wall_of(naive, BERLIN)


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Base", "Europe", "../../etc/passwd", "/etc/passwd", "europe/berlin", "localtime"],
)
def test_what_names_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        zone_named(name)


def test_every_listed_zone_can_be_had() -> None:
    names = zone_names()

    assert len(names) > 400
    assert all(zone_named(name).key == name for name in names)


@given(st.integers(0, 1440))
def test_times_of_day_survive_being_written_and_read(minutes: int) -> None:
    text = text_from_minutes(minutes)

    assert (text == "24:00") if minutes == 1440 else (minutes_from_text(text) == minutes)


@pytest.mark.parametrize(
    "text", ["", "9", "24:00", "25:00", "12:60", "9:5", " 09:00", "09:00\n", "٠٩:٠٠"]
)
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no time of day"):
        minutes_from_text(text)
