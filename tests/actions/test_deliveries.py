"""Sending: deliveries are leased, sent, and settled by what became of each."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.actions.lives import MONDAY, TEN, checked, guest, office_of, phone, reminded, with_plan
from webapp.actions import devices
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.fates import FIRST_RETRY_SECONDS
from webapp.actions.leased import Leased
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.push.outbox import Outbox
from webapp.push.outcome import Outcome, Result
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.leases import LEASE
from webapp.storage.occurrences import Occurrence

LATER = Result(Outcome.LATER, 503)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(any_app):
    return office_of(any_app)


@pytest.fixture
def outbox() -> Outbox:
    return Outbox()


def send(office, outbox, now) -> list[Leased]:
    """What the sending loop does once."""
    batch = take_waiting(office, now)
    settle(batch, outbox.send([leased.parcel for leased in batch], now), now)
    return batch


def only_delivery() -> Delivery:
    return db.session.scalars(select(Delivery).order_by(Delivery.id)).one()


def states() -> dict[int, str]:
    return dict(db.session.execute(select(Delivery.device_id, Delivery.state)).all())


def test_what_waits_is_sent_and_its_acceptance_is_written_down(office, outbox):
    _, device = reminded()
    tick(TEN)

    send(office, outbox, TEN)

    assert len(outbox.messages_to(device.endpoint)) == 1
    delivery = only_delivery()
    assert (delivery.state, delivery.status_code, delivery.attempts) == ("accepted", 201, 1)
    assert (delivery.settled_at, delivery.lease_until) == (TEN, None)
    assert (delivery.reason, delivery.recovered) == (None, 0)


def test_what_was_sent_is_not_sent_again(office, outbox):
    reminded()
    tick(TEN)
    send(office, outbox, TEN)

    assert send(office, outbox, TEN + LEASE * 2) == []


def test_a_message_lives_on_at_the_push_service_only_while_it_is_useful(office):
    reminded()
    tick(TEN)

    [leased] = take_waiting(office, TEN + timedelta(seconds=100))

    assert leased.parcel.message.ttl == 800
    assert leased.parcel.message.urgency == "high"


def test_one_person_s_messages_replace_each_other_at_the_push_service(office, outbox):
    reminded()
    reminded()
    for instant in (TEN, TEN + timedelta(hours=1)):
        tick(instant)
        send(office, outbox, instant)

    topics = [parcel.message.topic for parcel in outbox.sent]

    assert len(topics) == 4
    assert sorted(topics.count(topic) for topic in set(topics)) == [2, 2]


def test_a_device_that_is_gone_is_forgotten_and_nothing_more_is_sent_to_it(office, outbox):
    mina, device = reminded()
    endpoint = device.endpoint
    outbox.script(endpoint, Result(Outcome.GONE, 410))
    tick(TEN)
    test = devices.send_test(mina.id, device.id, TEN + timedelta(seconds=30))

    send(office, outbox, TEN)

    found = db.session.get(Device, device.id)
    assert (found.gone_at, found.endpoint, found.p256dh) == (TEN, None, None)
    assert (found.p256dh, found.auth, found.hidden) == (None, None, False)
    assert {d.id: d.state for d in db.session.scalars(select(Delivery))} == {
        test.id: "cancelled",
        only_of_an_occurrence().id: "gone",
    }
    assert outbox.sent == []


def only_of_an_occurrence() -> Delivery:
    return db.session.scalars(select(Delivery).where(Delivery.occurrence_id.is_not(None))).one()


def test_when_one_device_is_gone_the_other_still_rings(office, outbox):
    mina, gone = reminded()
    other = phone(mina, name="other")
    outbox.script(gone.endpoint, Result(Outcome.GONE, 404))
    tick(TEN)

    send(office, outbox, TEN)

    assert states() == {gone.id: "gone", other.id: "accepted"}
    assert len(outbox.messages_to(other.endpoint)) == 1


def test_what_cannot_be_taken_now_is_tried_again_after_a_growing_while(office, outbox):
    _, device = reminded()
    outbox.script(device.endpoint, LATER, LATER)
    tick(TEN)

    waits = []
    now = TEN
    for _ in range(2):
        send(office, outbox, now)
        again = only_delivery().next_attempt_at
        assert send(office, outbox, again - timedelta(milliseconds=1)) == []
        waits.append((again - now).total_seconds())
        now = again
    send(office, outbox, now)

    assert waits[0] == pytest.approx(FIRST_RETRY_SECONDS, rel=0.2)
    assert waits[1] == pytest.approx(3 * FIRST_RETRY_SECONDS, rel=0.2)
    assert (only_delivery().state, only_delivery().attempts) == ("accepted", 3)


def test_a_push_service_that_says_when_to_come_back_is_obeyed(office, outbox):
    _, device = reminded()
    outbox.script(device.endpoint, Result(Outcome.LATER, 429, retry_after_seconds=120))
    tick(TEN)

    send(office, outbox, TEN)

    assert only_delivery().next_attempt_at == TEN + timedelta(seconds=120)
    assert send(office, outbox, TEN + timedelta(seconds=119)) == []
    assert len(send(office, outbox, TEN + timedelta(seconds=120))) == 1


def test_what_would_be_tried_again_too_late_has_expired(office, outbox):
    _, device = reminded()
    outbox.script(device.endpoint, Result(Outcome.LATER, 429, retry_after_seconds=900))
    tick(TEN)

    send(office, outbox, TEN)

    assert (only_delivery().state, only_delivery().status_code) == ("expired", 429)
    assert only_delivery().reason == "busy"
    assert outbox.sent == []


def test_what_was_not_sent_in_time_is_never_sent(office, outbox):
    reminded()
    tick(TEN)

    assert send(office, outbox, TEN + timedelta(minutes=15)) == []
    assert (only_delivery().state, only_delivery().reason) == ("expired", "late")
    assert outbox.sent == []


def test_what_is_refused_is_our_fault_and_deletes_nothing(office, outbox):
    _, device = reminded()
    outbox.script(device.endpoint, Result(Outcome.REFUSED, 413))
    tick(TEN)

    send(office, outbox, TEN)

    assert (only_delivery().state, only_delivery().status_code) == ("refused", 413)
    assert db.session.get(Device, device.id).gone_at is None


def test_what_a_sender_took_is_not_taken_by_another(office):
    reminded()
    tick(TEN)
    take_waiting(office, TEN)

    assert take_waiting(office, TEN + LEASE - timedelta(seconds=1)) == []


def test_when_a_sender_died_its_lease_runs_out_and_another_sends(office, outbox):
    reminded()
    tick(TEN)
    take_waiting(office, TEN)

    assert len(send(office, outbox, TEN + LEASE)) == 1
    assert (only_delivery().state, only_delivery().attempts) == ("accepted", 2)
    assert only_delivery().recovered == 1


def test_what_a_sender_that_died_had_does_not_come_again_over_a_newer_one(office):
    mina, _ = reminded()
    tick(TEN)
    [older] = take_waiting(office, TEN)
    db.session.add(
        Occurrence(
            person_id=mina.id,
            kind="snoozed",
            routine="desk_minute",
            due_at=TEN + MINUTE,
            expires_at=TEN + 9 * MINUTE,
        )
    )
    db.session.commit()
    tick(TEN + MINUTE)

    taken = take_waiting(office, TEN + 2 * MINUTE)

    assert older.delivery_id not in {leased.delivery_id for leased in taken}
    found = db.session.get(Delivery, older.delivery_id)
    assert (found.state, found.reason) == ("expired", "overtaken")


def test_opened_on_one_device_what_was_not_yet_sent_to_the_other_is_cancelled(office, outbox):
    mina, first = reminded()
    second = phone(mina, name="second")
    outbox.script(second.endpoint, LATER)
    tick(TEN)
    send(office, outbox, TEN)
    occurrence = db.session.scalars(select(Occurrence)).one()
    opened = TEN + timedelta(seconds=2)

    record_receipt(GoToken(occurrence.id, None), Word(ReceiptKind.OPENED, opened), opened)

    assert send(office, outbox, TEN + timedelta(minutes=1)) == []
    assert states() == {first.id: "accepted", second.id: "cancelled"}


def test_an_answer_that_comes_after_it_was_opened_elsewhere_changes_nothing(office):
    reminded()
    tick(TEN)
    batch = take_waiting(office, TEN)
    occurrence = db.session.scalars(select(Occurrence)).one()
    record_receipt(GoToken(occurrence.id, None), Word(ReceiptKind.OPENED, TEN), TEN)

    settle(batch, [LATER], TEN + timedelta(seconds=1))

    assert only_delivery().state == "cancelled"


def test_a_reminder_of_a_routine_that_is_no_more_is_sent_in_neutral_words_and_stops_nobody(
    office, outbox
):
    mina, _ = reminded()
    _jun, _ = reminded()
    checked(mina)
    tick(TEN)
    with transaction():
        db.session.scalars(
            select(Occurrence).where(Occurrence.person_id == mina.id)
        ).one().routine = "withdrawn"

    send(office, outbox, TEN)

    assert set(states().values()) == {"accepted"}
    assert any(b"Time for a break" in parcel.message.payload for parcel in outbox.sent)


def test_a_check_that_says_stop_takes_back_what_was_not_yet_sent(office, outbox):
    mina, _ = reminded()
    tick(TEN)

    checked(mina, "stop_all", now=TEN)

    assert send(office, outbox, TEN) == []
    assert only_delivery().state == "cancelled"


def test_a_test_message_is_sent_without_a_plan(office, outbox):
    person = guest()
    device = phone(person)

    devices.send_test(person.id, device.id, MONDAY)
    send(office, outbox, MONDAY)

    [message] = outbox.messages_to(device.endpoint)
    assert b'"kind":"test"' in message.payload
    assert message.ttl == 120


def test_no_message_is_made_for_a_device_without_an_address(office, outbox):
    person = guest()
    device = phone(person)
    with_plan(person)
    tick(TEN)

    devices.remove(person.id, device.id, TEN)

    assert send(office, outbox, TEN) == []
    assert only_delivery().state == "cancelled"
