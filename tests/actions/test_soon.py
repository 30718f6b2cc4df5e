"""Whoever is due soon is named beforehand, once, in the order in which they will be."""

from datetime import timedelta

import pytest

from tests.actions.lives import TEN, guest, phone, reminded, with_plan
from webapp.actions import devices, soon
from webapp.actions.soon import AHEAD, LookAhead
from webapp.actions.transaction import transaction

pytestmark = pytest.mark.usefixtures("any_app")
SHORTLY_BEFORE = TEN - timedelta(seconds=10)


def endpoints(found):
    return [subscription.endpoint for subscription in found]


def test_those_due_within_the_next_moments_are_named_once():
    _, mina = reminded()
    _, jun = reminded()
    look = LookAhead()

    assert endpoints(look.next(SHORTLY_BEFORE)) == [mina.endpoint, jun.endpoint]
    assert not look.next(SHORTLY_BEFORE)
    assert not look.next(SHORTLY_BEFORE + timedelta(seconds=1))


def test_nobody_is_named_long_before():
    reminded()
    look = LookAhead()

    assert not look.next(TEN - AHEAD - timedelta(seconds=1))
    assert len(look.next(TEN - AHEAD)) == 1


def test_many_are_named_little_by_little_and_each_device_that_rings(monkeypatch):
    monkeypatch.setattr(soon, "AT_ONCE", 2)
    people = [reminded()[0] for _ in range(5)]
    second = phone(people[0], name="second")
    look, found = LookAhead(), []

    while named := look.next(SHORTLY_BEFORE):
        found += endpoints(named)

    assert len(found) == len(set(found)) == 6
    assert second.endpoint in found


def test_who_has_no_device_that_rings_hides_nobody_who_comes_after(monkeypatch):
    monkeypatch.setattr(soon, "AT_ONCE", 1)
    with_plan(guest())
    silent, gone = reminded(), reminded()
    with transaction():
        silent[1].rings = False
    devices.remove(gone[0].id, gone[1].id, TEN - timedelta(hours=1))
    _, mina = reminded()
    look = LookAhead()

    assert endpoints(look.next(SHORTLY_BEFORE)) == [mina.endpoint]


def test_a_clock_set_back_begins_anew():
    reminded()
    look = LookAhead()
    look.next(SHORTLY_BEFORE)

    assert len(look.next(SHORTLY_BEFORE - timedelta(hours=1))) == 0
    assert len(look.next(SHORTLY_BEFORE)) == 1
