"""Bad input of the JSON interface: a 4xx that names the field in words, and nothing stored."""

import json
from io import RawIOBase
from typing import Any

import pytest

from tests.rows import all_rows
from tests.web.examples import GUEST, PLAN, SAFETY, SESSION, SOON, device, remind, session
from webapp.application import MAX_BODY_BYTES
from webapp.push import base64url

GONE = object()
NIGHT = [["22:00", "06:00"], ["21:00", "23:00"]]
EDGES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
MINUTE_AGO = "2026-11-23T09:00:00Z"


def changed(body: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """The body with fields put in the place of its own, or taken out."""
    return {name: value for name, value in (body | change).items() if value is not GONE}


def is_refused(answer, field: str) -> bool:
    """Whether the answer names the field and says what to change."""
    assert answer.status_code == 422, answer.text
    errors = answer.json["errors"]
    assert all(error["message"] for error in errors)
    return any(
        error["field"] == field or error["field"].startswith(f"{field}.") for error in errors
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"time_zone": GONE}, "time_zone"),
        ({"time_zone": 7}, "time_zone"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"time_zone": "x" * 65}, "time_zone"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_guest_from_nowhere_is_refused(app, stranger, change, field):
    before = all_rows(app)

    assert is_refused(stranger.post("/api/v1/guests", changed(GUEST, change)), field)
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"consent": "yes"}, "consent"),
        ({"consent": GONE}, "consent"),
        ({"catalogue_version": 99}, "catalogue_version"),
        ({"consent": False}, "effects"),
        ({"effects": "no_massage"}, "effects"),
        ({"effects": [{"id": "no_such"}]}, "effects"),
        ({"effects": [{"id": "no_massage"}] * 65}, "effects"),
        ({"effects": [{"id": "no_massage", "until": "tomorrow"}]}, "effects.0.until"),
        ({"effects": [{"id": "no_massage", "until": "2026-12-24T10:00:00"}]}, "effects.0.until"),
        *[
            ({"effects": [{"id": "no_massage", "until": edge}]}, "effects.0.until")
            for edge in EDGES
        ],
        ({"effects": [{"id": "no_massage", "clearable": "soon"}]}, "effects.0.clearable"),
        ({"effects": [{"id": "no_massage", "answer": "yes"}]}, "effects.0.answer"),
    ],
)
def test_a_check_that_cannot_be_is_refused(app, mina, change, field):
    before = all_rows(app)

    assert is_refused(mina.put("/api/v1/safety", changed(SAFETY, change)), field)
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"enabled": 1}, "enabled"),
        ({"routine": "no_such"}, "routine"),
        ({"routine": GONE}, "routine"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"weekdays": {}}, "weekdays"),
        ({"weekdays": {"monday": []}}, "weekdays.monday"),
        ({"weekdays": {"mon": [["09:00"]]}}, "weekdays.mon"),
        ({"weekdays": {"mon": [["09:00", "25:00"]]}}, "weekdays.mon"),
        ({"weekdays": {"mon": [["09:00", "09:00"]]}}, "weekdays.mon"),
        ({"weekdays": {"mon": [["٠٩:٠٠", "12:00"]]}}, "weekdays.mon"),
        ({"weekdays": {"mon": NIGHT}}, "weekdays.mon"),
        ({"weekdays": {"mon": [["09:00", "12:00"]] * 7}}, "weekdays.mon"),
        ({"every_minutes": 29}, "every_minutes"),
        ({"every_minutes": 241}, "every_minutes"),
        ({"every_minutes": 10**40}, "every_minutes"),
        ({"every_minutes": 60.5}, "every_minutes"),
        ({"every_minutes": "60"}, "every_minutes"),
        ({"every_minutes": None}, "times"),
        ({"times": ["11:00"]}, "times"),
        ({"every_minutes": None, "times": ["11:00", "11:00"]}, "times"),
        ({"every_minutes": None, "times": ["03:00"]}, "times"),
        ({"every_minutes": None, "times": ["1100"]}, "times"),
        ({"every_minutes": None, "times": ["11:00"] * 25}, "times"),
        ({"routine_by_time": [{"from": "25:00", "routine": "desk_minute"}]}, "routine_by_time"),
        ({"routine_by_time": [{"from": "15:00", "routine": "no_such"}]}, "routine"),
        ({"routine_by_time": [{"from_": "15:00", "routine": "x", "to": 1}]}, "routine_by_time"),
        ({"holidays": "XX"}, "holidays"),
        ({"holidays": "DE-XX"}, "holidays"),
        ({"max_per_day": 0}, "max_per_day"),
        ({"max_per_day": 25}, "max_per_day"),
        ({"quiet_after_session_minutes": -1}, "quiet_after_session_minutes"),
        ({"quiet_after_session_minutes": 241}, "quiet_after_session_minutes"),
        ({"paused_until": "24.12.2026"}, "paused_until"),
        ({"paused_until": "2026-02-30"}, "paused_until"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_the_old_one_stays(app, mina, change, field):
    mina.put("/api/v1/plan", PLAN)
    before = all_rows(app)

    assert is_refused(mina.put("/api/v1/plan", changed(PLAN, change)), field)
    assert all_rows(app) == before


OFF_THE_CURVE = base64url.encoded(b"\x04" + b"\x01" * 64)
KEYS = device()["subscription"]["keys"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "https://10.0.0.1/push"}, "endpoint"),
        ({"endpoint": "https://127.0.0.1/push"}, "endpoint"),
        ({"endpoint": "https://[::1]/push"}, "endpoint"),
        ({"endpoint": "https://localhost/push"}, "endpoint"),
        ({"endpoint": "https://169.254.169.254/latest/meta-data"}, "endpoint"),
        ({"endpoint": "http://fcm.googleapis.com/fcm/send/x"}, "endpoint"),
        ({"endpoint": "https://fcm.googleapis.com:8443/fcm/send/x"}, "endpoint"),
        ({"endpoint": "https://mina:secret@fcm.googleapis.com/fcm/send/x"}, "endpoint"),
        ({"endpoint": "https://fcm.googleapis.com@10.0.0.1/x"}, "endpoint"),
        ({"endpoint": "https://push.example.com/x"}, "endpoint"),
        ({"endpoint": "https://fcm.googleapis.com.example.com/x"}, "endpoint"),
        ({"endpoint": "https://fcm.googleapis.com\\@10.0.0.1/x"}, "endpoint"),
        ({"endpoint": "file:///etc/passwd"}, "endpoint"),
        ({"endpoint": ""}, "endpoint"),
        ({"endpoint": 7}, "endpoint"),
        ({"endpoint": GONE}, "endpoint"),
        ({"endpoint": f"https://fcm.googleapis.com/{'x' * 1024}"}, "endpoint"),
        ({"keys": GONE}, "keys"),
        ({"keys": []}, "keys"),
        ({"keys": KEYS | {"p256dh": OFF_THE_CURVE}}, "keys.p256dh"),
        ({"keys": KEYS | {"p256dh": KEYS["auth"]}}, "keys.p256dh"),
        ({"keys": KEYS | {"p256dh": "not base64!"}}, "keys.p256dh"),
        ({"keys": KEYS | {"auth": base64url.encoded(b"short")}}, "keys.auth"),
        ({"keys": KEYS | {"auth": ""}}, "keys.auth"),
        ({"keys": KEYS | {"more": "x"}}, "keys.more"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_subscription_no_browser_of_ours_sent_is_refused(app, mina, change, field):
    body = device()
    body["subscription"] = changed(body["subscription"], change)
    before = all_rows(app)

    assert is_refused(mina.post("/api/v1/devices", body), f"subscription.{field}")
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label": "x" * 81}, "label"),
        ({"label": "a\0b"}, "label"),
        ({"label": None}, "label"),
        ({"replaces": "x" * 2049}, "replaces"),
        ({"subscription": None}, "subscription"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_device_that_cannot_be_is_refused(app, mina, change, field):
    before = all_rows(app)

    assert is_refused(mina.post("/api/v1/devices", device() | change), field)
    assert all_rows(app) == before


@pytest.mark.parametrize("number", [0, 2, 2**31, 2**63, 10**40])
def test_a_device_that_is_not_there_is_not_found(app, mina, number):
    before = all_rows(app)

    assert mina.post(f"/api/v1/devices/{number}/test-messages", {}).status_code == 404
    assert mina.get(f"/api/v1/devices/{number}/test-messages/1").status_code == 404
    assert mina.get(f"/api/v1/devices/1/test-messages/{number}").status_code == 404
    assert mina.submit(f"/devices/{number}", {"label": "x"}).status_code == 404
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "eaten"}, "kind"),
        ({"kind": GONE}, "kind"),
        ({"at": "now"}, "at"),
        ({"at": "2026-11-23T10:00:00"}, "at"),
        *[({"at": edge}, "at") for edge in EDGES],
        ({"minutes": 0}, "minutes"),
        ({"minutes": 121}, "minutes"),
        ({"token": 7}, "token"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(app, mina, change, field):
    body = {"token": remind(app, mina).token, "kind": "shown", "at": MINUTE_AGO}
    before = all_rows(app)

    assert is_refused(mina.post("/api/v1/receipts", changed(body, change)), field)
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"routine": "no_such"}, "routine"),
        ({"level": 0}, "level"),
        ({"level": 4}, "level"),
        ({"level": "1"}, "level"),
        ({"started_at": GONE}, "started_at"),
        ({"started_at": "2026-11-23T10:00:00"}, "started_at"),
        ({"started_at": "2026-09-20T10:00:00Z", "finished_at": None}, "started_at"),
        ({"started_at": "2026-11-23T09:12:00Z", "finished_at": None}, "started_at"),
        *[({"started_at": edge}, "started_at") for edge in EDGES],
        ({"finished_at": "2026-11-23T08:00:00Z"}, "finished_at"),
        *[({"finished_at": edge}, "finished_at") for edge in EDGES],
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"state": "asleep"}, "state"),
        ({"played_seconds": -1}, "played_seconds"),
        ({"played_seconds": 116}, "played_seconds"),
        ({"played_seconds": 10**40}, "played_seconds"),
        ({"steps_done": 9}, "steps_done"),
        ({"steps_done": -1}, "steps_done"),
        ({"steps_total": 0}, "steps_total"),
        ({"timeline_seconds": 0}, "timeline_seconds"),
        ({"timeline_digest": "x" * 65}, "timeline_digest"),
        ({"timeline_digest": "a\0b"}, "timeline_digest"),
        ({"tension_before": 11}, "tension_before"),
        ({"tension_after": -1}, "tension_after"),
        ({"discomfort": 3.5}, "discomfort"),
        ({"rating": "great"}, "rating"),
        ({"next_morning": "fine"}, "next_morning"),
        ({"occurrence": 0}, "occurrence"),
        ({"occurrence": 2**31}, "occurrence"),
        ({"occurrence": "1"}, "occurrence"),
        ({"token": "x" * 257}, "token"),
    ],
)
def test_a_session_that_cannot_be_is_refused(app, mina, change, field):
    before = all_rows(app)

    answer = mina.put(f"/api/v1/sessions/{SESSION}", changed(session(), change))

    assert is_refused(answer, field)
    assert all_rows(app) == before


@pytest.mark.parametrize("address", ["x", "1", f"{SESSION}x", "%00", "../plan"])
def test_a_session_without_a_proper_id_has_no_address(app, mina, address):
    before = all_rows(app)

    assert mina.put(f"/api/v1/sessions/{address}", session()).status_code in (404, 405, 422)
    assert all_rows(app) == before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("plan/preview?days=0", "days"),
        ("plan/preview?days=61", "days"),
        ("plan/preview?days=", "days"),
        ("plan/preview?days=-1", "days"),
        (f"plan/preview?days={'9' * 5000}", "days"),
        ("plan/preview?days=²", "days"),
        ("progress?from=yesterday", "from"),
        ("progress?from=2026-11-24&to=2026-11-23", "from"),
        ("progress?from=2024-11-23&to=2026-11-23", "from"),
        ("progress?to=0001-01-01", "to"),
        ("progress?from=9999-12-31&to=9999-12-31", "to"),
        ("routines/desk_minute/timeline?level=4", "level"),
        ("routines/desk_minute/timeline?level=", "level"),
        ("routines/desk_minute/timeline?level=²", "level"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(mina, query, field):
    mina.put("/api/v1/plan", PLAN)

    assert is_refused(mina.get(f"/api/v1/{query}"), field)


def test_an_unknown_routine_has_no_timeline(stranger):
    assert stranger.get("/api/v1/routines/no_such/timeline").status_code == 404


def test_an_unknown_effect_is_refused_rather_than_ignored(stranger):
    path = "/api/v1/routines/desk_minute/timeline"

    assert is_refused(stranger.get(path, Safety_Effects="no_massage,nonsense"), "Safety-Effects")


TAKES_JSON = [
    ("POST", "/api/v1/guests"),
    ("PUT", "/api/v1/safety"),
    ("PUT", "/api/v1/plan"),
    ("POST", "/api/v1/devices"),
    ("POST", "/api/v1/devices/1/test-messages"),
    ("POST", "/api/v1/receipts"),
    ("PUT", f"/api/v1/sessions/{SESSION}"),
]
MALFORMED = {
    "empty": b"",
    "half": b'{"time_zone": "Eur',
    "two": b"{}{}",
    "not utf-8": b'{"a": "\xff\xfe"}',
    "lone surrogate": b'{"time_zone": "\\ud800"}',
    "deep": b"[" * 100_000,
    "a number of many digits": b'{"level": ' + b"9" * 100_000 + b"}",
    "infinity": b'{"level": Infinity}',
}


@pytest.mark.parametrize(("method", "path"), TAKES_JSON)
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_what_is_not_json_is_refused(app, mina, method, path, body):
    before = all_rows(app)

    answer = mina.client.open(
        path, method=method, data=body, content_type="application/json", headers=mina.headers
    )

    assert answer.status_code in (400, 422)
    assert answer.json["detail"]
    assert all_rows(app) == before


@pytest.mark.parametrize(("method", "path"), TAKES_JSON)
@pytest.mark.parametrize("body", [[], "text", 7, None, True])
def test_json_that_is_no_object_is_refused(app, mina, method, path, body):
    before = all_rows(app)

    answer = mina.client.open(
        path,
        method=method,
        data=json.dumps(body),
        content_type="application/json",
        headers=mina.headers,
    )

    assert answer.status_code == 422
    assert all_rows(app) == before


@pytest.mark.parametrize(("method", "path"), TAKES_JSON)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_does_not_say_that_it_is_json_is_refused(app, mina, method, path, kind):
    before = all_rows(app)

    answer = mina.client.open(
        path, method=method, data=json.dumps(PLAN), content_type=kind, headers=mina.headers
    )

    assert answer.status_code == 415
    assert all_rows(app) == before


class Flood(RawIOBase):
    """Fifty megabytes that are made only as they are read; reading far into them is an error."""

    BYTES = 50 * 1024 * 1024

    def __init__(self) -> None:
        self.position = 0

    def readable(self) -> bool:
        """It can be read, up to a point."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there; so the test client finds out how long it is."""
        self.position = (0, self.position, self.BYTES)[whence] + offset
        return self.position

    def readinto(self, buffer: Any) -> int:
        """Give as many spaces as are asked for."""
        self.position += len(buffer)
        assert self.position <= 2 * MAX_BODY_BYTES, "all of it was read"
        buffer[:] = b" " * len(buffer)
        return len(buffer)


@pytest.mark.parametrize(
    ("method", "path"), [*TAKES_JSON, ("POST", "/plan"), ("POST", "/start"), ("POST", "/devices/1")]
)
def test_a_body_of_fifty_megabytes_is_refused_without_being_read(app, mina, method, path):
    before = all_rows(app)
    kind = "application/json" if path.startswith("/api/") else "application/x-www-form-urlencoded"

    answer = mina.client.open(
        path,
        method=method,
        input_stream=Flood(),
        content_type=kind,
        headers=mina.headers,
    )

    assert answer.status_code == 413
    assert "1 MiB" in answer.text
    assert all_rows(app) == before


@pytest.mark.parametrize("token", ["", "1-1", "1-1.forged", "é", "x" * 256, "\0"])
def test_a_forged_token_is_not_found(app, mina, stranger, token):
    remind(app, mina)
    before = all_rows(app)

    told = stranger.post("/api/v1/receipts", {"token": token, "kind": "opened", "at": MINUTE_AGO})
    recorded = stranger.put(f"/api/v1/sessions/{SESSION}", session(token=token))

    assert (told.status_code, recorded.status_code) == (404, 404)
    assert all_rows(app) == before


def test_a_truncated_token_or_one_that_was_changed_is_not_found(app, mina, stranger):
    token = remind(app, mina).token
    before = all_rows(app)
    number, _, signature = token.partition(".")
    wrong = [token[:length] for length in range(0, len(token), 7)]
    wrong += [token + "A", token.upper(), f"2-1.{signature}", f"{number}.", signature]

    for text in wrong:
        body = {"token": text, "kind": "opened", "at": MINUTE_AGO}
        assert stranger.post("/api/v1/receipts", body).status_code == 404, text

    assert all_rows(app) == before


def test_a_token_too_old_to_record_with_is_refused_in_words(app, mina, stranger, set_clock):
    token = remind(app, mina).token
    before = all_rows(app)
    set_clock(SOON.replace(hour=12))

    late = stranger.put(f"/api/v1/sessions/{SESSION}", session(SOON.replace(hour=12), token=token))

    assert (late.status_code, late.json["title"]) == (401, "Too late for this link")
    assert all_rows(app) == before
