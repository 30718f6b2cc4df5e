"""From the tick to the browser: a due plan is received, decrypted, as exactly what was meant."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from jobs.scheduler import tick_once
from jobs.sending import SendingLoop, make_sender
from tests.actions.lives import MONDAY, SERVER_KEY, TEN, checked, guest, with_plan
from tests.conftest import settings_in
from tests.push.fake_push import FakePush
from webapp.actions.devices import Registration, register
from webapp.application import create_app
from webapp.parts import parts
from webapp.push.network import Network
from webapp.push.subscription import Subscription, parse_subscription
from webapp.push.vapid import VapidSigner
from webapp.push.web_push import WebPushSender
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device

PATIENCE_SECONDS = 10


@pytest.fixture
def service() -> Iterator[FakePush]:
    with FakePush(now=TEN) as fake:
        yield fake


@pytest.fixture
def app(settings, service) -> Iterator[Flask]:
    """An application that may send to the fake push service."""
    app = create_app(settings_in(settings.data_dir, PUSH_HOSTS=service.host))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def sending(app: Flask, set_clock: Callable[[datetime], None]) -> Iterator[SendingLoop]:
    """The sending loop of the scheduler, with the real sender."""
    set_clock(MONDAY)  # before it looks: set back under its eyes, what is due would be late
    loop = SendingLoop(app, make_sender(parts(app)))
    loop.start()
    yield loop
    loop.stop()


def subscribed(app: Flask, service: FakePush) -> str:
    """Let somebody with an hourly plan and a check that found nothing say yes in a browser."""
    body = service.subscribe(parts(app).vapid_key.public_text)
    with app.app_context():
        person = guest()
        found = parse_subscription(body, parts(app).policy)
        register(person.id, Registration(found, "Phone", SERVER_KEY), MONDAY)
        with_plan(person)
        checked(person)
    return str(body["endpoint"])


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def states(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Delivery.state)))


def test_a_due_plan_is_received_as_exactly_what_was_meant(app, service, sending, set_clock):
    endpoint = subscribed(app, service)
    set_clock(TEN)

    tick_once(app, sending)
    wait_until(lambda: states(app) == ["accepted"])

    [arrival] = service.arrivals(endpoint)
    shown = json.loads(arrival.payload)
    token = shown["notification"]["data"]["token"]
    address = f"http://localhost:8000/go/{token}"
    assert shown == {
        "web_push": 8030,
        "mutable": True,
        "notification": {
            "title": "Desk minute",
            "body": "2 minutes. Tap, then press Start.",
            "lang": "en",
            "dir": "ltr",
            "tag": "break",
            "navigate": address,
            "silent": False,
            "mutable": True,
            "data": {"token": token, "kind": "reminder"},
            "actions": [
                {"action": "snooze", "title": "Snooze 10", "navigate": address},
                {"action": "skip", "title": "Skip", "navigate": address},
            ],
        },
    }
    assert parts(app).tokens.read(token).occurrence == 1
    assert arrival.headers["Urgency"] == "high"
    assert 0 < int(arrival.headers["TTL"]) <= 900
    assert len(arrival.headers["Topic"]) == 32
    assert arrival.headers["Content-Encoding"] == "aes128gcm"


def test_ticking_on_sends_nothing_twice(app, service, sending, set_clock):
    endpoint = subscribed(app, service)
    set_clock(TEN)

    for _ in range(3):
        tick_once(app, sending)
    wait_until(lambda: states(app) == ["accepted"])
    tick_once(app, sending)
    sending.stop()

    assert len(service.arrivals(endpoint)) == 1


def test_a_browser_that_is_gone_is_forgotten(app, service, sending, set_clock):
    endpoint = subscribed(app, service)
    service.script(endpoint, 410)
    set_clock(TEN)

    tick_once(app, sending)
    wait_until(lambda: states(app) == ["gone"])

    with app.app_context():
        [device] = db.session.scalars(select(Device))
        assert (device.gone_at, device.endpoint, device.auth) == (TEN, None, None)


def test_a_service_in_trouble_is_tried_again_and_the_message_arrives(
    app, service, sending, set_clock
):
    endpoint = subscribed(app, service)
    service.script(endpoint, 503)
    set_clock(TEN)
    tick_once(app, sending)
    wait_until(lambda: len(service.attempts) == 1)
    wait_until(lambda: is_let_go(app))

    set_clock(TEN.replace(second=30))
    tick_once(app, sending)
    wait_until(lambda: states(app) == ["accepted"])

    assert len(service.arrivals(endpoint)) == 1


def is_let_go(app: Flask) -> bool:
    with app.app_context():
        return db.session.scalars(select(Delivery.lease_until)).one() is None


def test_a_batch_that_breaks_does_not_end_sending(app, service, set_clock):
    class Breaking(WebPushSender):
        """The real sender, which breaks the first time."""

        broke = False

        def start(self, number, parcel, now):
            if not self.broke:
                self.broke = True
                raise OSError("no more memory")
            super().start(number, parcel, now)

    made = parts(app)
    signer = VapidSigner(made.vapid_key, made.settings.vapid_subject)
    sender = Breaking(signer, made.policy, Network())
    sending = SendingLoop(app, sender)
    sending.start()
    subscribed(app, service)
    set_clock(TEN)
    tick_once(app, sending)
    wait_until(lambda: sender.broke)

    set_clock(TEN.replace(minute=2))
    tick_once(app, sending)
    wait_until(lambda: states(app) == ["accepted"])
    sending.stop()


def test_what_can_be_done_before_an_instant_is(app, service, set_clock):
    prepared = threading.Event()

    class Telling(WebPushSender):
        """A sender that tells when it has prepared something."""

        def prepare(self, subscription: Subscription) -> None:
            super().prepare(subscription)
            prepared.set()

    endpoint = subscribed(app, service)
    set_clock(TEN - timedelta(seconds=10))
    signer = VapidSigner(parts(app).vapid_key, "mailto:ops@example.org")
    sending = SendingLoop(app, Telling(signer, parts(app).policy, Network()))
    sending.start()
    assert prepared.wait(PATIENCE_SECONDS)
    set_clock(TEN)

    tick_once(app, sending)
    wait_until(lambda: states(app) == ["accepted"])
    sending.stop()

    [arrival] = service.arrivals(endpoint)
    assert json.loads(arrival.payload)["notification"]["title"] == "Desk minute"
