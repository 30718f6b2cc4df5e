"""Further senders: none without need, replaced when one dies, and none outlives its parent."""

import json
import os
import signal
import sys

import pytest

from jobs.reinforcements import Reinforcements, spare_cores
from tests.processes.running import PROGRAMS, ROOT, Running, is_alive, wait_until

SENDER = (sys.executable, str(PROGRAMS / "child.py"), "steady")


class Clock:
    """Seconds that pass when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _found_by_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def of(time: Clock, most: int = 2) -> Reinforcements:
    return Reinforcements(most=most, command=SENDER, kept_seconds=100, clock=time)


def test_without_need_nothing_is_started(time):
    with of(time) as reinforcements:
        reinforcements.tend()

        assert reinforcements.pids == []


def test_there_is_one_for_each_spare_core_and_few_at_most():
    assert 0 <= spare_cores() <= 3


def test_when_called_all_are_started_once_and_end_with_the_block(time):
    with of(time) as reinforcements:
        reinforcements.call()
        reinforcements.tend()
        pids = reinforcements.pids
        reinforcements.tend()

        assert len(pids) == 2
        assert reinforcements.pids == pids
        time.now = 1e6  # what does not end in time is killed
    assert not any(is_alive(pid) for pid in pids)


def test_one_that_dies_is_replaced_after_a_while(time):
    with of(time, most=1) as reinforcements:
        reinforcements.call()
        reinforcements.tend()
        [pid] = reinforcements.pids
        os.kill(pid, signal.SIGKILL)

        def is_gone() -> bool:
            reinforcements.tend()
            return reinforcements.pids == []

        wait_until(is_gone, "its death is noticed")
        time.now += 11
        reinforcements.tend()

        assert len(reinforcements.pids) == 1
        assert reinforcements.pids != [pid]
        time.now = 1e6


def test_who_is_not_needed_for_long_is_let_go(time):
    with of(time) as reinforcements:
        reinforcements.call()
        reinforcements.tend()
        time.now = 99
        reinforcements.tend()
        assert len(reinforcements.pids) == 2

        time.now = 101

        def are_gone() -> bool:
            reinforcements.tend()
            return reinforcements.pids == []

        wait_until(are_gone, "they have ended")


def test_none_outlives_a_parent_that_was_killed(tmp_path):
    command = (str(PROGRAMS / "reinforced.py"), json.dumps(SENDER))
    with Running(command, tmp_path) as parent:
        wait_until(lambda: len(_last(parent)) == 2, "both run")
        pids = _last(parent)

        parent.send(signal.SIGKILL)

        wait_until(lambda: not any(is_alive(pid) for pid in pids), "they are gone too")


def _last(parent: Running) -> list[int]:
    """The process ids that it said last; what its children print stands among its lines."""
    said = [line for line in parent.lines if line.startswith("[")]
    return list(json.loads(said[-1])) if said else []
