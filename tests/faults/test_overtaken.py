"""A reminder that was under way at a kill does not come back over a newer one."""

from datetime import UTC, datetime

from sqlalchemy import insert

from tests import requirements
from tests.faults import ledger, proofs
from tests.faults.crowd import gather, snooze_of
from tests.faults.inside import ACCEPTED
from tests.faults.waiting_for_the_end import outlive_the_leases, until_everything_ended
from tests.lab.waiting import until
from webapp.storage.occurrences import Occurrence

PEOPLE = 12


def test_what_was_under_way_at_a_kill_does_not_ring_again_over_a_newer_one(home):
    requirements.demand("Node.js")
    crowd = gather(home, PEOPLE)
    crowd.release(PEOPLE)
    victim = home.start(FAULTS_STOP=ACCEPTED)
    until(lambda: victim.state == "T", "the mark", 30)
    victim.kill()
    home.service.quiet()
    assert home.service.arrivals

    snooze_everybody(home, crowd)
    second = home.start()
    until(lambda: all(due.claimed for due in ledger.occurrences(home)), "the snoozes", 30)
    [third] = outlive_the_leases(home, crowd, living=[second])
    until_everything_ended(home, crowd)

    assert third.terminate() == 0
    proofs.everything_ended(home)
    proofs.phones_show_each_once(home)


def snooze_everybody(home, crowd):
    """A snooze of everybody's comes due now, right after what the plan asked for."""
    now = datetime.now(UTC).replace(microsecond=0)
    with home.engine.begin() as connection:
        rows = [snooze_of(person, now) for person in crowd.people]
        connection.execute(insert(Occurrence.__table__), rows)
