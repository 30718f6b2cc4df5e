"""Figures: what happened is counted once, in the transaction in which it happens."""

from datetime import timedelta

import pytest

from tests.actions.at_once import at_once
from tests.actions.lives import TEN, guest, office_of, phone, reminded
from tests.rows import count_rows
from tests.statements import scans, statements
from webapp.actions import devices
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.figures import count_claimed, count_outcomes, read_crowd, read_figures
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.actions.transaction import transaction
from webapp.domain.figures import Fared
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.push.outbox import Outbox
from webapp.push.outcome import Outcome, Result
from webapp.storage import figures as stored
from webapp.storage.db import db
from webapp.storage.deliveries import find_delivery
from webapp.storage.figures import SHARDS, all_figures
from webapp.storage.leases import LEASE

SECOND = timedelta(seconds=1)
NONE_WAIT = (0, 0, 0, None)


@pytest.fixture
def office(any_app):
    return office_of(any_app)


def totals() -> dict[tuple[str, str], int]:
    db.session.rollback()
    return {name: value for name, value in all_figures().items() if value}


def queue(now) -> tuple[object, ...]:
    found = read_figures(read_crowd(now), now).queue
    return (found.waiting, found.leased, found.left_behind, found.oldest_at)


def test_a_reminder_is_counted_at_each_step_of_its_way(office):
    reminded()
    tick(TEN)
    batch = take_waiting(office, TEN + SECOND)
    settle(batch, Outbox().send([b.parcel for b in batch], TEN), TEN + 2 * SECOND)
    token = GoToken(find_delivery(batch[0].delivery_id).occurrence_id, batch[0].delivery_id)
    for _ in range(2):
        record_receipt(token, Word(ReceiptKind.SHOWN, TEN + 3 * SECOND), TEN + 3 * SECOND)

    assert totals() == {
        ("claimed", "planned"): 1,
        ("outcome", "accepted"): 1,
        ("lateness", "2"): 1,
        ("lateness_ms", ""): 2000,
        ("receipt", "shown"): 1,
    }


def test_what_is_not_sent_is_counted_with_its_reason(office):
    reminded()
    tick(TEN + timedelta(hours=5))

    assert totals() == {("claimed", "planned"): 1, ("unsent", "late"): 1}


def test_each_time_it_is_put_off_counts_and_in_the_end_it_is_expired(office):
    _, device = reminded()
    outbox = Outbox()
    outbox.script(device.endpoint, *[Result(Outcome.LATER, 503)] * 2)
    tick(TEN)
    for minutes in (0, 5, 20):
        now = TEN + timedelta(minutes=minutes)
        batch = take_waiting(office, now)
        settle(batch, outbox.send([b.parcel for b in batch], now), now)

    found = totals()

    assert found["outcome", "later"] == 2
    assert found["outcome", "expired"] == 1
    assert ("outcome", "accepted") not in found


def test_a_test_message_is_no_reminder_and_has_no_lateness(office):
    person = guest()
    device = phone(person)
    devices.send_test(person.id, device.id, TEN)
    batch = take_waiting(office, TEN)
    settle(batch, Outbox().send([b.parcel for b in batch], TEN), TEN)

    assert totals() == {("outcome", "accepted"): 1}


def test_what_a_dead_sender_left_behind_is_seen_and_its_recovery_counted(office):
    reminded()
    tick(TEN)
    assert queue(TEN) == (1, 0, 0, TEN)
    take_waiting(office, TEN)
    assert queue(TEN) == (1, 1, 0, TEN)
    later = TEN + LEASE + SECOND
    assert queue(later) == (1, 0, 1, TEN)

    batch = take_waiting(office, later)

    assert totals()["recovered", ""] == 1
    settle(batch, Outbox().send([b.parcel for b in batch], later), later)
    assert queue(later) == NONE_WAIT


def test_what_is_overdue_is_seen_until_it_is_claimed(office):
    reminded()

    def overdue(now):
        return read_figures(read_crowd(now), now).overdue

    assert [overdue(TEN - SECOND), overdue(TEN)] == [0, 1]
    tick(TEN)
    assert overdue(TEN) == 0


def test_the_crowd_is_people_and_devices_that_can_be_reached(any_app):
    mina, jun = guest(), guest()
    device = phone(mina)
    phone(jun)
    devices.remove(mina.id, device.id, TEN)

    crowd = read_crowd(TEN)

    assert (crowd.people, crowd.devices) == (2, 1)


def test_nothing_is_counted_of_what_was_rolled_back(any_app):
    def fail() -> None:
        with transaction():
            count_outcomes([Fared("accepted")])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()

    assert totals() == {}


def test_any_number_of_processes_count_together_and_none_is_lost(any_app, monkeypatch):
    processes = iter(range(100))
    monkeypatch.setattr(stored.os, "getpid", lambda: next(processes) % 3)

    def count() -> None:
        for _ in range(5):
            with transaction():
                count_outcomes([Fared("accepted", SECOND), Fared("gone")], recovered=1)
            with transaction():
                count_claimed([("planned", None), ("planned", "quiet")])

    came = at_once(any_app, *[count] * 4)

    assert came == [None] * 4
    found = totals()
    assert found["outcome", "accepted"] == found["outcome", "gone"] == found["recovered", ""] == 20
    assert found["claimed", "planned"] == 40
    assert found["lateness_ms", ""] == 20_000


def test_reading_them_reads_no_table_but_the_counters_and_the_queue(context):
    reminded()
    tick(TEN)
    crowd = read_crowd(TEN)
    with statements() as said:
        read_figures(crowd, TEN)

    assert {plan for plan in scans(said) if not plan.startswith("SCAN (subquery")} <= {
        "SCAN figures USING INDEX sqlite_autoindex_figures_1",  # a few hundred rows at most
        "SCAN deliveries USING INDEX ix_deliveries_waiting",  # only those that wait are in it
        "SCAN anon_1",
        "SCAN push_hosts USING INDEX sqlite_autoindex_push_hosts_1",  # a handful of push services
        "SCAN outages USING INDEX sqlite_autoindex_outages_1",
    }


def test_the_crowd_is_counted_by_index_alone(context):
    with statements() as said:
        read_crowd(TEN)

    # A count of all of a table walks its smallest tree, without looking at the rows.
    assert [plan for plan in scans(said) if "COVERING INDEX" not in plan] == ["SCAN people"]


def test_the_table_stays_small(any_app, monkeypatch):
    for process in range(1000, 1100):
        monkeypatch.setattr(stored.os, "getpid", lambda process=process: process)
        with transaction():
            count_outcomes([Fared("accepted")])

    assert count_rows(any_app)["figures"] == SHARDS
