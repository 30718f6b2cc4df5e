"""Not nagging: done for today, fewer for whoever ignores them, nothing beyond the caps."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from tests.actions.lives import ELEVEN, MONDAY, TEN, checked, guest, reminded
from tests.conftest import at
from tests.domain.plan_examples import every_day
from tests.domain.session_examples import a_session
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.actions.silence import NothingToSilence, done_for_today, ring_as_planned
from webapp.actions.transaction import transaction
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence
from webapp.storage.plans import find_plan
from webapp.storage.receipts import Receipt

pytestmark = pytest.mark.usefixtures("any_app")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERY_HOUR = {"weekdays": every_day("09:00", "17:00"), "times": tuple(range(540, 1020, 60))}


def ledger() -> list[tuple[datetime, str | None]]:
    rows = db.session.scalars(select(Occurrence).order_by(Occurrence.due_at, Occurrence.kind))
    return [(row.due_at, row.reason) for row in rows]


def reasons_on(day: str) -> list[str | None]:
    start = at(day, "Europe/Berlin")
    return [reason for due_at, reason in ledger() if start <= due_at < start + DAY]


def last_occurrence() -> Occurrence:
    return db.session.scalars(select(Occurrence).order_by(Occurrence.due_at.desc())).first()


def arrive(state: str = "accepted") -> None:
    """What waits is taken by the push service, or ends otherwise."""
    with transaction():
        db.session.execute(update(Delivery).where(Delivery.state == "waiting").values(state=state))


def live_through(day: str, state: str = "accepted") -> None:
    """Tick through the hours of a day while nobody reacts."""
    for hour in range(9, 17):
        tick(at(f"{day} {hour:02}:00", "Europe/Berlin"))
        arrive(state)


def practise(person, started: datetime, routine: str = "desk_minute", number: int = 1) -> None:
    session = a_session(
        id=UUID(int=number),
        routine=routine,
        started_at=started,
        finished_at=started + timedelta(seconds=100),
    )
    record(person, session, started + timedelta(seconds=100))


def test_done_for_today_silences_the_rest_of_the_day_and_no_more():
    mina, _ = reminded(**EVERY_HOUR)
    until = done_for_today(mina, TEN + timedelta(minutes=5))

    live_through("2026-11-23")
    live_through("2026-11-24")

    assert until == at("2026-11-24 03:00", "Europe/Berlin")
    assert set(reasons_on("2026-11-23")) == {"done"}
    assert reasons_on("2026-11-24")[:3] == [None] * 3


def test_done_for_today_cancels_what_waits_and_what_was_snoozed():
    mina, _ = reminded()
    tick(TEN)
    occurrence = last_occurrence()
    record_receipt(GoToken(occurrence.id, None), Word(ReceiptKind.SNOOZED, TEN, 30), TEN)
    tick(ELEVEN - timedelta(minutes=30))
    tick(ELEVEN)

    done_for_today(mina, ELEVEN)
    record_receipt(GoToken(last_occurrence().id, None), Word(ReceiptKind.SNOOZED, ELEVEN), ELEVEN)
    tick(ELEVEN + timedelta(minutes=10))

    assert ledger()[-1] == (ELEVEN + timedelta(minutes=10), "done")
    assert set(db.session.scalars(select(Delivery.state))) == {"cancelled"}


def test_ringing_as_planned_takes_done_for_today_back():
    mina, _ = reminded()
    done_for_today(mina, MONDAY)

    ring_as_planned(mina, MONDAY)
    tick(TEN)

    assert ledger() == [(TEN, None)]


@pytest.mark.parametrize("wish", [done_for_today, ring_as_planned])
def test_without_a_plan_there_is_nothing_to_silence(wish):
    with pytest.raises(NothingToSilence):
        wish(guest(), MONDAY)


def test_whoever_ignores_five_in_a_row_hears_every_second_one_and_after_ten_one_a_day():
    mina, _ = reminded(MONDAY - HOUR, **EVERY_HOUR)

    for day in ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"):
        live_through(day)

    held = "back_off"
    assert reasons_on("2026-11-23") == [None] * 5 + [held, None, held]
    assert reasons_on("2026-11-24") == [None, held, None, held, None, held, None, held]
    assert reasons_on("2026-11-25") == [None] + [held] * 7
    assert reasons_on("2026-11-26") == [None] + [held] * 7
    assert find_plan(mina.id).unheeded == 12


@pytest.mark.parametrize("kind", ["opened", "snoozed", "skipped"])
def test_any_answer_brings_all_of_them_back(kind):
    reminded(**EVERY_HOUR)
    live_through("2026-11-23")
    now = at("2026-11-23 16:30", "Europe/Berlin")

    record_receipt(GoToken(last_occurrence().id, None), Word(ReceiptKind(kind), now), now)
    live_through("2026-11-24")

    assert reasons_on("2026-11-24")[:5] == [None] * 5


@pytest.mark.parametrize("kind", ["shown", "dismissed"])
def test_what_was_only_seen_or_wiped_away_is_no_answer(kind):
    reminded(**EVERY_HOUR)
    live_through("2026-11-23")
    now = at("2026-11-23 16:30", "Europe/Berlin")

    record_receipt(GoToken(last_occurrence().id, None), Word(ReceiptKind(kind), now), now)
    live_through("2026-11-24")

    assert "back_off" in reasons_on("2026-11-24")[:3]


def test_a_session_brings_all_of_them_back():
    mina, _ = reminded(**EVERY_HOUR)
    live_through("2026-11-23")

    practise(mina, at("2026-11-23 16:30", "Europe/Berlin"))
    live_through("2026-11-24")

    assert reasons_on("2026-11-24")[:5] == [None] * 5


def test_ringing_as_planned_brings_all_of_them_back():
    mina, _ = reminded(**EVERY_HOUR)
    live_through("2026-11-23")

    ring_as_planned(mina, at("2026-11-23 16:30", "Europe/Berlin"))
    live_through("2026-11-24")

    assert reasons_on("2026-11-24")[:5] == [None] * 5


@pytest.mark.parametrize("state", ["expired", "gone", "refused"])
def test_what_never_arrived_is_not_held_against_anybody(state):
    reminded(**EVERY_HOUR)

    live_through("2026-11-23", state)
    live_through("2026-11-24", state)

    assert set(reasons_on("2026-11-23") + reasons_on("2026-11-24")) == {None}


def test_what_is_kept_with_a_plan_can_be_counted_again_from_the_ledger():
    mina, _ = reminded(**EVERY_HOUR)
    live_through("2026-11-23")
    practise(mina, at("2026-11-23 16:30", "Europe/Berlin"))
    live_through("2026-11-24")

    plan = find_plan(mina.id)
    counted = db.session.scalar(
        select(func.count())
        .select_from(Occurrence)
        .where(Occurrence.reason.is_(None), Occurrence.due_at > plan.heeded_at)
    )
    assert plan.unheeded == counted
    assert plan.rung_at == max(due_at for due_at, reason in ledger() if reason is None)
    assert db.session.scalar(select(func.count()).select_from(Receipt)) == 0


def test_a_routine_beyond_its_cap_gives_way_to_its_fallback():
    mina, _ = reminded(routine="full_self_massage")
    checked(mina)
    practise(mina, TEN - HOUR, "full_self_massage")

    tick(TEN)
    tick(TEN + DAY)

    routines = db.session.scalars(select(Occurrence.routine).order_by(Occurrence.due_at)).all()
    assert (routines[0], routines[-1]) == ("loosen_up_5", "full_self_massage")


def test_a_snooze_of_a_routine_done_meanwhile_gives_way_too():
    mina, _ = reminded(routine="full_self_massage")
    checked(mina)
    tick(TEN)
    token = GoToken(last_occurrence().id, None)
    record_receipt(token, Word(ReceiptKind.SNOOZED, TEN, 30), TEN)
    practise(mina, TEN + timedelta(minutes=10), "full_self_massage")

    tick(TEN + timedelta(minutes=30))

    assert (last_occurrence().kind, last_occurrence().routine) == ("snoozed", "loosen_up_5")


def test_a_routine_the_check_has_closed_stays_the_one_that_was_asked_for():
    """What is offered instead is worked out when the words are written: the check may change."""
    mina, _ = reminded(routine="full_self_massage")
    practise(mina, TEN - HOUR, "full_self_massage")

    tick(TEN)

    assert last_occurrence().routine == "full_self_massage"
