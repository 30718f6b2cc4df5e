"""Children kept running together, and when that is given up."""

import signal

import pytest

from tests.processes.running import PROGRAMS, Running, is_alive

GROUP = str(PROGRAMS / "group.py")


@pytest.fixture
def group(tmp_path):
    return lambda *conducts: Running([GROUP, *conducts], tmp_path)


def test_a_child_that_keeps_dying_stops_everything_with_its_last_lines(group):
    with group("steady", "dies") as running:
        assert running.ends() == 1

    assert running.text.count("Dies        ended (exit 3); starting it again") == 2
    told = running.text.partition("Dies keeps ending (3 times), so everything stops")[2]
    assert "    the 11. of my last lines\n" in told
    assert "    the 30. of my last lines" in told
    assert "the 10. of my last lines" not in told
    (steady,) = (line.split()[-1] for line in running.lines if line.startswith("steady child"))
    assert not is_alive(int(steady))


def test_a_child_that_refuses_its_settings_is_not_started_again(group):
    with group("steady", "refuses") as running:
        assert running.ends() == 1

    assert "starting it again" not in running.text
    assert "Refuses refuses to start, so everything stops" in running.text
    assert "    the settings are not to my liking" in running.text


def test_a_child_that_does_not_stop_is_killed_after_the_grace(group):
    with group("stubborn", "steady") as running:
        running.says("All are there")
        children = running.children()

        running.send(signal.SIGTERM)

        assert running.ends(10) == 0
        assert len(children) == 2
        assert not any(is_alive(pid) for pid in children)


def test_what_children_say_is_passed_on_line_by_line(group):
    with group("steady", "steady") as running:
        running.says("All are there")
        running.says("steady child", times=2)

        said = sorted(int(line.split()[-1]) for line in running.lines if " child " in line)
        assert said == sorted(running.children())
