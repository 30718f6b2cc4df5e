"""Receipts: what a device says is kept once, and a snooze rings again later."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from tests.actions.at_once import at_once
from tests.actions.lives import TEN, office_of, reminded
from webapp.actions import people
from webapp.actions.deliveries import take_waiting
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence
from webapp.storage.receipts import Receipt

pytestmark = pytest.mark.usefixtures("any_app")
TAPPED = TEN + timedelta(seconds=30)


@pytest.fixture
def token(any_app) -> GoToken:
    """What Mina's phone got with the reminder of ten."""
    reminded(max_per_day=1, quiet_after_session_minutes=30)
    tick(TEN)
    take_waiting(office_of(any_app), TEN)
    delivery = db.session.scalars(select(Delivery)).one()
    return GoToken(delivery.occurrence_id, delivery.id)


def snoozed() -> Occurrence | None:
    return db.session.scalar(select(Occurrence).where(Occurrence.kind == "snoozed"))


@pytest.mark.parametrize("kind", ReceiptKind)
def test_the_same_word_twice_is_kept_once(token, kind):
    word = Word(kind, TAPPED)

    assert record_receipt(token, word, TAPPED) is True
    assert record_receipt(token, word, TAPPED + timedelta(seconds=5)) is False
    assert [r.at for r in db.session.scalars(select(Receipt))] == [TAPPED]


def test_the_same_word_said_twice_at_the_same_moment_is_kept_once(any_app, token):
    word = Word(ReceiptKind.SNOOZED, TAPPED)

    came = at_once(any_app, *[lambda: record_receipt(token, word, TAPPED)] * 4)

    assert sorted(came) == [False, False, False, True]


def test_a_word_that_waited_without_a_connection_keeps_its_true_instant(token):
    hours_later = TAPPED + timedelta(hours=3)

    record_receipt(token, Word(ReceiptKind.SHOWN, TAPPED, sent_at=hours_later), hours_later)

    assert db.session.scalar(select(Receipt.at)) == TAPPED


@pytest.mark.parametrize("wrong_by", [timedelta(days=-400), timedelta(days=1)], ids=str)
def test_nothing_is_said_to_have_happened_before_it_was_made_or_after_we_heard(token, wrong_by):
    record_receipt(token, Word(ReceiptKind.SHOWN, TAPPED + wrong_by), TAPPED)

    assert TEN <= db.session.scalar(select(Receipt.at)) <= TAPPED


@pytest.mark.parametrize(
    "token", [GoToken(999, None), GoToken(None, 999), GoToken(999, 999)], ids=str
)
def test_a_word_about_something_deleted_is_not_kept(token):
    with pytest.raises(LookupError):
        record_receipt(token, Word(ReceiptKind.SHOWN, TAPPED), TAPPED)
    assert db.session.scalars(select(Receipt)).all() == []


def test_a_snooze_is_a_new_occurrence_of_the_old_one_that_waits_for_its_time(token):
    record_receipt(token, Word(ReceiptKind.SNOOZED, TAPPED), TAPPED)

    new = snoozed()
    assert (new.of_id, new.due_at) == (token.occurrence, TAPPED + timedelta(minutes=10))
    assert (new.routine, new.claimed_at) == ("desk_minute", None)
    assert db.session.get(Delivery, token.delivery).state == "cancelled"


def test_a_snooze_rings_when_its_time_comes_whatever_the_daily_maximum(any_app, token):
    record_receipt(token, Word(ReceiptKind.SNOOZED, TAPPED, minutes=5), TAPPED)
    due_at = TAPPED + timedelta(minutes=5)

    assert tick(due_at - timedelta(seconds=1)) == 0
    assert tick(due_at) == 1

    new = snoozed()
    assert (new.reason, new.claimed_at) == (None, due_at)
    assert [
        d.occurrence_id for d in db.session.scalars(select(Delivery)) if d.state == "waiting"
    ] == [new.id]
    assert len(take_waiting(office_of(any_app), due_at)) == 1
    assert tick(due_at) == 0


def test_snoozed_on_two_devices_it_rings_once_at_the_later_wish(token):
    record_receipt(token, Word(ReceiptKind.SNOOZED, TAPPED), TAPPED)
    elsewhere = GoToken(token.occurrence, None)
    later = TAPPED + timedelta(minutes=3)

    record_receipt(elsewhere, Word(ReceiptKind.SNOOZED, later), later)
    record_receipt(elsewhere, Word(ReceiptKind.SNOOZED, TAPPED, minutes=1), later)

    assert snoozed().due_at == later + timedelta(minutes=10)
    assert len(db.session.scalars(select(Occurrence)).all()) == 2


def test_two_devices_that_snooze_at_the_same_moment_are_both_heard_and_it_rings_once(
    any_app, token
):
    other = GoToken(token.occurrence, None)
    words = [(token, Word(ReceiptKind.SNOOZED, TAPPED)), (other, Word(ReceiptKind.SNOOZED, TAPPED))]

    came = at_once(any_app, *[partial(record_receipt, of, word, TAPPED) for of, word in words] * 2)

    assert sorted(came) == [False, False, True, True]
    assert len(db.session.scalars(select(Occurrence)).all()) == 2


@pytest.mark.parametrize("kind", [ReceiptKind.SHOWN, ReceiptKind.SNOOZED])
def test_a_word_of_somebody_who_is_leaving_is_kept_or_refused_and_breaks_nothing(
    any_app, token, kind
):
    person_id = db.session.scalar(select(Occurrence.person_id))
    word = Word(kind, TAPPED)

    came = at_once(
        any_app, lambda: people.leave(person_id), lambda: record_receipt(token, word, TAPPED)
    )

    assert came[0] is None
    assert came[1] is True or isinstance(came[1], LookupError)


def test_a_snooze_that_arrives_after_its_time_is_late_and_not_sent(token):
    for minutes in range(0, 120, 5):
        tick(TAPPED + timedelta(minutes=minutes))
    record_receipt(token, Word(ReceiptKind.SNOOZED, TAPPED), TAPPED + timedelta(hours=2))

    tick(TAPPED + timedelta(hours=2))

    assert snoozed().reason == "late"
