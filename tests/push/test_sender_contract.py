"""One promise, held by the sender that talks to push services and by the one that keeps a list."""

from typing import Protocol

import pytest

from tests.push.conftest import NOW, MakeSender, parcel_to, subscribed
from tests.push.fake_push import FakePush
from webapp.push.message import Message, topic_of
from webapp.push.outbox import Outbox
from webapp.push.outcome import Outcome, answered
from webapp.push.sender import Parcel, Sender
from webapp.push.subscription import Subscription
from webapp.push.vapid import VapidKey


class World(Protocol):
    """A sender, and the browsers at its other end."""

    sender: Sender

    def browser(self) -> Subscription: ...

    def will_answer(self, browser: Subscription, status: int, retry_after: str | None) -> None: ...

    def read_by(self, browser: Subscription) -> list[tuple[bytes, int, str, str | None]]: ...


class Posting:
    """Messages go over loopback to a push service."""

    def __init__(self, service: FakePush, key: VapidKey, make_sender: MakeSender) -> None:
        self.sender: Sender = make_sender(service.host)
        self._service, self._key = service, key

    def browser(self) -> Subscription:
        return subscribed(self._service, self._key)

    def will_answer(self, browser: Subscription, status: int, retry_after: str | None) -> None:
        headers = {"Retry-After": retry_after} if retry_after else {}
        self._service.script(browser.endpoint, status, headers=headers)

    def read_by(self, browser: Subscription) -> list[tuple[bytes, int, str, str | None]]:
        return [
            (a.payload, int(a.headers["TTL"]), a.headers["Urgency"], a.headers.get("Topic"))
            for a in self._service.arrivals(browser.endpoint)
        ]


class Keeping:
    """Messages go into a list."""

    def __init__(self, service: FakePush, key: VapidKey) -> None:
        self._outbox = Outbox()
        self.sender: Sender = self._outbox
        self._service, self._key = service, key

    def browser(self) -> Subscription:
        return subscribed(self._service, self._key)

    def will_answer(self, browser: Subscription, status: int, retry_after: str | None) -> None:
        self._outbox.script(browser.endpoint, answered(status, retry_after, NOW))

    def read_by(self, browser: Subscription) -> list[tuple[bytes, int, str, str | None]]:
        return [
            (m.payload, m.ttl, m.urgency, m.topic)
            for m in self._outbox.messages_to(browser.endpoint)
        ]


@pytest.fixture(params=["posting", "keeping"])
def world(
    request: pytest.FixtureRequest, service: FakePush, key: VapidKey, make_sender: MakeSender
) -> World:
    if request.param == "posting":
        return Posting(service, key, make_sender)
    return Keeping(service, key)


def test_an_accepted_message_is_read_by_its_browser_as_it_was_given(world: World) -> None:
    browser, other = world.browser(), world.browser()
    topic = topic_of("plan 3")
    message = Message("90 seconds – now".encode(), ttl=840, urgency="normal", topic=topic)

    results = world.sender.send([Parcel(browser, message)], NOW)

    assert [(r.outcome, r.status) for r in results] == [(Outcome.ACCEPTED, 201)]
    assert world.read_by(browser) == [("90 seconds – now".encode(), 840, "normal", topic)]
    assert world.read_by(other) == []


def test_a_message_without_a_topic_replaces_no_other(world: World) -> None:
    browser = world.browser()

    world.sender.send([Parcel(browser, Message(b"x", ttl=60))], NOW)

    assert world.read_by(browser) == [(b"x", 60, "high", None)]


def test_nothing_to_send_is_no_result(world: World) -> None:
    assert world.sender.send([], NOW) == []


def test_results_stand_in_the_order_of_the_batch(world: World) -> None:
    browsers = [world.browser() for _ in range(12)]
    for browser in browsers[::3]:
        world.will_answer(browser, 410, None)

    results = world.sender.send([parcel_to(browser) for browser in browsers], NOW)

    expected = [Outcome.GONE if i % 3 == 0 else Outcome.ACCEPTED for i in range(12)]
    assert [result.outcome for result in results] == expected


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (410, Outcome.GONE),
        (404, Outcome.GONE),
        (429, Outcome.LATER),
        (503, Outcome.LATER),
        (400, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (413, Outcome.REFUSED),
    ],
)
def test_what_the_service_answers_is_the_outcome(
    world: World, status: int, outcome: Outcome
) -> None:
    browser = world.browser()
    world.will_answer(browser, status, None)

    [result] = world.sender.send([parcel_to(browser)], NOW)

    assert (result.outcome, result.status) == (outcome, status)
    assert world.read_by(browser) == []


def test_a_busy_service_says_when_to_come_back(world: World) -> None:
    browser = world.browser()
    world.will_answer(browser, 429, "120")
    world.will_answer(browser, 503, "Mon, 23 Nov 2026 10:00:45 GMT")

    first = world.sender.send([parcel_to(browser)], NOW)
    second = world.sender.send([parcel_to(browser)], NOW)
    third = world.sender.send([parcel_to(browser)], NOW)

    assert [r.retry_after_seconds for r in first + second + third] == [120, 45, None]
    assert third[0].outcome is Outcome.ACCEPTED


def test_a_closed_sender_closes_again_and_sends_nothing_more(world: World) -> None:
    browser = world.browser()
    world.sender.send([parcel_to(browser)], NOW)
    world.sender.close()
    world.sender.close()

    with pytest.raises(RuntimeError, match="closed"):
        world.sender.send([parcel_to(browser)], NOW)

    assert len(world.read_by(browser)) == 1
