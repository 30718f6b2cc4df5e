"""Killed -9 in the middle of anything, nobody loses anything and next to nothing is repeated."""

import random

from tests import requirements
from tests.faults import proofs
from tests.faults.crowd import gather
from tests.faults.storm import CLAIMING, SENDING, WAYS, WINDOWS, Storm, StormOfWorkers
from tests.faults.waiting_for_the_end import AFTER_THE_LEASES, until_everything_ended
from tests.soak import SOAK

KILLS = 120 if SOAK else 18
PEOPLE_PER_KILL = 24
SEED = random.randrange(1 << 32)


def test_schedulers_killed_lose_nothing_and_repeats_are_folded(home, tell):
    crowd = gather(home, KILLS * PEOPLE_PER_KILL)
    storm = weather(Storm(home, crowd, random.Random(SEED)), tell)

    recover(home, crowd, (), ())

    nothing_was_lost(home, crowd, storm, tell)


def test_workers_killed_lose_nothing_and_repeats_are_folded(home, tell):
    crowd = gather(home, KILLS * PEOPLE_PER_KILL)
    storm = weather(StormOfWorkers(home, crowd, random.Random(SEED)), tell)

    recover(home, crowd, CLAIMING, SENDING, SENDING)

    nothing_was_lost(home, crowd, storm, tell)


def weather(storm, tell):
    """Have the storm, and say what it hit."""
    requirements.demand("Node.js")
    storm.rage(storm.chance.sample(WAYS * (KILLS // len(WAYS)), KILLS))
    tell(hits_in_words(storm))
    return storm


def recover(home, crowd, *processes):
    """Processes of these arguments, once every lease has run out, until nothing is left to do."""
    home.turn_clock(AFTER_THE_LEASES)
    crowd.release(crowd.left)
    living = [home.start(arguments, **home.turned) for arguments in processes]
    for arguments, born in zip(processes, living, strict=True):
        born.says("sending what" if arguments == SENDING else "looking for due reminders")
    until_everything_ended(home, crowd)
    assert [born.terminate() for born in living] == [0] * len(living)


def nothing_was_lost(home, crowd, storm, tell):
    ends = proofs.everything_ended(home)
    repeats = proofs.repeats_are_bounded(home, storm.exposed())
    proofs.everybody_was_due_once(home, crowd)
    proofs.each_device_was_written_down(home, crowd)
    phones = proofs.phones_show_each_once(home)
    assert home.is_whole()
    tell(f"    {dict(ends)} on {phones} phones; {repeats} repeats, each folded by its tag")
    for window in set(WINDOWS.values()):
        assert storm.hits()[window] >= KILLS // 10


def hits_in_words(storm):
    home, crowd = storm.home, storm.crowd
    whom = "workers and schedulers" if isinstance(storm, StormOfWorkers) else "schedulers"
    return "\n".join(
        [
            f"{len(storm.kills)} {whom} killed on {home.kind} over {crowd.size} reminders"
            f" (seed {SEED})",
            *(f"    {number:4} {window}" for window, number in sorted(storm.hits().items())),
        ]
    )
