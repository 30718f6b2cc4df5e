"""The tick: what is due becomes an occurrence, and a delivery for each device that rings."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.actions.lives import (
    ELEVEN,
    MONDAY,
    TEN,
    checked,
    guest,
    office_plan,
    phone,
    reminded,
    with_plan,
)
from tests.conftest import at
from tests.domain.session_examples import a_session
from webapp.actions import devices
from webapp.actions.plans import PlanWish, save_plan
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.actions.transaction import transaction
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.heartbeats import TICK, find_heartbeat
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import StoredPlanVersion, find_plan

pytestmark = pytest.mark.usefixtures("any_app")


def occurrences() -> list[Occurrence]:
    return list(db.session.scalars(select(Occurrence).order_by(Occurrence.due_at, Occurrence.id)))


def deliveries() -> list[Delivery]:
    return list(db.session.scalars(select(Delivery).order_by(Delivery.id)))


def reasons() -> list[str | None]:
    return [occurrence.reason for occurrence in occurrences()]


def test_what_is_due_becomes_one_occurrence_and_one_delivery_per_device_that_rings():
    mina, first = reminded()
    second = phone(mina, name="second")
    gone = phone(mina, name="gone")
    devices.remove(mina.id, gone.id, MONDAY)

    assert tick(TEN) == 1

    [occurrence] = occurrences()
    assert (occurrence.kind, occurrence.due_at, occurrence.reason) == ("planned", TEN, None)
    assert occurrence.expires_at == TEN + timedelta(minutes=15)
    assert occurrence.routine == "desk_minute"
    assert [(d.device_id, d.state, d.occurrence_id) for d in deliveries()] == [
        (first.id, "waiting", occurrence.id),
        (second.id, "waiting", occurrence.id),
    ]
    assert find_plan(mina.id).next_due_at == ELEVEN


def test_nothing_is_due_a_moment_early():
    mina, _ = reminded()

    assert tick(TEN - timedelta(microseconds=1)) == 0
    assert occurrences() == []
    assert find_plan(mina.id).next_due_at == TEN


def test_ticking_again_changes_nothing():
    reminded()
    tick(TEN)

    assert tick(TEN) == 0
    assert tick(TEN + timedelta(seconds=1)) == 0
    assert (len(occurrences()), len(deliveries())) == (1, 1)


def test_everybody_gets_their_own():
    mina, of_mina = reminded()
    jun, of_jun = reminded(time_zone="Asia/Seoul")

    tick(TEN)

    assert {(d.person_id, d.device_id) for d in deliveries()} == {(mina.id, of_mina.id)}
    tick(at("2026-11-24 10:00", "Asia/Seoul"))
    assert (jun.id, of_jun.id) in {(d.person_id, d.device_id) for d in deliveries()}


def test_the_routine_of_that_time_of_day_is_the_one_that_is_due():
    reminded(routine_by_time=((600, "wind_down_breathing"),))

    tick(TEN)

    assert [occurrence.routine for occurrence in occurrences()] == ["wind_down_breathing"]


def test_every_tick_is_a_sign_of_life_even_when_nothing_is_due():
    tick(MONDAY)
    tick(TEN)

    assert find_heartbeat(TICK) == TEN


def test_after_an_outage_the_late_one_is_not_sent_and_the_plan_jumps_into_the_future_at_once():
    mina, _ = reminded()

    tick(at("2026-11-23 16:20", "Europe/Berlin"))

    [occurrence] = occurrences()
    assert (occurrence.due_at, occurrence.reason) == (TEN, "late")
    assert deliveries() == []
    assert find_plan(mina.id).next_due_at == at("2026-11-23 16:30", "Europe/Berlin")


def test_after_an_outage_what_is_still_useful_is_sent():
    mina, _ = reminded()
    now = ELEVEN + timedelta(minutes=5)

    tick(now)
    tick(now + timedelta(seconds=1))

    assert [(o.due_at, o.reason) for o in occurrences()] == [(TEN, "late"), (ELEVEN, None)]
    assert find_plan(mina.id).next_due_at == at("2026-11-23 12:00", "Europe/Berlin")


@pytest.mark.parametrize(("late", "reason"), [(899, None), (900, "late")])
def test_a_quarter_of_an_hour_is_how_long_a_reminder_is_useful(late, reason):
    reminded()

    tick(TEN + timedelta(seconds=late))

    assert reasons() == [reason]


def test_whoever_should_get_help_first_is_not_reminded():
    mina, _ = reminded()
    checked(mina, "stop_all")

    tick(TEN)

    assert (reasons(), deliveries()) == (["stopped_for_safety"], [])


def test_a_paused_plan_is_silent_until_the_date_it_is_paused_until():
    reminded(paused_until=date(2026, 11, 24))

    tick(TEN)
    tick(TEN + timedelta(days=1))
    tick(TEN + timedelta(days=1))

    assert [(o.due_at, o.reason) for o in occurrences() if o.reason != "outage"] == [
        (TEN, "paused"),
        (TEN + timedelta(days=1), None),
    ]


def practised(person, ended: datetime) -> None:
    session = a_session(started_at=ended - timedelta(seconds=100), finished_at=ended)
    record(person, session, ended)


def test_after_a_session_it_is_quiet_for_as_long_as_was_asked():
    mina, _ = reminded(quiet_after_session_minutes=30)
    practised(mina, TEN - timedelta(minutes=20))

    tick(TEN)
    tick(ELEVEN)

    assert reasons() == ["quiet", None]


def test_no_more_come_in_a_day_than_was_asked():
    reminded(max_per_day=1)

    tick(TEN)
    tick(ELEVEN)
    first_of_tuesday = TEN + timedelta(days=1)
    for hour in range(10):
        tick(ELEVEN + timedelta(hours=hour))
    tick(first_of_tuesday)

    sent = [o.due_at for o in occurrences() if o.reason is None]
    assert sent == [TEN, first_of_tuesday]
    assert "max_per_day" in reasons()


def test_without_a_device_it_is_written_down_that_nothing_could_ring():
    with_plan(guest())

    tick(TEN)

    assert (reasons(), deliveries()) == (["no_device"], [])


def test_a_plan_switched_off_is_never_due_again():
    mina, _ = reminded()
    save_plan(mina, PlanWish(False, office_plan()), MONDAY)

    assert tick(TEN) == 0
    assert occurrences() == []


def test_a_plan_that_cannot_be_read_any_more_does_not_stop_the_others():
    """As when a time zone or a holiday calendar is gone after an update."""
    broken, _ = reminded()
    mina, _ = reminded()
    with transaction():
        db.session.scalars(
            select(StoredPlanVersion).where(StoredPlanVersion.plan_id == find_plan(broken.id).id)
        ).one().time_zone = "Europe/Nowhere"

    tick(TEN)
    tick(ELEVEN)

    of_mina = [o.due_at for o in occurrences() if o.person_id == mina.id and o.reason is None]
    assert of_mina == [TEN, ELEVEN]
    assert find_plan(broken.id).next_due_at > ELEVEN


def test_more_plans_than_a_batch_are_all_claimed_in_one_tick(monkeypatch):
    monkeypatch.setattr("webapp.actions.reminders.BATCH", 2)
    for _ in range(5):
        reminded()

    assert tick(TEN) == 5
    assert reasons() == [None] * 5
