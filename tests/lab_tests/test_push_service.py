"""The push service is as strict as the real ones, and a fake browser reads what it passes on."""

from collections.abc import Iterator

import pytest

from tests.lab.autopush import AutopushService
from tests.lab.push_store import State
from tests.lab.sender import LabSender


@pytest.fixture
def service() -> Iterator[AutopushService]:
    with AutopushService() as service:
        yield service


@pytest.fixture
def sender(service: AutopushService) -> LabSender:
    return LabSender(service.local_origin)


def test_a_fake_browser_decrypts_the_exact_text(
    service: AutopushService, sender: LabSender
) -> None:
    fake = service.fake_browser(sender.public_key)

    status = sender.send(fake.subscription, "Dehnen é ✓ 日本", Urgency="high", Topic="plan-1")

    assert status == 201
    [received] = fake.inbox
    assert received.text == "Dehnen é ✓ 日本"
    assert (received.ttl, received.urgency, received.topic) == (60, "high", "plan-1")


def test_a_message_without_a_body_arrives_without_text(
    service: AutopushService, sender: LabSender
) -> None:
    fake = service.fake_browser(sender.public_key)

    sender.send(fake.subscription, None)

    assert [received.text for received in fake.inbox] == [None]


def test_a_message_for_other_keys_is_acknowledged_as_unreadable(
    service: AutopushService, sender: LabSender
) -> None:
    fake, other = service.fake_browser(sender.public_key), service.fake_browser(sender.public_key)
    mixed = {**fake.subscription, "keys": other.subscription["keys"]}

    sender.send(mixed, "not for you")

    assert fake.inbox == []
    assert service.messages[-1].ack == 101


def test_a_strange_key_is_refused(service: AutopushService, sender: LabSender) -> None:
    fake = service.fake_browser(sender.public_key)

    status = LabSender(service.local_origin).send(fake.subscription, "hello")

    assert status == 403
    assert "not the key that subscribed" in service.messages[-1].why


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"TTL": "soon"}, 400),
        ({"Topic": "has spaces"}, 400),
        ({"Topic": "x" * 33}, 400),
        ({"Urgency": "extreme"}, 400),
        ({"Authorization": ""}, 401),
        ({"Authorization": "vapid t=a.b.c, k=AAAA"}, 403),
        ({"Authorization": "Bearer abc"}, 403),
    ],
)
def test_a_wrong_header_is_refused(
    service: AutopushService, sender: LabSender, headers: dict[str, str], status: int
) -> None:
    fake = service.fake_browser(sender.public_key)

    assert sender.send(fake.subscription, "hello", **headers) == status
    assert fake.inbox == []


def test_a_body_above_the_limit_is_refused(service: AutopushService, sender: LabSender) -> None:
    fake = service.fake_browser(sender.public_key)

    assert sender.send(fake.subscription, "x" * 3993) == 201
    assert sender.send(fake.subscription, "x" * 4097) == 413


def test_an_unknown_and_a_dropped_subscription_differ(
    service: AutopushService, sender: LabSender
) -> None:
    fake = service.fake_browser(sender.public_key)
    unknown = {**fake.subscription, "endpoint": service.endpoint("nobody")}

    service.drop_subscription(fake.endpoint)

    assert sender.send(unknown, "hello") == 404
    assert sender.send(fake.subscription, "hello") == 410


def test_it_fails_as_often_as_told(service: AutopushService, sender: LabSender) -> None:
    fake = service.fake_browser(sender.public_key)
    service.fail_next(429, times=2, retry_after=3)

    statuses = [sender.send(fake.subscription, "hello") for _ in range(3)]

    assert statuses == [429, 429, 201]


def test_the_newest_message_of_a_topic_waits_for_a_browser_that_is_away(
    service: AutopushService, sender: LabSender
) -> None:
    fake = service.fake_browser(sender.public_key)
    fake.leave()

    for text, headers in (
        ("old", {"Topic": "plan"}),
        ("new", {"Topic": "plan"}),
        ("now or never", {"TTL": "0"}),
        ("short", {"TTL": "30"}),
    ):
        sender.send(fake.subscription, text, **headers)
    service.advance(45)
    fake.come_back()
    service.flush(fake.browser_id)

    assert [received.text for received in fake.inbox] == ["new"]
    states = [message.state for message in service.messages]
    assert states == [State.REPLACED, State.ACKED, State.DROPPED, State.EXPIRED]


def test_what_is_held_comes_when_released(service: AutopushService, sender: LabSender) -> None:
    fake = service.fake_browser(sender.public_key)
    service.hold()
    sender.send(fake.subscription, "later")
    assert fake.inbox == []

    service.release()

    assert [received.text for received in fake.inbox] == ["later"]
