"""Any number of schedulers on one database: each reminder comes once, also when one is killed."""

import random
import time

import pytest

from tests.faults import ledger, proofs
from tests.faults.crowd import gather
from tests.faults.inside import CLAIMED, MARKING
from tests.faults.storm import Storm
from tests.faults.waiting_for_the_end import outlive_the_leases, until_everything_ended
from tests.soak import SOAK

PEOPLE = 1500 if SOAK else 300


@pytest.mark.parametrize("count", [2, 3, 4] if SOAK else [4])
def test_each_reminder_comes_once_however_many_schedulers_there_are(home, tell, count):
    crowd = gather(home, PEOPLE)
    schedulers = [home.start() for _ in range(count)]

    while crowd.left:
        crowd.release(25)
        time.sleep(0.05)
    until_everything_ended(home, crowd)

    assert [scheduler.terminate() for scheduler in schedulers] == [0] * count
    proofs.everybody_was_due_once(home, crowd)
    proofs.each_device_was_written_down(home, crowd)
    ends = proofs.everything_ended(home)
    assert set(ends) == {"accepted"}
    assert proofs.repeats_are_bounded(home, {}) == 0
    tell(f"{count} schedulers raced on {home.kind}: {sum(ends.values())} messages, each once")


def test_the_others_carry_on_when_one_of_three_is_killed(home, tell):
    crowd = gather(home, PEOPLE)
    others = [home.start() for _ in range(2)]
    storm = Storm(home, crowd, random.Random(PEOPLE))

    storm.rage([CLAIMED, MARKING] * (10 if SOAK else 2))
    crowd.release(crowd.left)
    others = outlive_the_leases(home, crowd, living=others)
    until_everything_ended(home, crowd)

    assert [scheduler.terminate() for scheduler in others] == [0, 0]
    proofs.everybody_was_due_once(home, crowd)
    assert set(proofs.everything_ended(home)) == {"accepted"}
    repeats = proofs.repeats_are_bounded(home, storm.exposed())
    tell(f"{len(storm.kills)} kills beside two others on {home.kind}: {repeats} repeats")
    assert all(row.lease_until is None for row in ledger.deliveries(home))
