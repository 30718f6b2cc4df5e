"""Nothing ran for an hour, or a weekend: what is late is explained, and all go on."""

from datetime import timedelta

import pytest

from tests.faults import ledger, proofs
from tests.faults.crowd import gather
from tests.faults.inside import CLAIMED
from tests.faults.waiting_for_the_end import until_everything_ended
from tests.lab.waiting import until

PEOPLE = 60
OUTAGES = {"an hour": timedelta(hours=1), "a weekend": timedelta(hours=64)}


@pytest.mark.parametrize("length", OUTAGES)
def test_what_was_claimed_and_what_was_due_before_an_outage_is_explained_after_it(
    home, tell, length
):
    crowd = gather(home, PEOPLE)
    victim = home.start(FAULTS_STOP=CLAIMED)
    crowd.release(PEOPLE // 2)
    until(lambda: victim.state == "T", "the claim's commit", 30)
    victim.kill()
    crowd.release(crowd.left)  # due, and nobody is there to see it
    claimed = len(ledger.deliveries(home))

    home.turn_clock(OUTAGES[length].total_seconds())
    home.service.ahead = OUTAGES[length]
    scheduler = home.start(**home.turned)
    next_wave = gather(home, PEOPLE, ahead=OUTAGES[length])
    next_wave.release(PEOPLE)
    until_everything_ended(home, crowd, next_wave)

    assert scheduler.terminate() == 0
    proofs.everybody_was_due_once(home, next_wave)
    late = [due for due in ledger.occurrences(home) if due.person in crowd.people]
    assert claimed > 0
    # Those released behind the last tick were due before it, by the minute, and so not within.
    assert {None} < {due.reason for due in late} <= {None, "late", "outage"}
    states = {row.person: row.state for row in ledger.deliveries(home)}
    assert {states[due.person] for due in late if due.reason is None} == {"expired"}
    assert {states[person] for person in next_wave.people} == {"accepted"}
    of_the_wave = {
        row.delivery for row in ledger.deliveries(home) if row.person in next_wave.people
    }
    assert set(proofs.arrivals_by_delivery(home)) == of_the_wave
    assert proofs.repeats_are_bounded(home, {}) == 0
    tell(f"after {length} on {home.kind}: {len(late)} explained, {len(of_the_wave)} sent at once")
