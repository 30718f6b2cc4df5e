"""What a browser posts is either wholly usable or refused by the name of its field."""

import os

import pytest

from tests.push.conftest import subscribed
from tests.push.fake_push import FakePush
from webapp.push import base64url
from webapp.push.endpoint import EndpointPolicy
from webapp.push.subscription import SubscriptionProblem, parse_subscription
from webapp.push.vapid import VapidKey

POLICY = EndpointPolicy()
POINT = VapidKey.generate().public_text
AUTH = base64url.encoded(os.urandom(16))
ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"


def body_with(**changes: object) -> dict[str, object]:
    keys: dict[str, object] = {"p256dh": POINT, "auth": AUTH}
    keys.update({name: value for name, value in changes.items() if name in keys})
    body: dict[str, object] = {"endpoint": ENDPOINT, "expirationTime": None, "keys": keys}
    body.update({name: value for name, value in changes.items() if name not in keys})
    return body


def test_what_a_browser_gives_is_kept_decoded() -> None:
    subscription = parse_subscription(body_with(), POLICY)

    assert subscription.endpoint == ENDPOINT
    assert len(subscription.p256dh) == 65
    assert len(subscription.auth) == 16


def test_padded_keys_mean_the_same() -> None:
    padded = parse_subscription(body_with(p256dh=POINT + "=", auth=AUTH + "=="), POLICY)

    assert padded == parse_subscription(body_with(), POLICY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endpoint": None}, "endpoint"),
        ({"endpoint": "https://evil.example/x"}, "endpoint"),
        ({"keys": None}, "keys"),
        ({"keys": "p256dh"}, "keys"),
        ({"p256dh": None}, "keys.p256dh"),
        ({"p256dh": ""}, "keys.p256dh"),
        ({"p256dh": "!!!!"}, "keys.p256dh"),
        ({"p256dh": "A" * 86}, "keys.p256dh"),
        ({"p256dh": base64url.encoded(b"\x05" + base64url.decoded(POINT)[1:])}, "keys.p256dh"),
        ({"p256dh": base64url.encoded(b"\x04" + b"\x01" * 64)}, "keys.p256dh"),
        ({"p256dh": "A" * 100_000}, "keys.p256dh"),
        ({"auth": 5}, "keys.auth"),
        ({"auth": "AAAA"}, "keys.auth"),
        ({"auth": "A"}, "keys.auth"),
        ({"auth": base64url.encoded(b"x" * 17)}, "keys.auth"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(changes: dict[str, object], field: str) -> None:
    with pytest.raises(SubscriptionProblem) as refused:
        parse_subscription(body_with(**changes), POLICY)

    assert refused.value.field == field


def test_nothing_secret_stands_in_its_repr(service: FakePush, key: VapidKey) -> None:
    subscription = subscribed(service, key)

    assert repr(subscription) == "Subscription()"
