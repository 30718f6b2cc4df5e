"""What is yours: export, import, the calendar and deletion, over the web."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from tests.rows import all_rows
from tests.visitor import Visitor
from tests.web.examples import OTHER_SESSION, PLAN, SESSION, session
from webapp.storage.db import db

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
SCHEMA = Path(__file__).parents[2] / "docs" / "export.schema.json"


@pytest.fixture(autouse=True)
def at_noon(set_clock):
    set_clock(NOON)


@pytest.fixture
def lived(mina):
    """Mina with a plan and two sessions."""
    mina.put("/api/v1/plan", PLAN)
    mina.put(f"/api/v1/sessions/{SESSION}", session(NOON, tension_before=5, tension_after=3))
    mina.put(f"/api/v1/sessions/{OTHER_SESSION}", session(NOON - timedelta(days=1)))
    return mina


def upload(visitor, body: bytes):
    token = visitor.headers["X-CSRF-Token"].encode()
    head = b'Content-Disposition: form-data; name="'
    parts = (
        b"--cut\r\n" + head + b'csrf_token"\r\n\r\n' + token,
        b"\r\n--cut\r\n" + head + b'file"; filename="unhunch.json"\r\n\r\n' + body,
        b"\r\n--cut--\r\n",
    )
    kind = "multipart/form-data; boundary=cut"
    return visitor.client.post("/yours/import", data=b"".join(parts), content_type=kind)


def test_the_export_is_what_its_schema_says(lived):
    answer = lived.get("/yours/unhunch.json")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="unhunch.json"'
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(answer.json)
    assert len(answer.json["sessions"]) == 2


def test_what_was_exported_is_brought_in_by_somebody_new(app, lived):
    body = lived.get("/yours/unhunch.json").data
    new = Visitor(app.test_client()).join()

    first, second = upload(new, body), upload(new, body)

    assert "entries were added" in first.text
    assert "Nothing changed" in second.text
    assert new.get("/api/v1/progress").json["streak"]["days"] == 2
    assert new.get("/api/v1/plan").json["every_minutes"] == 60


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"format": 1}'])
def test_a_file_that_is_none_of_ours_is_refused_in_words(app, lived, body):
    before = all_rows(app)

    answer = upload(lived, body)

    assert answer.status_code == 400
    assert "Nothing was changed." in answer.text
    assert all_rows(app) == before


def test_a_file_of_several_megabytes_is_taken(lived):
    body = lived.get("/yours/unhunch.json").data + b" " * 3_000_000

    assert upload(lived, body).status_code == 200


def test_sessions_and_days_come_as_tables(lived):
    sessions = list(csv.DictReader(StringIO(lived.get("/yours/sessions.csv").text)))
    days = list(csv.DictReader(StringIO(lived.get("/yours/days.csv").text)))

    assert [row["tension_before"] for row in sessions] == ["", "5"]
    assert [row["why"] for row in days] == ["practised", "practised"]


def test_a_calendar_reads_planned_breaks_and_done_sessions(app, lived, stranger):
    page = lived.submit("/yours/calendar", {}).text
    path = "/calendar/" + page.partition("/calendar/")[2].partition('"')[0]

    calendar = Calendar.from_ical(stranger.get(path).data)

    events = [(event.start, str(event["summary"])) for event in calendar.events]
    assert (NOON - timedelta(seconds=50), "Desk minute, done") in events
    planned = {words for start, words in events if start > NOON}
    assert planned == {"Flare-safe breathing"}  # no check was made, so nothing else is open
    assert len({str(event["uid"]) for event in calendar.events}) == len(events)
    assert path.rpartition("/")[2].encode() not in repr(all_rows(app)).encode()


def test_a_new_address_ends_the_old_one_and_switched_off_there_is_none(lived, stranger):
    def path() -> str:
        page = lived.submit("/yours/calendar", {}).text
        return "/calendar/" + page.partition("/calendar/")[2].partition('"')[0]

    old, new = path(), path()

    assert stranger.get(old).status_code == 404
    assert stranger.get(new).status_code == 200
    lived.submit("/yours/calendar/removal", {})
    assert stranger.get(new).status_code == 404


def test_deleting_needs_the_word(app, lived):
    before = all_rows(app)

    answer = lived.submit("/yours/deletion", {"word": "yes"})

    assert answer.status_code == 400
    assert all_rows(app) == before


def test_after_deleting_nothing_in_the_whole_database_speaks_of_them(app, lived, jun):
    jun.put("/api/v1/plan", PLAN)
    of_jun = jun.get("/yours/unhunch.json").json

    answer = lived.submit("/yours/deletion", {"word": "Delete"})

    assert answer.location == "/"
    with app.app_context():
        for name, rows in all_rows(app).items():
            assert str(SESSION) not in repr(rows), name
            assert f"person_id={lived.person_id}" not in repr(rows), name
        db.session.rollback()
    assert lived.get("/api/v1/plan").status_code == 401
    assert jun.get("/yours/unhunch.json").json == of_jun


def test_jun_takes_along_nothing_of_mina_s(lived, jun):
    assert str(SESSION) not in jun.get("/yours/unhunch.json").text
    assert "Desk minute" not in jun.get("/yours/sessions.csv").text


@pytest.mark.parametrize("path", ["unhunch.json", "sessions.csv", "days.csv"])
def test_a_stranger_takes_nothing(stranger, path):
    assert stranger.get(f"/yours/{path}").status_code == 401
