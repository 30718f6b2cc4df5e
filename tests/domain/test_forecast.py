"""What a plan will bring is what the tick will decide, if nothing else happens."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.plan_examples import a_plan, every_day
from webapp.domain.caps import Done, Work, works_of
from webapp.domain.catalogue import load_catalogue
from webapp.domain.forecast import Forecast, Standing, can_ring, forecast
from webapp.domain.plans import Plan
from webapp.domain.reminders import Unsent

CATALOGUE = load_catalogue()
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine in the morning in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 23)


def works(routine: str) -> tuple[Work, ...]:
    return works_of(CATALOGUE, routine, 1, ())


def standing(**changes: object) -> Standing:
    good = {
        "day_start_minutes": 180,
        "effects": frozenset(),
        "caps": CATALOGUE.caps,
        "works": works,
    }
    return Standing(**{**good, **changes})  # type: ignore[arg-type]


def coming(plan: Plan, days: float = 1, **changes: object) -> list[Forecast]:
    return list(forecast(plan, MONDAY, MONDAY + days * DAY, standing(**changes)))


def reasons(found: list[Forecast]) -> list[str | None]:
    return [each.reason for each in found]


def on(found: list[Forecast], day: date) -> Iterator[Forecast]:
    return (each for each in found if each.local.date() == day)


def test_with_nothing_in_the_way_all_that_is_planned_comes() -> None:
    found = coming(a_plan())

    assert [each.local.strftime("%H:%M") for each in found] == [
        *("10:00", "11:00", "12:00"),
        *("14:30", "15:30", "16:30"),
    ]
    assert reasons(found) == [None] * 6


def test_a_public_holiday_is_named() -> None:
    christmas = datetime(2026, 12, 24, 23, 0, tzinfo=UTC)
    plan = a_plan(holidays="DE-BE")

    found = list(forecast(plan, christmas, christmas + DAY, standing()))

    assert {each.why for each in found} == {"holiday:Christmas Day"}
    assert len(found) == 6


def test_a_paused_plan_comes_back_on_its_day() -> None:
    found = coming(a_plan(paused_until=date(2026, 11, 24)), days=2)

    assert set(reasons(list(on(found, TODAY)))) == {Unsent.PAUSED}
    assert set(reasons(list(on(found, TODAY + DAY)))) == {None}


def test_the_daily_maximum_counts_what_came_already() -> None:
    found = coming(a_plan(max_per_day=4), days=2, sent={TODAY: 2})

    assert reasons(list(on(found, TODAY))) == [None, None] + [Unsent.MAX_PER_DAY] * 4
    assert reasons(list(on(found, TODAY + DAY))) == [None] * 4 + [Unsent.MAX_PER_DAY] * 2


def test_what_does_not_come_is_not_counted_against_the_daily_maximum() -> None:
    found = coming(a_plan(max_per_day=2), silent_until=MONDAY + 2.5 * HOUR)

    assert reasons(found) == [Unsent.DONE] * 2 + [None] * 2 + [Unsent.MAX_PER_DAY] * 2


def test_done_for_today_ends_with_the_day() -> None:
    found = coming(a_plan(), days=2, silent_until=MONDAY + 18 * HOUR)

    assert set(reasons(list(on(found, TODAY)))) == {Unsent.DONE}
    assert set(reasons(list(on(found, TODAY + DAY)))) == {None}


def test_quiet_after_a_session_holds_the_next_one_back() -> None:
    plan = a_plan(quiet_after_session_minutes=90)

    found = coming(plan, last_session_ended_at=MONDAY)

    assert reasons(found)[:3] == [Unsent.QUIET, None, None]


def test_after_five_ignored_every_second_one_comes() -> None:
    found = coming(a_plan(), unheeded=5, rung_at=MONDAY)

    assert reasons(found) == [Unsent.BACK_OFF, None] * 3


def test_after_ten_ignored_one_comes_a_day() -> None:
    found = coming(a_plan(), days=2, unheeded=10, rung_at=MONDAY - DAY)

    for day in (TODAY, TODAY + DAY):
        assert reasons(list(on(found, day))) == [None] + [Unsent.BACK_OFF] * 5


@pytest.mark.parametrize("effects", [frozenset({"stop_all"})])
def test_after_a_stop_sign_nothing_comes(effects: frozenset[str]) -> None:
    assert set(reasons(coming(a_plan(), effects=effects))) == {Unsent.STOPPED_FOR_SAFETY}


def test_the_full_massage_comes_once_a_day_and_loosening_up_in_its_place() -> None:
    found = coming(a_plan(routine="full_self_massage"), days=2)

    for day in (TODAY, TODAY + DAY):
        offered = [each.routine for each in on(found, day)]
        assert offered == ["full_self_massage"] + ["loosen_up_5"] * 5
    assert set(reasons(found)) == {None}


def test_what_was_done_already_counts_against_the_caps() -> None:
    done = tuple(Done(TODAY - ago * DAY, works("strengthen_5")[0]) for ago in (1, 2, 3))
    plan = a_plan(routine="strengthen_5", times=(600,), weekdays=every_day("09:00", "12:00"))

    found = coming(plan, days=5, done=done)

    assert [each.routine for each in found] == [
        *("loosen_up_5", "loosen_up_5", "loosen_up_5", "loosen_up_5", "strengthen_5"),
    ]


def test_where_a_cap_leaves_nothing_it_is_the_reason() -> None:
    only = works("full_self_massage")[:1]
    found = coming(a_plan(routine="full_self_massage"), works=lambda _routine: only)

    assert reasons(found) == [None] + [Unsent.CAP] * 5


def test_a_plan_that_is_off_brings_nothing() -> None:
    assert coming(Plan(False, a_plan().versions)) == []


def test_a_pause_longer_than_each_range_never_rings() -> None:
    short = every_day("09:00", "11:00")

    assert not can_ring(a_plan(every_minutes=120, weekdays=short).versions[0])
    assert can_ring(a_plan(every_minutes=119, weekdays=short).versions[0])
    assert coming(a_plan(every_minutes=120, weekdays=short), days=30) == []
