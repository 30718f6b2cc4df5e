"""Endpoints, keys, tokens and what a service answers stay out of logs and results."""

import logging

import pytest

from tests.push.conftest import NOW, MakeSender, parcel_to, subscribed
from tests.push.fake_push import BODY, RESET, SLOW, FakePush
from webapp.push import base64url
from webapp.push.message import Action, Message, Notification
from webapp.push.network import Network
from webapp.push.outcome import Result
from webapp.push.subscription import Subscription
from webapp.push.vapid import VapidKey


def secrets_of(browser: Subscription, key: VapidKey, service: FakePush) -> list[str]:
    signatures = [attempt.headers["Authorization"] for attempt in service.attempts]
    return [
        BODY,
        browser.endpoint.rpartition("/")[2],
        base64url.encoded(browser.auth),
        base64url.encoded(browser.p256dh),
        repr(browser.auth),
        key.as_text,
        "vapid t=",
        *signatures,
        "Unregistered",
        "roll your shoulders",
    ]


@pytest.mark.parametrize("step", [201, 204, 307, 400, 403, 410, 413, 429, 503, RESET, SLOW])
def test_no_secret_is_logged_or_kept_however_a_message_fares(
    service: FakePush,
    key: VapidKey,
    make_sender: MakeSender,
    caplog: pytest.LogCaptureFixture,
    step: int | str,
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = subscribed(service, key)
    broken = Subscription(browser.endpoint, b"\x04" + b"\x01" * 64, browser.auth)
    service.script(browser.endpoint, step, headers={"Location": browser.endpoint})
    sender = make_sender(service.host, network=Network(timeout_seconds=0.3))

    results = sender.send([parcel_to(browser), parcel_to(broken)], NOW)
    sender.close()

    told = "\n".join([*(written(record) for record in caplog.records), *map(repr, results)])
    assert len(results) == 2
    for secret in secrets_of(browser, key, service):
        assert secret not in told


def test_a_refusal_is_logged_with_its_host_and_reason(
    service: FakePush, key: VapidKey, make_sender: MakeSender, caplog: pytest.LogCaptureFixture
) -> None:
    browser = subscribed(service, key)
    service.script(browser.endpoint, 403)

    make_sender(service.host).send([parcel_to(browser)], NOW)

    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == [
        f"{service.origin} refused a message: HTTP 403"
    ]


def test_an_endpoint_that_is_no_longer_allowed_is_not_named(
    service: FakePush, key: VapidKey, make_sender: MakeSender, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = subscribed(service, key)

    [result] = make_sender().send([parcel_to(browser)], NOW)

    assert result == Result(result.outcome, detail="endpoint must be https on port 443")
    assert service.attempts == []
    assert not any(browser.endpoint in written(record) for record in caplog.records)


def test_no_repr_shows_a_secret(key: VapidKey) -> None:
    address = "https://care.example.com/go/7-12.signed"
    action = Action("skip", "Skip", address)
    notification = Notification("Title", "Body", address, "plan-3", "7-12.signed", "en", (action,))
    shown = repr((notification, Message(b"private words", 60), key, Network(proxy="http://u:pw@p")))

    for secret in ("7-12.signed", "private words", key.as_text, "u:pw"):
        assert secret not in shown


def written(record: logging.LogRecord) -> str:
    return logging.Formatter("%(name)s %(message)s").format(record)
