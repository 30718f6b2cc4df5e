"""Log lines: one an event in either style, with the request's number, and never a secret."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from tests.actions.lives import TEN, office_of, phone, with_plan
from tests.conftest import settings_in
from tests.visitor import CheckedClient, Visitor
from tests.web.examples import GUEST, SESSION, SOON, device, session
from webapp import log_lines
from webapp.actions import devices
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.reminders import tick
from webapp.application import create_app
from webapp.log_lines import FIELDS
from webapp.parts import parts
from webapp.push.go_token import GoToken
from webapp.push.outbox import Outbox
from webapp.push.outcome import Outcome, Result
from webapp.storage.db import db
from webapp.storage.people import get_person

METRICS_TOKEN = "open-sesame-for-the-figures"
INCOMPLETE = text("INSERT INTO devices (endpoint) VALUES (:word)")
log = logging.getLogger("tests.some.place")


@pytest.fixture(params=["plain", "json"])
def style(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def lines(settings, style) -> Iterator[io.StringIO]:
    """What this process logs, everything down to the smallest event."""
    root, stream = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    made = settings_in(settings.data_dir, LOG=style, METRICS_TOKEN=METRICS_TOKEN)
    log_lines.configure(made, "web", stream)
    root.setLevel(logging.DEBUG)
    logging.getLogger(log_lines.REQUESTS).setLevel(logging.DEBUG)
    yield stream
    root.handlers, root.level = before


@pytest.fixture
def logged_app(settings, style, lines, set_clock) -> Flask:
    """An application with a view that fails, whatever it is given."""
    set_clock(SOON)
    app = create_app(settings_in(settings.data_dir, METRICS_TOKEN=METRICS_TOKEN))
    app.test_client_class = CheckedClient

    def fail(word: str) -> str:
        try:
            db.session.execute(
                text("INSERT INTO devices (endpoint) VALUES (:word)"), {"word": word}
            )
        except Exception as error:
            raise RuntimeError(f"nothing to be done about {word}\nand {word} again") from error
        return ""

    app.add_url_rule("/fail/<path:word>", "fail", fail)
    return app


def events(stream: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("style", ["json"], indirect=True)
def test_a_json_line_says_when_where_and_what(lines):
    log.warning("%d of %s", 3, "them", extra={FIELDS: {"host": "fcm.googleapis.com", "n": 3}})

    [event] = events(lines)

    assert event.pop("at").endswith("Z")
    assert event.pop("process") > 0
    assert event == {
        "level": "warning",
        "part": "web",
        "logger": "tests.some.place",
        "event": "3 of them",
        "host": "fcm.googleapis.com",
        "n": 3,
    }


@pytest.mark.parametrize("style", ["plain"], indirect=True)
def test_a_plain_line_says_the_same_to_people(lines):
    log.warning("%d of %s", 3, "them", extra={FIELDS: {"n": 3}})

    assert lines.getvalue().endswith(" WARNING tests.some.place: 3 of them n=3\n")


def fails() -> None:
    try:
        raise KeyError("first")
    except KeyError as error:
        raise ValueError("then\nsecret") from error


@pytest.mark.parametrize("style", ["json"], indirect=True)
def test_trouble_is_told_from_its_first_cause_with_its_places_and_only_first_lines(lines):
    try:
        fails()
    except ValueError:
        log.exception("it failed")

    [event] = events(lines)

    assert [one["said"] for one in event["trouble"]] == ["KeyError: 'first'", "ValueError: then"]
    assert event["trouble"][1]["frames"][-1].endswith(" fails")


@pytest.mark.parametrize("style", ["plain"], indirect=True)
def test_trouble_stands_beneath_a_plain_line(lines):
    try:
        fails()
    except ValueError:
        log.exception("it failed")

    said = lines.getvalue().splitlines()
    assert said[0].endswith("it failed")
    assert "  KeyError: 'first'" in said
    assert "  ValueError: then" in said
    assert "secret" not in lines.getvalue()


@pytest.mark.parametrize("style", ["json"], indirect=True)
def test_a_line_cannot_be_forged_from_within(lines):
    log.info('a name\n{"level": "error"}\u2028\x1b[2J')

    assert len(events(lines)) == 1


@pytest.mark.parametrize("style", ["json"], indirect=True)
def test_every_request_has_a_line_that_names_its_rule_and_a_number_that_is_answered(
    logged_app, lines
):
    stranger = Visitor(logged_app.test_client())
    found = stranger.get("/routines/desk_minute?level=2")
    lost = stranger.get("/no/such/place")
    picture = stranger.get("/assets/any/icons/icon.svg")

    requests = [event for event in events(lines) if event["event"] == "request"]

    told = [(e["method"], e["route"], e["status"], e["request"]) for e in requests]
    assert told == [
        ("GET", "/routines/<routine_id>", 200, found.headers["X-Request-Id"]),
        ("GET", "-", 404, lost.headers["X-Request-Id"]),
    ]
    assert all(event["ms"] >= 0 for event in requests)
    assert picture.headers["X-Request-Id"] not in {e["request"] for e in requests}


def test_people_are_not_told_of_every_request(settings):
    made = settings_in(settings.data_dir)
    before = logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    log_lines.configure(made, "web", stream)

    app = create_app(made)
    app.add_url_rule("/fail", "fail", lambda: 1 / 0)
    answer = app.test_client().get("/healthz")
    failed = app.test_client().get("/fail")

    logging.getLogger().handlers, logging.getLogger().level = before
    assert (answer.status_code, failed.status_code) == (200, 500)
    assert stream.getvalue().count("\n  ZeroDivisionError") == 1
    assert f"request={failed.headers['X-Request-Id']}" in stream.getvalue()
    assert answer.headers["X-Request-Id"] not in stream.getvalue()


def walked(app: Flask) -> list[str]:
    """Go every way on which a secret travels; answers the secrets."""
    mina = Visitor(app.test_client()).join()
    browser = device("mina-s-own-phone-A1")["subscription"]
    registered = mina.post("/api/v1/devices", device("mina-s-own-phone-A1"))
    link = mina.post("/api/v1/links", {}).json["url"].rpartition("/")[2]
    with app.app_context():
        person = get_person(mina.person_id)
        ring = phone(person, TEN, "ringing-phone-B2")
        with_plan(person, TEN.replace(hour=9))
        tick(TEN)
        batch = take_waiting(office_of(app), TEN)
        outbox = Outbox()
        outbox.script(ring.endpoint, Result(Outcome.REFUSED, 403, detail="HTTP 403"))
        results = outbox.send([one.parcel for one in batch], TEN)
        settle(batch, results, TEN)
        log.info("%r %r", batch, [one.parcel.subscription.auth for one in batch])
        token = parts(app).tokens.sign(GoToken(1, batch[0].delivery_id))
        devices.send_test(person.id, ring.id, TEN)
        settings = parts(app).settings
        secrets = [ring.endpoint, ring.endpoint.rpartition("/")[2]]
    strangers = Visitor(app.test_client())
    cookie = mina.client.get_cookie("unhunch").value
    for secret in (token, link, cookie, browser["endpoint"], settings.secret_key):
        for address in ("/go/{}", "/link/{}", "/fail/{}", "/nothing/{}", "/routines/{}", "/?q={}"):
            strangers.get(address.format(secret))
    receipt = {"token": token, "kind": "opened", "at": SOON.isoformat()}
    strangers.post("/api/v1/receipts", receipt)
    strangers.post("/api/v1/receipts", receipt | {"colour": token})
    strangers.post("/api/v1/receipts", receipt | {"token": f"{token}x"})
    strangers.put(f"/api/v1/sessions/{SESSION}", session() | {"token": token})
    strangers.post("/api/v1/guests", GUEST | {"time_zone": browser["endpoint"][:60]})
    strangers.get("/metrics", Authorization=f"Bearer {METRICS_TOKEN}")
    strangers.client.set_cookie("unhunch", f"{cookie}forged")
    strangers.get("/")
    assert registered.status_code == 201
    return [
        *secrets,
        browser["endpoint"],
        "mina-s-own-phone-A1",
        *browser["keys"].values(),
        link,
        token,
        token.partition(".")[2],
        cookie,
        mina.headers["X-CSRF-Token"],
        settings.secret_key,
        settings.vapid_private_key,
        METRICS_TOKEN,
    ]


def test_no_secret_is_logged_on_any_way(logged_app, lines):
    secrets = walked(logged_app)

    said = lines.getvalue()

    assert said.count("a request failed") == 5
    assert "was refused" in said
    assert [secret for secret in secrets if secret in said] == []


def test_what_a_log_line_holds_by_mistake_is_hidden_too(logged_app, lines):
    secrets = walked(logged_app)
    for secret in secrets:
        log.error("by mistake: %s", secret)
        log.error("by mistake: %r", {"address": secret}, extra={FIELDS: {"it": secret}})

    said = lines.getvalue()

    guessable = ("mina-s-own-phone-A1", "ringing-phone-B2")  # no key has such a shape
    short = [secret for secret in secrets if len(secret) < 20]
    assert [s for s in secrets if s in said and s not in (*guessable, *short)] == []
