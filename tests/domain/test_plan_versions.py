"""What a plan's version refuses, in which words, and which routine it asks for."""

from datetime import UTC, datetime

import pytest

from tests.domain.plan_examples import OFFICE_WEEK, a_version
from webapp.domain.plans import HourRange, PlanProblem, routine_at


def test_ranges_that_meet_do_not_overlap() -> None:
    day = (HourRange(720, 780), HourRange(540, 720))

    assert a_version(weekdays=(day,) * 7).weekdays == (day,) * 7


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("time_zone", {"time_zone": "Mars/Base"}),
        ("weekdays", {"weekdays": OFFICE_WEEK[:6]}),
        ("times", {"times": (600,), "every_minutes": 60}),
        ("times", {"times": ()}),
        ("times", {"times": tuple(range(540, 565))}),
        ("times", {"times": (600, 600)}),
        ("times", {"times": (1440,)}),
        ("times", {"times": (600, 780)}),  # 13:00 is nobody's hour
        ("every_minutes", {"every_minutes": 29}),
        ("every_minutes", {"every_minutes": 241}),
        ("holidays", {"holidays": "XX"}),
        ("holidays", {"holidays": "DE-XX"}),
        ("holidays", {"holidays": "Germany"}),
        ("holidays", {"holidays": "de"}),
        ("holidays", {"holidays": ""}),
        ("routine_by_time", {"routine_by_time": ((1440, "a"),)}),
        ("routine_by_time", {"routine_by_time": ((900, "a"), (900, "b"))}),
        ("max_per_day", {"max_per_day": 0}),
        ("max_per_day", {"max_per_day": 25}),
        ("quiet_after_session_minutes", {"quiet_after_session_minutes": -1}),
        ("quiet_after_session_minutes", {"quiet_after_session_minutes": 241}),
    ],
)
def test_a_version_that_cannot_be_kept_is_refused_by_its_field(
    field: str, changes: dict[str, object]
) -> None:
    with pytest.raises(PlanProblem) as refused:
        a_version(**changes)

    assert refused.value.field == field
    assert refused.value.message.endswith(".")


def test_the_outermost_values_are_taken() -> None:
    version = a_version(
        times=tuple(range(540, 564)), max_per_day=24, quiet_after_session_minutes=240
    )

    assert len(version.times) == 24
    assert [a_version(every_minutes=every).every_minutes for every in (30, 240)] == [30, 240]


@pytest.mark.parametrize(
    ("instant", "routine"),
    [
        ("2026-11-23T21:59:00+01:00", "desk_minute"),
        ("2026-11-23T23:00:00+01:00", "wind_down"),
        ("2026-11-24T01:00:00+01:00", "wind_down"),  # still Monday's night
        ("2026-11-24T06:00:00+01:00", "desk_minute"),
        ("2026-11-24T16:00:00+01:00", "stretch"),
    ],
)
def test_the_routine_is_the_latest_asked_for_on_the_day_the_hours_began(
    instant: str, routine: str
) -> None:
    version = a_version(
        weekdays=((HourRange.from_text("20:00", "06:00"),), (HourRange(900, 1080),), *((),) * 5),
        routine_by_time=((1320, "wind_down"), (930, "stretch"), (1140, "desk_minute")),
    )

    assert routine_at(version, datetime.fromisoformat(instant)) == routine


def test_an_instant_falls_on_the_wall_of_the_versions_zone() -> None:
    version = a_version(time_zone="Asia/Kathmandu", routine_by_time=((720, "afternoon"),))

    asked = [routine_at(version, datetime(2026, 11, 23, 6, m, tzinfo=UTC)) for m in (14, 15)]

    assert asked == ["desk_minute", "afternoon"]
