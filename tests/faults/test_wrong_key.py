"""A wrong key deployed, refused everywhere: nothing is deleted, the right one brings all back."""

from collections import Counter
from datetime import timedelta

from aiohttp import web

from tests.faults import ledger, proofs
from tests.faults.crowd import gather
from tests.faults.waiting_for_the_end import until_everything_ended
from tests.lab.waiting import until
from webapp.keys import new_vapid_private_key

PEOPLE = 80
AFTER_THE_PAUSE = timedelta(minutes=2)  # nobody is tried before, as the key is the same


def test_a_wrong_key_deletes_nothing_and_the_right_one_brings_everything_back(home, tell):
    crowd = gather(home, PEOPLE)
    before = ledger.devices(home)
    wrong = home.start(UNHUNCH_VAPID_PRIVATE_KEY=new_vapid_private_key())

    crowd.release(PEOPLE // 2)
    until(lambda: home.service.answers[403] >= 10, "refusals", 30)
    refused = home.service.answers[403]
    assert wrong.terminate() == 0

    assert home.service.arrivals == []
    assert ledger.devices(home) == before
    everything_comes_back(home, crowd, before)
    tell(f"a wrong key on {home.kind}: {refused} refusals, then {ends_in_words(home)}")


def test_refused_by_everybody_with_the_right_key_nothing_is_deleted(home):
    """As when a push service cannot verify anybody for a while."""
    crowd = gather(home, PEOPLE)
    before = ledger.devices(home)

    async def refuse(_request):
        return web.json_response({"reason": "VapidPkHashMismatch"}, status=401)

    home.service.trouble = refuse
    first = home.start()
    crowd.release(PEOPLE // 2)
    until(lambda: home.service.answers[401] >= 10, "refusals", 30)
    assert first.terminate() == 0
    home.service.trouble = None

    assert ledger.devices(home) == before
    home.service.ahead = AFTER_THE_PAUSE
    home.turn_clock(AFTER_THE_PAUSE.total_seconds())
    everything_comes_back(home, crowd, before, **home.turned)


def everything_comes_back(home, crowd, before, **environ):
    """What is still useful is sent now, and every device rings at the next occasion."""
    second = gather(home, PEOPLE // 2, ahead=home.service.ahead)
    right = home.start(**environ)
    crowd.release(crowd.left)
    second.release(second.left)
    until_everything_ended(home, crowd, second)
    assert right.terminate() == 0
    assert [phone for phone in ledger.devices(home) if phone in before] == before
    proofs.everybody_was_due_once(home, crowd)
    proofs.everything_ended(home)
    later = {phone.device for phone in ledger.devices(home) if phone.person in second.people}
    rows = {row.device: row.state for row in ledger.deliveries(home)}
    assert {rows[device] for device in later} == {"accepted"}
    of_crowd = [rows[p.device] for p in before if p.person in crowd.people[PEOPLE // 2 :]]
    assert set(of_crowd) == {"accepted"}
    assert proofs.repeats_are_bounded(home, {}) == 0


def ends_in_words(home):
    return dict(Counter(row.state for row in ledger.deliveries(home)))
