"""A child whose parent is gone ends, whether it can stop or not."""

import socket

from tests.processes.running import PROGRAMS, Running, free_port, is_alive


def test_it_ends_when_its_parent_is_gone():
    ours, theirs = socket.socketpair()
    port = str(free_port())
    command = ["-m", "webapp.serve", "--lifeline", str(theirs.fileno())]
    with Running(command, PROGRAMS, {"UNHUNCH_PORT": port}, pass_fds=(theirs.fileno(),)) as running:
        theirs.close()
        assert ours.recv(64) == b"ready"

        ours.close()

        assert running.ends(3) == 0


def test_a_child_that_cannot_stop_still_ends_when_its_parent_is_gone(tmp_path):
    ours, theirs = socket.socketpair()
    command = [str(PROGRAMS / "child.py"), "stubborn", "--lifeline", str(theirs.fileno())]
    with Running(command, tmp_path, pass_fds=(theirs.fileno(),)) as running:
        theirs.close()
        assert ours.recv(64) == b"ready"

        ours.close()

        assert running.ends(3) == 1
        assert not is_alive(running.process.pid)
