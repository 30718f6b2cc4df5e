"""The doctor on an installation that is well, and on one where each thing in turn is not."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.actions.lives import guest, phone, reminded
from tests.checkup.conftest import NOW, Installation, grades
from tests.checkup.lines import closed_port
from tests.conftest import at
from webapp import clock
from webapp.actions.deliveries import take_waiting
from webapp.actions.reminders import tick
from webapp.checkup import databases
from webapp.checkup.examine import examine
from webapp.checkup.finding import Grade, is_trouble
from webapp.domain.catalogue import load_catalogue
from webapp.parts import parts
from webapp.storage.db import db
from webapp.storage.devices import Device
from webapp.storage.plans import StoredPlanVersion

HOUR = timedelta(hours=1)


def execute(healthy: Installation, statement: str) -> None:
    with closing(sqlite3.connect(healthy.database)) as connection, connection:
        connection.execute(statement)


def test_an_installation_that_is_well_has_nothing_but_good_lines(healthy):
    findings = healthy.findings()

    assert set(grades(findings).values()) == {Grade.OK}, findings
    assert len(findings) == len({finding.name for finding in findings}) > 15


def test_looking_changes_nothing(healthy):
    def everything():
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in healthy.folder.rglob("*")}

    before = everything()
    healthy.findings()

    assert everything() == before


def test_where_nothing_is_yet_nothing_is_made_and_nothing_is_trouble(healthy, tmp_path):
    nowhere = tmp_path / "nowhere"
    environ = healthy.environ | {"UNHUNCH_DATA_DIR": str(nowhere)}

    found = grades(list(examine(environ, healthy.clock)))

    assert not nowhere.exists()
    assert [found[name] for name in ("data folder", "keys", "database")] == [Grade.WARNING] * 3
    assert Grade.TROUBLE not in found.values()


def test_settings_that_cannot_be_read_are_told_each_and_nothing_else_is_looked_at(healthy):
    environ = {"UNHUNCH_PORT": "x", "UNHUNCH_TICK_SECONDS": "never"}

    findings = list(examine(environ, healthy.clock))

    assert [one.grade for one in findings] == [Grade.TROUBLE] * 2
    assert all("UNHUNCH_" in one.says for one in findings)


def test_a_key_that_others_can_read_is_trouble(healthy):
    (healthy.folder / "vapid_private_key").chmod(0o644)

    assert "chmod 600" in healthy.found("keys").says
    assert is_trouble(healthy.findings())


def test_a_key_that_is_gone_is_trouble_before_the_next_start_makes_another(healthy):
    (healthy.folder / "vapid_private_key").unlink()

    found = healthy.found("keys")

    assert found.grade is Grade.TROUBLE
    assert "backup" in found.do
    assert not (healthy.folder / "vapid_private_key").exists()


def test_a_key_that_is_none_is_trouble(healthy):
    (healthy.folder / "secret_key").write_text("short")

    assert healthy.found("keys").grade is Grade.TROUBLE


def test_devices_of_another_key_are_trouble(healthy):
    healthy.change(lambda: phone(guest()))

    found = healthy.found("devices know our key")

    assert (found.grade, found.says[:9]) == (Grade.TROUBLE, "1 devices")
    assert "accept-key" in found.do


def test_a_clock_behind_what_was_written_is_trouble(healthy):
    later = (NOW + HOUR).timestamp()
    os.utime(healthy.database, (later, later))

    found = healthy.found("clock")

    assert (found.grade, "60 min later" in found.says) == (Grade.TROUBLE, True)


def test_a_clock_that_jumps_while_we_look_is_warned_of(healthy):
    shown = iter([NOW, NOW, NOW + timedelta(seconds=9)])
    healthy.clock = lambda: next(shown, NOW)

    found = healthy.found("clock runs evenly")

    assert (found.grade, found.says) == (Grade.WARNING, "It jumped by 9.0 s while we looked.")


@pytest.mark.parametrize(("age", "grade"), [(5, Grade.OK), (31, Grade.TROUBLE)])
def test_a_scheduler_that_stopped_is_trouble(healthy, age, grade):
    healthy.now = NOW + timedelta(seconds=age)

    assert healthy.found("reminders run").grade is grade


def test_a_scheduler_that_never_ran_is_warned_of(healthy):
    execute(healthy, "DELETE FROM heartbeats")

    assert healthy.found("reminders run").grade is Grade.WARNING


def due_now(healthy: Installation) -> None:
    """A reminder became due and nobody sent it."""
    moment = at("2026-11-23 10:00", "Europe/Berlin")
    reminded()
    tick(moment)
    db.session.execute(update(Device).values(application_server_key=healthy.key))


def test_what_nobody_sends_is_trouble(healthy):
    healthy.change(lambda: due_now(healthy))

    found = healthy.found("sending")

    assert (found.grade, found.says[:19]) == (Grade.TROUBLE, "1 deliveries wait, ")


def test_what_a_dead_sender_holds_is_trouble(healthy):
    def leave_behind() -> None:
        due_now(healthy)
        db.session.commit()
        office = parts(healthy.app).office
        take_waiting(office, at("2026-11-23 10:00", "Europe/Berlin"))

    healthy.change(leave_behind)

    assert "held by a sender that is gone" in healthy.found("sending").says
    assert healthy.found("sending").grade is Grade.TROUBLE


def test_a_holiday_calendar_that_is_known_no_more_is_trouble(healthy):
    def forget_calendar() -> None:
        reminded(holidays="DE")
        db.session.execute(update(Device).values(application_server_key=healthy.key))
        db.session.execute(update(StoredPlanVersion).values(holidays="XX"))

    healthy.change(forget_calendar)

    found = healthy.found("public holidays")
    assert (found.grade, "XX" in found.says) == (Grade.TROUBLE, True)


def test_holidays_that_plans_follow_are_named(healthy):
    def follow() -> None:
        reminded(holidays="DE-BE")
        db.session.execute(update(Device).values(application_server_key=healthy.key))

    healthy.change(follow)

    assert healthy.found("public holidays").says.startswith("DE-BE:")


@pytest.mark.parametrize(
    ("revision", "words"),
    [("0001", "db upgrade"), ("9999", "newer version"), (None, "db upgrade")],
)
def test_a_database_of_another_revision_is_trouble_and_not_read_further(healthy, revision, words):
    execute(healthy, "DELETE FROM alembic_version")
    if revision:
        execute(healthy, f"INSERT INTO alembic_version VALUES ('{revision}')")

    found = healthy.found("database revision")

    assert (found.grade, words in found.do) == (Grade.TROUBLE, True)
    assert "sending" not in grades(healthy.findings())


def test_a_file_that_is_no_database_is_trouble(healthy):
    healthy.database.write_bytes(b"nothing of ours" * 1000)

    found = healthy.found("database")

    assert (found.grade, "restore" in found.do) == (Grade.TROUBLE, True)


def test_a_damaged_database_is_trouble(healthy):
    for _ in range(3):
        healthy.change(lambda: [guest() for _ in range(100)])
    content = bytearray(healthy.database.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    for file in healthy.folder.glob("unhunch.db-*"):
        file.unlink()
    healthy.database.write_bytes(content)

    assert is_trouble(one for one in healthy.findings() if one.name.startswith("database"))


def test_a_database_too_large_to_check_is_said_so(healthy, monkeypatch):
    healthy.change(lambda: [guest() for _ in range(200)])
    monkeypatch.setattr(databases, "PATIENCE_SECONDS", -1.0)
    monkeypatch.setattr(databases, "STEPS", 1)

    assert healthy.found("database is whole").grade is Grade.WARNING


def test_a_database_without_its_log_is_warned_of(healthy):
    execute(healthy, "PRAGMA journal_mode=DELETE")

    assert healthy.found("write-ahead log").grade is Grade.WARNING


def test_a_log_that_never_shrinks_is_warned_of(healthy, monkeypatch):
    monkeypatch.setattr(databases, "LARGE_LOG", -1)

    assert healthy.found("write-ahead log").grade is Grade.WARNING


def test_a_database_server_out_of_reach_is_trouble_and_its_password_stays_secret(healthy):
    keys = {
        "UNHUNCH_SECRET_KEY": healthy.settings.secret_key,
        "UNHUNCH_VAPID_PRIVATE_KEY": healthy.settings.vapid_private_key,
    }
    url = f"postgresql://me:pa55word@127.0.0.1:{closed_port()}/unhunch"
    healthy.environ |= {"UNHUNCH_DATABASE_URL": url, **keys}

    findings = healthy.findings()

    assert grades(findings)["database"] is Grade.TROUBLE
    assert "pa55word" not in repr(findings)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("off", "grade"), [(0, Grade.OK), (5, Grade.WARNING), (3600, Grade.TROUBLE)]
)
def test_the_clock_of_a_database_server_is_held_against_ours(
    healthy, migrated_postgres, off, grade
):
    keys = {
        "UNHUNCH_SECRET_KEY": healthy.settings.secret_key,
        "UNHUNCH_VAPID_PRIVATE_KEY": healthy.settings.vapid_private_key,
    }
    healthy.environ |= {"UNHUNCH_DATABASE_URL": migrated_postgres, **keys}
    healthy.clock = lambda: clock.now() + timedelta(seconds=off)

    assert healthy.found("clock of the database").grade is grade
    assert healthy.found("database revision").grade is Grade.OK


def test_a_broken_catalogue_is_trouble(healthy, monkeypatch, tmp_path):
    broken = tmp_path / "catalogue.yaml"
    broken.write_text("nothing: here")
    monkeypatch.setattr(
        "webapp.checkup.examine.load_catalogues", lambda: {"en": load_catalogue(broken)}
    )

    assert healthy.found("content").grade is Grade.TROUBLE


def test_a_proxy_that_is_gone_is_trouble(healthy):
    healthy.environ["UNHUNCH_PUSH_PROXY"] = f"http://127.0.0.1:{closed_port()}"

    assert healthy.found("push services").grade is Grade.TROUBLE


def test_a_push_service_devices_use_must_be_within_reach_and_is_named_without_its_path(
    healthy, proxy
):
    def register() -> None:
        reminded()
        db.session.execute(update(Device).values(application_server_key=healthy.key))

    healthy.change(register)
    proxy.answer = "403 Forbidden"

    found = [one for one in healthy.findings() if one.name == "push services"]

    google = [one for one in found if "fcm.googleapis.com" in one.says]
    assert [one.grade for one in google] == [Grade.TROUBLE]
    assert {one.grade for one in found if one not in google} == {Grade.WARNING}
    assert "phone-of" not in repr(found)
