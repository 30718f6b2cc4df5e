"""The one foreground command: what keeps it from starting, said plainly."""

import socket

import pytest

from tests.processes.running import PROGRAMS, can_connect, free_port


def test_a_second_run_on_the_same_data_names_the_first(unhunch):
    with unhunch() as first:
        first.says("stop with Ctrl-C")

        with unhunch(port=free_port()) as second:
            assert second.ends() == 1

        assert f"already running on the same data, as process {first.process.pid}" in second.text
        assert f"kill {first.process.pid}" in second.text
        assert "Traceback" not in second.text
        assert len(first.children()) == 2


def test_a_taken_port_is_said_with_the_variable_to_change(unhunch, site):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with unhunch(port=port) as running:
            assert running.ends() == 1

    assert f"Port {port} is taken" in running.text
    assert f"UNHUNCH_PORT={port + 1}" in running.text
    assert "Traceback" not in running.text
    assert not (site / "instance" / "secret_key").exists()


def test_a_host_that_is_not_ours_is_said_with_the_variable_to_change(unhunch):
    with unhunch(environ={"UNHUNCH_HOST": "192.0.2.1"}) as running:
        assert running.ends() == 1

    assert "Cannot listen on 192.0.2.1" in running.text
    assert "UNHUNCH_HOST" in running.text


def test_a_data_folder_that_is_read_only_is_said(unhunch, site):
    (site / "instance").mkdir(mode=0o555)

    with unhunch(before=(str(PROGRAMS / "without_override.py"),)) as running:
        assert running.ends() == 1

    assert "The data folder instance/ cannot be written (Permission denied)" in running.text
    assert "UNHUNCH_DATA_DIR" in running.text
    assert "Traceback" not in running.text


def test_a_data_folder_that_has_become_read_only_is_said(unhunch, site):
    (site / "instance").mkdir()
    (site / "instance" / "run.lock").touch()
    (site / "instance").chmod(0o555)

    with unhunch(before=(str(PROGRAMS / "without_override.py"),)) as running:
        assert running.ends() == 1

    assert "The data folder instance/ cannot be written (Permission denied)" in running.text


@pytest.mark.parametrize("folder", ["file", "file/instance"])
def test_a_file_where_the_data_folder_should_be_is_said(unhunch, site, folder):
    (site / "file").touch()

    with unhunch(environ={"UNHUNCH_DATA_DIR": folder}) as running:
        assert running.ends() == 1

    assert f"The data folder {folder}/ cannot be written" in running.text
    assert "Traceback" not in running.text


def test_every_malformed_setting_is_said_before_anything_is_made(unhunch, site):
    with unhunch(port="x", environ={"UNHUNCH_TICKS": "1"}) as running:
        assert running.ends() == 1

    assert "UNHUNCH_PORT=x is no port" in running.text
    assert "UNHUNCH_TICKS is no setting" in running.text
    assert not (site / "instance").exists()


def test_a_key_others_can_read_stops_the_start(unhunch, site):
    (site / "instance").mkdir()
    (site / "instance" / "secret_key").write_text("s" * 40)
    (site / "instance" / "secret_key").chmod(0o644)

    with unhunch() as running:
        assert running.ends() == 1

    assert f"chmod 600 {site}/instance/secret_key" in running.text


def test_a_database_that_cannot_be_brought_up_to_date_stops_the_start(unhunch, port):
    with unhunch(database="broken") as running:
        assert running.ends() == 1

    assert "Unhunch cannot start.\nthe disk is on fire" in running.text
    assert not can_connect(port)
