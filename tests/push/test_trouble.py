"""What the real sender makes of trouble: broken, silent, redirecting, unusable."""

import time

import pytest

from tests.push.conftest import NOW, MakeSender, parcel_to, subscribed
from tests.push.fake_push import RESET, SLOW, FakePush
from webapp.push.network import Network
from webapp.push.outcome import Outcome, Result
from webapp.push.subscription import Subscription
from webapp.push.vapid import VapidKey

IMPATIENT = Network(timeout_seconds=0.3)


def test_a_service_that_knows_another_key_refuses_and_nobody_is_gone(
    service: FakePush, make_sender: MakeSender
) -> None:
    browser = subscribed(service, VapidKey.generate())

    [result] = make_sender(service.host).send([parcel_to(browser)], NOW)

    assert (result.outcome, result.status) == (Outcome.REFUSED, 403)


def test_a_broken_connection_is_tried_later(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    browser = subscribed(service, key)
    service.script(browser.endpoint, RESET)
    sender = make_sender(service.host)

    broken = sender.send([parcel_to(browser)], NOW)
    again = sender.send([parcel_to(browser)], NOW)

    assert broken == [Result(Outcome.LATER, detail="the connection broke")]
    assert again[0].outcome is Outcome.ACCEPTED


def test_a_service_that_is_not_there_is_tried_later(key: VapidKey, make_sender: MakeSender) -> None:
    with FakePush(now=NOW) as service:
        browser = subscribed(service, key)

    results = make_sender(service.host).send([parcel_to(browser)], NOW)

    assert results == [Result(Outcome.LATER, detail="no connection")]


def test_a_silent_service_is_given_up_and_holds_no_other_message_up(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    silent, other = subscribed(service, key), subscribed(service, key)
    service.script(silent.endpoint, SLOW)
    sender = make_sender(service.host, network=IMPATIENT)

    started = time.monotonic()
    results = sender.send([parcel_to(silent), parcel_to(other)], NOW)

    assert time.monotonic() - started < 3
    assert results[0] == Result(Outcome.LATER, detail="timed out")
    assert results[1].outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(
    service: FakePush, key: VapidKey, make_sender: MakeSender, status: int
) -> None:
    browser, victim = subscribed(service, key), subscribed(service, key)
    service.script(browser.endpoint, status, headers={"Location": victim.endpoint})

    [result] = make_sender(service.host).send([parcel_to(browser)], NOW)

    assert (result.outcome, result.status) == (Outcome.REFUSED, status)
    assert [attempt.endpoint for attempt in service.attempts] == [browser.endpoint]


def test_one_unusable_subscription_spoils_no_other(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    good = subscribed(service, key)
    off_the_curve = Subscription(good.endpoint, b"\x04" + b"\x01" * 64, good.auth)
    elsewhere = Subscription("https://evil.example/x", good.p256dh, good.auth)

    results = make_sender(service.host).send(
        [parcel_to(off_the_curve), parcel_to(elsewhere), parcel_to(good)], NOW
    )

    refused, accepted = Outcome.REFUSED, Outcome.ACCEPTED
    assert [result.outcome for result in results] == [refused, refused, accepted]
    assert len(service.attempts) == 1
