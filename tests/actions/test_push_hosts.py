"""Push services that are paused: deliveries wait, one tries, nothing is deleted."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.actions.at_once import at_once
from tests.actions.lives import SERVER_KEY, TEN, guest, office_of
from tests.push.test_encoder import new_browser
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.devices import Registration, register, send_test
from webapp.actions.push_hosts import NoSuchHost, resume, resume_after_new_key
from webapp.actions.transaction import transaction
from webapp.domain.push_hosts import PROBE_AGAIN_AFTER
from webapp.push.outbox import Outbox
from webapp.push.outcome import Outcome, Result
from webapp.push.subscription import Subscription
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.leases import LEASE
from webapp.storage.push_hosts import PushHost, all_hosts

GOOGLE, MOZILLA = "fcm.googleapis.com", "updates.push.services.mozilla.com"
REFUSED = Result(Outcome.REFUSED, 403)
FAILED = Result(Outcome.LATER, 503)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(any_app):
    return office_of(any_app)


@pytest.fixture
def outbox() -> Outbox:
    return Outbox()


def called(host: str = GOOGLE) -> str:
    """Somebody for whom a message waits, useful for two minutes; the endpoint."""
    person = guest(TEN)
    _, made = new_browser()
    endpoint = f"https://{host}/w/{person.id}"
    found = Subscription(endpoint, made.p256dh, made.auth)
    device, _ = register(person.id, Registration(found, "Phone", SERVER_KEY), TEN)
    send_test(person.id, device.id, TEN)
    return endpoint


def send(office, outbox, now, limit: int = 200) -> list[str]:
    """What a sender does once; the endpoints it sent to."""
    batch = take_waiting(office, now, limit)
    settle(batch, outbox.send([leased.parcel for leased in batch], now), now)
    return [leased.parcel.subscription.endpoint for leased in batch]


def states() -> list[tuple[str, str | None]]:
    rows = db.session.execute(select(Delivery.state, Delivery.reason).order_by(Delivery.id))
    return [(state, reason) for state, reason in rows]


def test_a_host_that_refuses_our_signature_is_paused_with_an_alarm_and_nothing_is_deleted(
    office, outbox, caplog
):
    for endpoint in (called(), called()):
        outbox.script(endpoint, REFUSED)

    send(office, outbox, TEN)
    later = called()

    assert send(office, outbox, TEN) == []
    assert states() == [("waiting", "refusing"), ("waiting", "refusing"), ("waiting", "refusing")]
    assert all(device.endpoint for device in db.session.scalars(select(Device)))
    [alarm] = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert alarm.startswith(f"{GOOGLE} refuses our messages")
    assert f"push resume {GOOGLE}" in alarm
    assert later not in caplog.text


def test_another_host_is_sent_to_meanwhile(office, outbox):
    outbox.script(called(), REFUSED)
    send(office, outbox, TEN)
    elsewhere, _here = called(MOZILLA), called()

    assert send(office, outbox, TEN) == [elsewhere]


def test_after_the_pause_one_message_tries_and_when_it_is_taken_all_the_others_go(office, outbox):
    for endpoint in [called() for _ in range(5)]:
        outbox.script(endpoint, REFUSED)
    send(office, outbox, TEN)
    over = TEN + MINUTE

    first = take_waiting(office, over)
    assert len(first) == 1
    assert take_waiting(office, over) == []
    settle(first, [Result(Outcome.ACCEPTED, 201)], over)

    assert len(take_waiting(office, over + PROBE_AGAIN_AFTER)) == 4


def test_when_the_one_that_tries_is_refused_the_pause_grows(office, outbox):
    for endpoint in (called(), called()):
        outbox.script(endpoint, REFUSED, REFUSED)
    send(office, outbox, TEN)

    assert len(send(office, outbox, TEN + MINUTE)) == 1

    [host] = all_hosts()
    assert host.paused_until == TEN + MINUTE + 2 * MINUTE


def test_when_the_sender_that_tries_dies_another_tries_later(office, outbox):
    for endpoint in (called(), called()):
        outbox.script(endpoint, REFUSED)
    with transaction():
        for delivery in db.session.scalars(select(Delivery)):
            delivery.expires_at = TEN + 5 * MINUTE
    send(office, outbox, TEN)
    tried_at = TEN + MINUTE
    assert len(take_waiting(office, tried_at)) == 1

    assert take_waiting(office, tried_at + 0.9 * LEASE) == []
    assert len(take_waiting(office, tried_at + LEASE + PROBE_AGAIN_AFTER)) == 1


def test_several_senders_send_one_message_that_tries(any_app, office, outbox):
    for endpoint in [called() for _ in range(8)]:
        outbox.script(endpoint, REFUSED)
    send(office, outbox, TEN)

    taken = at_once(any_app, *[lambda: take_waiting(office, TEN + MINUTE, 2)] * 4)

    assert sum(len(batch) for batch in taken) == 1


def test_what_waits_for_a_paused_host_expires_with_the_reason_when_its_time_is_over(office, outbox):
    for endpoint in (called(), called()):
        outbox.script(endpoint, REFUSED, REFUSED, REFUSED)
    send(office, outbox, TEN)
    send(office, outbox, TEN + MINUTE)

    assert send(office, outbox, TEN + 2 * MINUTE) == []
    assert states() == [("expired", "refusing")] * 2
    assert all(device.endpoint for device in db.session.scalars(select(Device)))


def test_whoever_runs_it_lets_a_host_on(office, outbox):
    endpoint = called()
    outbox.script(endpoint, REFUSED)
    send(office, outbox, TEN)

    waited = resume(GOOGLE, TEN)

    assert waited == 1
    assert send(office, outbox, TEN) == [endpoint]
    assert states() == [("accepted", None)]


def test_a_host_that_nobody_knows_is_not_let_on(office):
    with pytest.raises(NoSuchHost):
        resume("fcm.example.com", TEN)

    assert list(db.session.scalars(select(PushHost))) == []


def test_with_another_key_what_waits_is_tried_at_once(office, outbox):
    endpoint = called()
    outbox.script(endpoint, REFUSED)
    send(office, outbox, TEN)
    office = type(office)(office.catalogue, office.tokens, office.public_url, "another key")

    resume_after_new_key(office.key, TEN)

    assert send(office, outbox, TEN) == [endpoint]


def test_with_the_same_key_a_new_start_changes_nothing(office, outbox):
    outbox.script(called(), REFUSED)
    send(office, outbox, TEN)

    resume_after_new_key(office.key, TEN)

    assert send(office, outbox, TEN) == []


def test_a_host_that_says_when_to_come_back_gets_nothing_until_then(office, outbox):
    outbox.script(called(), Result(Outcome.LATER, 429, retry_after_seconds=45))
    send(office, outbox, TEN)
    second = called()

    assert send(office, outbox, TEN + timedelta(seconds=44)) == []
    assert states() == [("waiting", "busy"), ("waiting", "busy")]
    again = send(office, outbox, TEN + timedelta(seconds=45))
    assert len(again) == 1
    rest = send(office, outbox, TEN + timedelta(seconds=45) + PROBE_AGAIN_AFTER)
    assert second in again + rest


def test_a_host_in_trouble_is_let_alone_and_then_sent_to_again(office, outbox):
    endpoints = [called() for _ in range(6)]
    for endpoint in endpoints:
        outbox.script(endpoint, FAILED)
    send(office, outbox, TEN)
    assert send(office, outbox, TEN + timedelta(seconds=14)) == []

    sent: list[str] = []
    for second in range(15, 30):
        sent += send(office, outbox, TEN + timedelta(seconds=second))

    assert sorted(sent) == sorted(endpoints)
    assert states() == [("accepted", None)] * 6


def test_one_refused_message_of_a_host_that_takes_others_is_that_message_s_fault(office, outbox):
    called()
    send(office, outbox, TEN)
    outbox.script(called(), REFUSED)

    send(office, outbox, TEN)

    assert states() == [("accepted", None), ("refused", None)]
    assert send(office, outbox, TEN) == []
    assert all(device.endpoint for device in db.session.scalars(select(Device)))


def test_more_than_a_batch_that_waits_for_a_paused_host_holds_up_no_other(office, outbox):
    outbox.script(called(), REFUSED)
    send(office, outbox, TEN)
    for _ in range(7):
        called()
    elsewhere = called(MOZILLA)

    assert send(office, outbox, TEN, limit=3) == [elsewhere]
