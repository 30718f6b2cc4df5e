"""The machine's clock jumps an hour either way under a living scheduler: it goes on by itself."""

from datetime import timedelta

from tests.faults import ledger, proofs
from tests.faults.crowd import gather
from tests.faults.waiting_for_the_end import until_everything_ended

PEOPLE = 40
HOUR = 3600


def test_an_hour_ahead_and_an_hour_back_nothing_is_lost_or_doubled(home, tell):
    """The wave after each jump is due by the clock as it then is."""
    scheduler = home.start(**home.turned)
    waves = []
    for jump in (0, HOUR, 0, -HOUR, 0):
        home.turn_clock(jump)
        home.service.ahead = timedelta(seconds=jump)
        wave = gather(home, PEOPLE, ahead=timedelta(seconds=jump))
        wave.release(PEOPLE)
        waves.append(wave)
        until_everything_ended(home, *waves, seconds=90)

    assert scheduler.terminate() == 0
    for wave in waves:
        proofs.everybody_was_due_once(home, wave)
    assert set(proofs.everything_ended(home)) == {"accepted"}
    assert proofs.repeats_are_bounded(home, {}) == 0
    assert all(due.reason is None for due in ledger.occurrences(home))
    tell(f"the clock jumped four times by an hour on {home.kind}: {len(waves)} waves, each once")
