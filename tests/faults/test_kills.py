"""Killed -9 in the middle of anything, the scheduler loses nothing and repeats next to nothing."""

import random
from collections import Counter

from tests import requirements
from tests.faults import proofs
from tests.faults.crowd import gather
from tests.faults.storm import WAYS, WINDOWS, Storm
from tests.faults.waiting_for_the_end import AFTER_THE_LEASES, until_everything_ended
from tests.soak import SOAK

KILLS = 120 if SOAK else 25
PEOPLE_PER_KILL = 24


def test_nothing_is_lost_and_repeats_are_folded(home, tell):
    requirements.demand("Node.js")
    seed = random.randrange(1 << 32)
    crowd = gather(home, KILLS * PEOPLE_PER_KILL)
    storm = Storm(home, crowd, random.Random(seed))

    storm.rage(storm.chance.sample(WAYS * (KILLS // len(WAYS)), KILLS))
    recover(home, crowd)

    ends = proofs.everything_ended(home)
    repeats = proofs.repeats_are_bounded(home, storm.exposed())
    proofs.everybody_was_due_once(home, crowd)
    proofs.each_device_was_written_down(home, crowd)
    phones = proofs.phones_show_each_once(home)
    assert home.is_whole()
    tell(report(home, storm, ends, repeats, phones, seed))
    for window in set(WINDOWS.values()):
        assert storm.hits()[window] >= KILLS // 10


def recover(home, crowd):
    """Two schedulers, once every lease has run out, until nothing is left to do."""
    home.turn_clock(AFTER_THE_LEASES)
    crowd.release(crowd.left)
    schedulers = [home.start(**home.turned) for _ in range(2)]
    until_everything_ended(home, crowd)
    assert [scheduler.terminate() for scheduler in schedulers] == [0, 0]


def report(home, storm, ends, repeats, phones, seed):
    lines = [
        f"{len(storm.kills)} kills on {home.kind} over {storm.crowd.size} reminders to"
        f" {phones} phones (seed {seed}): {_counted(ends)}; {repeats} repeats, each folded by tag",
        *(f"    {number:4} {window}" for window, number in sorted(storm.hits().items())),
    ]
    return "\n".join(lines)


def _counted(ends: Counter[str]) -> str:
    return ", ".join(f"{number} {state}" for state, number in ends.most_common())
