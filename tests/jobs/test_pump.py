"""The pump: nothing waits for a slow service, and nothing that was done is forgotten."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from jobs.pump import STARTED_AT_ONCE, Pump
from jobs.scheduler import make_scheduler
from jobs.sending import SendingLoop, make_sender
from jobs.sources import Ledger
from tests.actions.lives import SERVER_KEY, TEN, guest, office_of
from tests.conftest import settings_in
from tests.push.fake_push import SLOW, FakePush
from webapp.actions.deliveries import take_waiting
from webapp.actions.devices import Registration, register, send_test
from webapp.application import create_app
from webapp.parts import parts
from webapp.push.outbox import Outbox
from webapp.push.subscription import parse_subscription
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery

LOCK = (
    "CREATE TRIGGER locked BEFORE UPDATE ON deliveries WHEN NEW.state = 'accepted' "
    "BEGIN SELECT RAISE(ABORT, 'not now'); END"
)


@pytest.fixture
def service():
    with FakePush(now=TEN) as fake:
        yield fake


@pytest.fixture
def app(settings, service):
    app = create_app(settings_in(settings.data_dir, PUSH_HOSTS=service.host))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def with_messages(app, service, count: int) -> list[str]:
    """Let so many people each have a message that waits; their endpoints."""
    endpoints = []
    for _ in range(count):
        body = service.subscribe(parts(app).vapid_key.public_text)
        person = guest(TEN)
        found = parse_subscription(body, parts(app).policy)
        device, _ = register(person.id, Registration(found, "Phone", SERVER_KEY), TEN)
        send_test(person.id, device.id, TEN)
        endpoints.append(found.endpoint)
    return endpoints


def states() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Delivery.state).order_by(Delivery.id)))


def pump_of(app, sender) -> Pump:
    return Pump(sender, Ledger(office_of(app)))


def test_a_silent_service_holds_up_no_other_message(settings, set_clock):
    set_clock(TEN)
    with FakePush(now=TEN) as service:
        app = create_app(settings_in(settings.data_dir, PUSH_HOSTS=service.host))
        with app.app_context():
            service.script(with_messages(app, service, 5)[0], SLOW)
            loop = SendingLoop(app, make_sender(parts(app)))
            loop.start()
            until = time.monotonic() + 5
            while states().count("accepted") < 4 and time.monotonic() < until:
                time.sleep(0.05)
            found = states()
    loop.stop()  # only now, because it waits for the silent one
    with app.app_context():
        db.engine.dispose()

    assert found == ["waiting"] + ["accepted"] * 4


def test_what_was_sent_and_cannot_be_written_down_is_written_later_and_not_sent_again(
    app, service, set_clock
):
    with_messages(app, service, 3)
    set_clock(TEN)
    outbox = Outbox()
    pump = pump_of(app, outbox)
    with db.engine.begin() as connection:
        connection.execute(text(LOCK))

    with pytest.raises(DatabaseError):
        pump.turn()
    assert states() == ["waiting"] * 3
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER locked"))
    while not pump.is_idle:
        pump.turn()

    assert states() == ["accepted"] * 3
    assert len(outbox.sent) == 3


def test_what_was_taken_and_not_begun_is_given_back_at_the_end(app, service, set_clock):
    class Full(Outbox):
        """A sender that has no room."""

        def room(self):
            return 0

    with_messages(app, service, 3)
    set_clock(TEN)
    pump = pump_of(app, Full())
    pump.turn()
    assert take_waiting(office_of(app), TEN) == []

    pump.finish()

    again = take_waiting(office_of(app), TEN + timedelta(seconds=1))
    assert [leased.attempts for leased in again] == [1, 1, 1]


def test_where_nothing_waits_the_pump_is_idle(app, set_clock):
    set_clock(TEN)
    pump = pump_of(app, Outbox())

    pump.turn()

    assert pump.is_idle


def test_a_fast_service_is_written_down_in_one_batch_and_not_after_each_turn(
    app, service, set_clock
):
    set_clock(TEN)
    with_messages(app, service, 2 * STARTED_AT_ONCE)
    pump = pump_of(app, Outbox())

    pump.turn()
    after_one_turn = states()
    pump.turn()

    assert set(after_one_turn) == {"waiting"}
    assert set(states()) == {"accepted"}


def test_the_tick_comes_at_full_seconds_because_people_are_due_then(app):
    loop = SendingLoop(app, Outbox())

    scheduler = make_scheduler(app, loop)

    assert scheduler.get_jobs()[0].trigger.start_date.microsecond == 0
