"""What must hold after any storm: nothing lost, nothing doubled that the phone would not fold."""

import json
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.faults import ledger
from tests.faults.crowd import Crowd
from tests.faults.installation import Installation
from tests.faults.recorder import Arrival
from webapp.domain.reminders import DeliveryState, Unsent

SHOWN = Path(__file__).with_name("shown.mjs")
EXPLAINED = {DeliveryState.GONE, DeliveryState.REFUSED, DeliveryState.EXPIRED}


def arrivals_by_delivery(home: Installation) -> Mapping[int, list[Arrival]]:
    """What the push service took, by delivery, oldest first."""
    found: dict[int, list[Arrival]] = defaultdict(list)
    for arrival in home.service.arrivals:
        number = home.tokens.read(arrival.token).delivery
        assert number is not None
        found[number].append(arrival)
    return found


def everybody_was_due_once(home: Installation, crowd: Crowd) -> None:
    """Each person of the crowd has one occurrence, claimed, with a known reason or none."""
    found = [due for due in ledger.occurrences(home) if due.person in crowd.people]
    counts = Counter(due.person for due in found)
    assert counts == dict.fromkeys(crowd.people, 1)
    assert all(due.claimed for due in found)
    assert {due.reason for due in found} <= {None, *Unsent}


def everything_ended(home: Installation) -> Counter[str]:
    """Each occurrence that was sent has one delivery for each device, and all of them ended.

    What the ledger calls accepted was taken by the push service, and the other way round.
    """
    rows = ledger.deliveries(home)
    assert len({(row.occurrence, row.device) for row in rows}) == len(rows)
    assert [row for row in rows if row.waits] == []
    accepted = {row.delivery for row in rows if row.state == DeliveryState.ACCEPTED}
    arrived = arrivals_by_delivery(home).keys()
    assert accepted - arrived == set(), "called accepted, but never arrived"
    unexplained = {row.delivery for row in rows if row.state not in EXPLAINED} - accepted
    assert unexplained == set()
    return Counter(row.state for row in rows)


def each_device_was_written_down(home: Installation, crowd: Crowd) -> None:
    """Every occurrence without a reason has a delivery to every device its person has."""
    of_person: dict[int, set[int]] = defaultdict(set)
    for phone in ledger.devices(home):
        of_person[phone.person].add(phone.device)
    written: dict[int, set[int]] = defaultdict(set)
    for row in ledger.deliveries(home):
        written[row.occurrence or 0].add(row.device)
    for due in ledger.occurrences(home):
        if due.person in crowd.people and due.reason is None:
            assert written[due.occurrence] == of_person[due.person]


def repeats_are_bounded(home: Installation, exposed: Mapping[int, int]) -> int:
    """A message came again at most once for each kill it was under way at, with topic and tag.

    Or for each time-out of a living sender, on a machine that has too much to do.
    """
    unheard = Counter(home.tokens.read(one.token).delivery for one in home.service.unheard)
    total = 0
    for number, arrivals in arrivals_by_delivery(home).items():
        repeats = len(arrivals) - 1
        total += repeats
        times = [f"{a.at:%H:%M:%S.%f}" for a in arrivals]
        allowed = exposed.get(number, 0) + unheard[number]
        assert repeats <= allowed, f"delivery {number} came at {times}, not {allowed} times more"
        assert len({(a.endpoint, a.topic, a.tag, a.token) for a in arrivals}) == 1
        assert all(a.topic for a in arrivals)
    return total


def phones_show_each_once(home: Installation) -> int:
    """Every phone, run through the service worker's own code, alerts once for each delivery.

    Answers how many phones were looked at.
    """
    of_phone: dict[str, list[str]] = defaultdict(list)
    for arrival in home.service.arrivals:
        of_phone[arrival.endpoint].append(arrival.payload)
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, str(SHOWN)], input=json.dumps(of_phone), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for endpoint, alerts in json.loads(done.stdout).items():
        tokens = {json.loads(one)["notification"]["data"]["token"] for one in of_phone[endpoint]}
        assert sorted(alerts) == sorted(tokens)
    return len(of_phone)
