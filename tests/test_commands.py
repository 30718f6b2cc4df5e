"""The commands of whoever runs Unhunch, as they are typed."""

import shutil
from datetime import timedelta

import pytest
from flask import Flask

from tests.conftest import settings_in
from webapp import clock
from webapp.actions.transaction import transaction
from webapp.application import create_app
from webapp.domain.push_hosts import Hold, HostState
from webapp.settings import Settings
from webapp.storage.people import find_person
from webapp.storage.push_hosts import hold_hosts, keep_host


def run(app: Flask, *words: str, say: str | None = None):
    """Run `flask --app wsgi ...`."""
    return app.test_cli_runner().invoke(args=words, input=say)


def test_upgrading_says_that_there_was_nothing_to_do(app):
    answer = run(app, "db", "upgrade")

    assert (answer.exit_code, answer.output.strip()) == (0, "up to date")


def test_a_backup_can_be_restored_and_the_present_database_is_kept_beside_it(app, mina, tmp_path):
    copy = tmp_path / "copy.db"
    assert run(app, "backup", str(copy)).exit_code == 0
    assert run(app, "person", "delete", str(mina.person_id), say="y\n").exit_code == 0

    answer = run(app, "restore", str(copy))

    assert answer.exit_code == 0, answer.output
    with app.app_context():
        assert find_person(mina.person_id) is not None
    assert list(tmp_path.glob("instance/unhunch.before-restore-*.db"))


def test_a_backup_never_overwrites_a_file(app, tmp_path):
    there = tmp_path / "there.db"
    there.write_text("precious")

    answer = run(app, "backup", str(there))

    assert answer.exit_code != 0
    assert "another name" in answer.output
    assert there.read_text() == "precious"


def test_what_is_no_copy_is_not_restored(app, mina, tmp_path):
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(b"rubbish" * 1000)

    answer = run(app, "restore", str(rubbish))

    assert answer.exit_code != 0
    assert "no copy" in answer.output
    with app.app_context():
        assert find_person(mina.person_id) is not None


def test_deleting_a_person_asks_first(app, mina):
    answer = run(app, "person", "delete", str(mina.person_id), say="n\n")

    assert answer.exit_code != 0
    with app.app_context():
        assert find_person(mina.person_id) is not None


def test_a_test_message_needs_a_device(app, mina):
    answer = run(app, "push", "test", str(mina.person_id), "1")

    assert answer.exit_code != 0
    assert "no such device" in answer.output


def test_the_demo_is_made_once_and_never_among_people(settings: Settings, app, tmp_path):
    shutil.copytree(settings.data_dir, tmp_path / "other", dirs_exist_ok=True)
    empty = create_app(settings_in(tmp_path / "other"))

    first = run(empty, "demo")
    second = run(empty, "demo")

    assert first.exit_code == second.exit_code == 0
    assert "/link/" in first.output
    assert first.output != second.output
    with empty.app_context():
        assert find_person(1) is not None
        assert find_person(2) is None


@pytest.mark.usefixtures("mina")
def test_the_demo_refuses_a_database_with_people_in_it(app):
    answer = run(app, "demo")

    assert answer.exit_code != 0
    assert "empty folder" in answer.output


def test_a_paused_push_service_is_shown_and_let_on(app):
    assert run(app, "push", "hosts").output == ""
    with app.app_context():
        _pause("push.example", clock.now())

    shown = run(app, "push", "hosts").output
    resumed = run(app, "push", "resume", "push.example")

    assert "push.example: refusing, paused until " in shown
    assert resumed.exit_code == 0
    assert resumed.output == "push.example is sent to again; 0 messages waited for it.\n"
    assert run(app, "push", "hosts").output == "push.example: works\n"


def test_a_push_service_that_nobody_knows_is_not_let_on(app):
    answer = run(app, "push", "resume", "push.example")

    assert answer.exit_code == 1
    assert "Nothing was sent to push.example. Push services: none so far." in answer.output


def _pause(host: str, now) -> None:
    with transaction():
        hold_hosts([host])
        keep_host(HostState(host, Hold.REFUSING, 1, 1, now, now + timedelta(minutes=1), "a key"))
