"""Killed -9 in the middle of anything, the scheduler loses nothing and repeats next to nothing."""

import random

from tests import requirements
from tests.faults import proofs
from tests.faults.crowd import gather
from tests.faults.storm import WAYS, WINDOWS, Storm
from tests.faults.waiting_for_the_end import AFTER_THE_LEASES, until_everything_ended
from tests.soak import SOAK

KILLS = 120 if SOAK else 24
PEOPLE_PER_KILL = 24


def test_nothing_is_lost_and_repeats_are_folded(home, tell):
    requirements.demand("Node.js")
    seed = random.randrange(1 << 32)
    crowd = gather(home, KILLS * PEOPLE_PER_KILL)
    storm = Storm(home, crowd, random.Random(seed))

    storm.rage(storm.chance.sample(WAYS * (KILLS // len(WAYS)), KILLS))
    tell(hits_in_words(storm, seed))
    recover(home, crowd)

    ends = proofs.everything_ended(home)
    repeats = proofs.repeats_are_bounded(home, storm.exposed())
    proofs.everybody_was_due_once(home, crowd)
    proofs.each_device_was_written_down(home, crowd)
    phones = proofs.phones_show_each_once(home)
    assert home.is_whole()
    tell(f"    {dict(ends)} on {phones} phones; {repeats} repeats, each folded by its tag")
    for window in set(WINDOWS.values()):
        assert storm.hits()[window] >= KILLS // 10


def recover(home, crowd):
    """Two schedulers, once every lease has run out, until nothing is left to do."""
    home.turn_clock(AFTER_THE_LEASES)
    crowd.release(crowd.left)
    schedulers = [home.start(**home.turned) for _ in range(2)]
    until_everything_ended(home, crowd)
    assert [scheduler.terminate() for scheduler in schedulers] == [0, 0]


def hits_in_words(storm, seed):
    home, crowd = storm.home, storm.crowd
    return "\n".join(
        [
            f"{len(storm.kills)} kills on {home.kind} over {crowd.size} reminders (seed {seed})",
            *(f"    {number:4} {window}" for window, number in sorted(storm.hits().items())),
        ]
    )
