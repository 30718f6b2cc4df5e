"""The real sender, against a push service that holds to the rules of the real ones."""

import gc
import threading
import warnings
from datetime import timedelta

from tests.push.conftest import NOW, SUBJECT, MakeSender, parcel_to, subscribed
from tests.push.fake_push import FakePush
from webapp.push.endpoint import EndpointPolicy
from webapp.push.message import Message
from webapp.push.network import Network
from webapp.push.outcome import Outcome
from webapp.push.sender import Parcel
from webapp.push.subscription import Subscription
from webapp.push.transports import OpenTransport
from webapp.push.vapid import VapidKey, VapidSigner
from webapp.push.web_push import WebPushSender


def test_3993_bytes_arrive(service: FakePush, key: VapidKey, make_sender: MakeSender) -> None:
    browser = subscribed(service, key)

    [result] = make_sender(service.host).send([parcel_to(browser, b"x" * 3993)], NOW)

    assert result.outcome is Outcome.ACCEPTED
    assert service.attempts[0].body_bytes == 4096
    assert service.arrivals(browser.endpoint)[0].payload == b"x" * 3993


def test_the_headers_are_those_of_the_standard(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    browser = subscribed(service, key)
    parcel = parcel_to(browser)

    make_sender(service.host).send([parcel], NOW)

    headers = service.attempts[0].headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["TTL"] == "900"
    assert headers["Urgency"] == "high"
    assert headers["Topic"] == parcel.message.topic
    assert len(headers["Topic"]) == 32


def test_two_push_services_each_get_a_signature_that_they_accept(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    with FakePush(now=NOW) as second:
        browsers = [subscribed(service, key), subscribed(second, key), subscribed(service, key)]
        sender = make_sender(service.host, second.host)

        results = sender.send([parcel_to(browser) for browser in browsers], NOW)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED] * 3
    signatures = [attempt.headers["Authorization"] for attempt in service.attempts]
    assert signatures[0] == signatures[1] != second.attempts[0].headers["Authorization"]


def test_a_signature_is_renewed_before_a_service_refuses_it(
    key: VapidKey, make_sender: MakeSender
) -> None:
    later = NOW + timedelta(hours=13)
    with FakePush(now=later) as service:
        sender = make_sender(service.host)
        browser = subscribed(service, key)

        early = sender.send([parcel_to(browser)], NOW)
        renewed = sender.send([parcel_to(browser)], later)
        sender.close()

    assert (early[0].outcome, early[0].status) == (Outcome.REFUSED, 403)
    assert renewed[0].outcome is Outcome.ACCEPTED


def test_an_endpoint_is_posted_to_letter_for_letter(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    browser = subscribed(service, key)
    odd = Subscription(f"{service.origin}/w/a:b%2B%3d?x=%2f", browser.p256dh, browser.auth)

    sender = make_sender(service.host)

    results = [sender.send([parcel_to(one)], NOW)[0] for one in (odd, browser)]

    assert [result.outcome for result in results] == [Outcome.GONE, Outcome.ACCEPTED]
    paths = [attempt.raw_path for attempt in service.attempts]
    assert paths == ["/w/a:b%2B%3d?x=%2f", browser.endpoint.removeprefix(service.origin)]


def test_connections_are_kept_between_batches(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    browser = subscribed(service, key)
    sender = make_sender(service.host)

    for _ in range(5):
        sender.send([parcel_to(browser)], NOW)

    assert len({attempt.client_port for attempt in service.attempts}) == 1


def test_a_batch_is_sent_at_once_but_not_more_than_allowed(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    service.delay_seconds = 0.1
    browser = subscribed(service, key)
    sender = make_sender(service.host, network=Network(concurrency=10))

    results = sender.send([parcel_to(browser) for _ in range(40)], NOW)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED] * 40
    assert 5 <= service.most_at_once <= 10


def test_any_thread_may_send_and_another_may_close(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    browser = subscribed(service, key)
    sender = make_sender(service.host)
    outcomes: list[Outcome] = []

    def send() -> None:
        outcomes.extend(result.outcome for result in sender.send([parcel_to(browser)], NOW))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    sender.close()

    assert outcomes == [Outcome.ACCEPTED] * 4


def test_closing_leaves_nothing_open(
    service: FakePush, key: VapidKey, opening: OpenTransport
) -> None:
    policy = EndpointPolicy(frozenset({service.host}))
    sender = WebPushSender(VapidSigner(key, SUBJECT), policy, Network(), opening)
    unused = WebPushSender(VapidSigner(key, SUBJECT), policy, Network(), opening)
    sender.send([Parcel(subscribed(service, key), Message(b"x", ttl=60))], NOW)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sender.close()
        unused.close()
        del sender, unused
        gc.collect()

    assert [str(warning.message) for warning in caught] == []
