"""Any number of schedulers may tick at the same instant: each occurrence comes once."""

from collections import Counter

from sqlalchemy import select

from tests.actions.at_once import at_once
from tests.actions.lives import TEN, office_of, reminded
from webapp.actions.deliveries import take_waiting
from webapp.actions.reminders import tick
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence

PEOPLE = 20


def test_schedulers_that_tick_the_same_instant_claim_each_plan_once(any_app, monkeypatch):
    monkeypatch.setattr("webapp.actions.reminders.BATCH", 3)
    people = {reminded()[0].id for _ in range(PEOPLE)}

    claimed = at_once(any_app, *[lambda: tick(TEN)] * 4)

    assert sum(claimed) == PEOPLE
    assert Counter(db.session.scalars(select(Occurrence.person_id))) == dict.fromkeys(people, 1)
    assert Counter(db.session.scalars(select(Delivery.person_id))) == dict.fromkeys(people, 1)


def test_senders_that_look_at_the_same_instant_take_each_delivery_once(any_app):
    for _ in range(PEOPLE):
        reminded()
    tick(TEN)
    office = office_of(any_app)

    taken = at_once(any_app, *[lambda: take_waiting(office, TEN, limit=5)] * 4)

    numbers = [leased.delivery_id for batch in taken for leased in batch]
    assert len(numbers) == len(set(numbers)) == PEOPLE
