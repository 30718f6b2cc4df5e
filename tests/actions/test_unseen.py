"""Devices that nobody opens: their person is asked once, and a month later they are given up."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from tests.actions.lives import MONDAY, SERVER_KEY, guest, office_of, phone
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.devices import remove
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.ringing import set_ringing
from webapp.actions.transaction import transaction
from webapp.actions.unseen import Tended, tend_devices
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.push.outbox import Outbox
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device

DAY = timedelta(days=1)
SILENT_LONG = MONDAY + 240 * DAY


@pytest.fixture(autouse=True)
def app(any_app):
    return any_app


def test_somebody_who_opened_it_lately_is_left_alone():
    phone(guest())

    assert tend_devices(SILENT_LONG - DAY) == Tended(0, 0)


def test_a_device_long_unopened_is_asked_about_once_and_then_given_up(app):
    device = phone(guest())

    assert tend_devices(SILENT_LONG) == Tended(1, 0)
    assert tend_devices(SILENT_LONG + 29 * DAY) == Tended(0, 0)
    assert db.session.get(Device, device.id).gone_at is None
    assert tend_devices(SILENT_LONG + 30 * DAY) == Tended(0, 1)

    db.session.rollback()
    found = db.session.scalars(select(Device).execution_options(populate_existing=True)).one()
    assert (found.gone_at, found.endpoint) == (SILENT_LONG + 30 * DAY, None)
    assert found.hidden is False


def test_the_question_comes_by_day_and_quietly(app):
    device = phone(guest())
    night = (SILENT_LONG + DAY).replace(hour=2)
    tend_devices(night)
    assert take_waiting(office_of(app), night) == []

    batch = take_waiting(office_of(app), night.replace(hour=12))
    settle(batch, Outbox().send([one.parcel for one in batch], night), night.replace(hour=12))

    [leased] = batch
    shown = json.loads(leased.parcel.message.payload)["notification"]
    assert leased.parcel.subscription.endpoint == device.endpoint
    assert shown["title"] == "Still want your breaks here?"
    assert shown["navigate"] == f"{office_of(app).public_url}/"
    assert shown["data"]["kind"] == "notice"
    assert leased.parcel.message.urgency == "low"


def test_whoever_opens_it_again_keeps_it_and_is_asked_again_only_much_later(app):
    mina = guest()
    phone(mina, name="phone")
    tend_devices(SILENT_LONG)

    phone(mina, name="phone", now=SILENT_LONG + DAY)

    assert tend_devices(SILENT_LONG + 31 * DAY) == Tended(0, 0)
    assert tend_devices(SILENT_LONG + 241 * DAY) == Tended(1, 0)


def test_a_device_that_still_shows_reminders_is_no_silent_one(app):
    mina = guest()
    device = phone(mina)
    tend_devices(SILENT_LONG)
    [question] = db.session.scalars(select(Delivery).where(Delivery.device_id == device.id))
    shown_at = SILENT_LONG + DAY

    record_receipt(GoToken(None, question.id), Word(ReceiptKind.SHOWN, shown_at), shown_at)

    assert tend_devices(SILENT_LONG + 60 * DAY) == Tended(0, 0)


def test_a_device_that_was_set_to_stay_silent_is_not_rung_for_it(app):
    mina = guest()
    device = phone(mina)
    set_ringing(mina.id, device.id, False, MONDAY)

    assert tend_devices(SILENT_LONG) == Tended(1, 0)
    assert list(db.session.scalars(select(Delivery))) == []


def test_what_is_gone_already_is_not_looked_at(app):
    mina = guest()
    remove(mina.id, phone(mina).id, MONDAY)

    assert tend_devices(SILENT_LONG) == Tended(0, 0)


def test_it_is_done_once_a_day_however_many_processes_ask(app):
    phone(guest())
    assert tend_devices(SILENT_LONG).warned == 1
    phone(guest(), name="another")

    assert tend_devices(SILENT_LONG + 0.5 * DAY).warned == 0
    assert tend_devices(SILENT_LONG + DAY).warned == 1


def test_many_devices_are_all_looked_at(app):
    row = phone(guest())
    with transaction():
        db.session.execute(
            insert(Device),
            [
                {
                    "person_id": row.person_id,
                    "endpoint": f"https://fcm.googleapis.com/fcm/send/{number}",
                    "endpoint_hash": f"{number:064d}",
                    "application_server_key": SERVER_KEY,
                    "label": "Phone",
                    "created_at": MONDAY,
                    "last_seen_at": MONDAY,
                }
                for number in range(450)
            ],
        )

    assert tend_devices(SILENT_LONG) == Tended(451, 0)
