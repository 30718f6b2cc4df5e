"""Each check by itself: facts in, a finding out."""

from datetime import timedelta

import pytest

from tests.checkup.conftest import NOW
from tests.conftest import at
from webapp.checkup import addresses, calendars, clocks, machine, running
from webapp.checkup.finding import Finding, Grade
from webapp.storage.gauges import HostState, Queue

OK, WARNING, TROUBLE = Grade.OK, Grade.WARNING, Grade.TROUBLE
SECOND = timedelta(seconds=1)
MEGABYTE = 1024 * 1024


def test_what_is_not_well_always_comes_with_a_way_out():
    with pytest.raises(ValueError, match="way out"):
        Finding("clock", TROUBLE, "It stands still.")


@pytest.mark.parametrize(
    ("megabytes", "grade"), [(None, OK), (99, TROUBLE), (1000, WARNING), (2000, OK)]
)
def test_room_on_the_disk(megabytes, grade):
    found = machine.check_disk(None if megabytes is None else megabytes * MEGABYTE)

    assert found.grade is grade


def test_room_is_looked_for_where_the_folder_will_be(tmp_path):
    assert machine.free_bytes(tmp_path / "not" / "yet") == machine.free_bytes(tmp_path)


@pytest.mark.parametrize(
    ("megabytes", "grade"), [(None, OK), (63, TROUBLE), (200, WARNING), (300, OK)]
)
def test_memory(megabytes, grade):
    found = machine.check_memory(None if megabytes is None else megabytes * MEGABYTE)

    assert found.grade is grade


def test_of_the_machine_s_memory_and_the_group_s_the_smaller_counts(tmp_path):
    system, limit, used = (tmp_path / name for name in ("meminfo", "max", "current"))
    assert machine.available_memory(system, limit, used) is None

    system.write_text("MemTotal: 9000 kB\nMemAvailable:    4000 kB\n")
    assert machine.available_memory(system, limit, used) == 4000 * 1024
    limit.write_text("max\n")
    used.write_text("500000\n")
    assert machine.available_memory(system, limit, used) == 4000 * 1024
    limit.write_text("2000000\n")
    assert machine.available_memory(system, limit, used) == 1_500_000


def test_the_data_folder(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    private, open_ = tmp_path / "private", tmp_path / "open"
    private.mkdir(mode=0o700)
    open_.mkdir(mode=0o755)

    found = [machine.check_folder(path) for path in (private, open_, file, tmp_path / "none")]

    assert [one.grade for one in found] == [OK, WARNING, TROUBLE, WARNING]


def test_a_data_folder_that_cannot_be_written_in(monkeypatch, tmp_path):
    def refuse(**_more: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refuse)

    found = machine.check_folder(tmp_path)

    assert (found.grade, "Read-only file system" in found.says) == (TROUBLE, True)


@pytest.mark.parametrize(
    ("url", "grade"),
    [
        ("https://neck.example.org", OK),
        ("https://neck.example.org:8443", OK),
        ("http://localhost:8000", WARNING),
        ("https://127.0.0.1", WARNING),
        ("http://neck.localhost", WARNING),
        ("http://neck.example.org", TROUBLE),
        ("https://192.168.1.5", WARNING),
        ("https://[2001:db8::1]", WARNING),
        ("https://desk", WARNING),
    ],
)
def test_the_public_address(url, grade):
    assert addresses.check_public_url(url).grade is grade


@pytest.mark.parametrize(
    ("subject", "grade"),
    [
        ("mailto:me@example.org", OK),
        ("https://neck.example.org", OK),
        ("mailto:unhunch@example.org", WARNING),
        ("mailto:me@localhost", TROUBLE),
        ("mailto: me@example.org", TROUBLE),
        ("mailto:<me@example.org>", TROUBLE),
        ("https://localhost", TROUBLE),
    ],
)
def test_the_contact(subject, grade):
    assert addresses.check_contact(subject).grade is grade


@pytest.mark.parametrize(
    ("seconds", "grade"), [(0, OK), (1.9, OK), (-3, WARNING), (31, TROUBLE), (-3600, TROUBLE)]
)
def test_the_clock_of_the_database(seconds, grade):
    assert clocks.check_drift(NOW, NOW + seconds * SECOND).grade is grade


@pytest.mark.parametrize(
    ("length", "words"),
    [(1.5, "1.5 s"), (180, "3 min"), (7200, "2 h"), (9 * 86400, "9 days")],
)
def test_lengths_are_told_in_fitting_units(length, words):
    assert words in clocks.check_drift(NOW, NOW + length * SECOND).says


@pytest.mark.parametrize(
    ("system", "package", "grade"),
    [
        (None, "2026a", OK),
        ("2026b", "2026a", OK),
        ("2025b", "2026a", WARNING),
        ("", "2026a", OK),
        (None, "2025a", WARNING),
        ("2025a", "2025a", WARNING),
    ],
)
def test_time_zones(system, package, grade):
    assert calendars.check_zones(system, package, at("2027-03-01 10:00")).grade is grade


@pytest.mark.parametrize(
    ("name", "line", "found"),
    [
        ("tzdata.zi", "# version 2025b\n# more", "2025b"),
        ("+VERSION", "2024a\n", "2024a"),
        ("tzdata.zi", "nothing", ""),
        ("other", "2024a", ""),
    ],
)
def test_the_release_of_the_system_s_zones_is_read_where_it_is_told(tmp_path, name, line, found):
    assert calendars.find_system_zones([str(tmp_path)]) is None
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Berlin").write_bytes(b"TZif")
    (tmp_path / name).write_text(line)

    assert calendars.find_system_zones([str(tmp_path / "none"), str(tmp_path)]) == found


def test_the_release_of_the_package_s_zones_is_a_release():
    assert calendars.VERSION.match(calendars.package_zones())


def test_public_holidays():
    known = calendars.holidays_known(["DE-BE"], (2026, 2027))

    assert calendars.check_holidays(known).grade is OK
    assert calendars.check_holidays({}).grade is OK
    assert calendars.check_holidays({("DE", 2026): 9, ("DE", 2027): 0}).grade is WARNING
    assert calendars.check_holidays(calendars.holidays_known(["XX"], (2026,))).grade is TROUBLE


@pytest.mark.parametrize(
    ("age", "tick", "grade"),
    [(None, 1, WARNING), (29, 1, OK), (31, 1, TROUBLE), (59, 6, OK), (61, 6, TROUBLE), (-5, 1, OK)],
)
def test_the_tick(age, tick, grade):
    assert running.check_tick(age, tick).grade is grade


@pytest.mark.parametrize(
    ("queue", "grade"),
    [
        (Queue(0, 0, 0, None), OK),
        (Queue(5, 5, 0, NOW - 3 * SECOND), OK),
        (Queue(5, 0, 0, NOW + 60 * SECOND), OK),
        (Queue(5, 5, 0, NOW - 30 * SECOND), WARNING),
        (Queue(5, 2, 0, NOW - 300 * SECOND), WARNING),
        (Queue(5, 0, 0, NOW - 300 * SECOND), TROUBLE),
        (Queue(5, 0, 5, NOW - 300 * SECOND), TROUBLE),
    ],
)
def test_the_queue(queue, grade):
    assert running.check_queue(queue, NOW).grade is grade


def test_paused_push_services_are_told_each_with_its_reason():
    hosts = [
        HostState("fcm.googleapis.com", NOW + 60 * SECOND, "HTTP 403", 7),
        HostState("web.push.apple.com", NOW - SECOND, "HTTP 503", 2),
    ]

    [found] = running.check_hosts(hosts, NOW)

    assert found.grade is TROUBLE
    assert "fcm.googleapis.com" in found.says
    assert "HTTP 403" in found.says
    assert running.check_hosts([], NOW)[0].grade is OK
