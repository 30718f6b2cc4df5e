"""Who may do what: nobody signed out, nobody without the CSRF token, and Jun nothing of Mina's."""

from datetime import timedelta

import pytest

from tests.actions.lives import TEN, checked
from tests.rows import all_rows, count_rows
from tests.visitor import Visitor
from tests.web.examples import OTHER_SESSION, SESSION, device, remind, session
from tests.web.operations import OPEN, READS, SIGNED_IN, WRITES
from tests.web.own_examples import EXERCISE, ROUTINE, SECRET
from webapp.actions import devices
from webapp.storage.people import get_person
from webapp.web.openapi import document


def test_every_operation_there_is_is_tested_here(app):
    described = {
        f"{method.upper()} {path.removeprefix('/api/v1/')}"
        for path, operations in document(app)["paths"].items()
        for method in operations
    }

    assert described == {str(operation) for operation in SIGNED_IN} | OPEN


@pytest.mark.parametrize("operation", SIGNED_IN, ids=str)
def test_signed_out_nothing_is_shown_and_nothing_stored(app, stranger, operation):
    before = count_rows(app)

    answer = operation.ask(stranger, device=1, message=1)

    assert answer.status_code == 401
    assert answer.json["detail"]
    assert count_rows(app) == before


@pytest.mark.parametrize("operation", WRITES, ids=str)
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_write_without_the_csrf_token_is_refused(app, mina, operation, token):
    remind(app, mina)
    mina.headers = {"X-CSRF-Token": token} if token else {}
    before = all_rows(app)

    answer = operation.ask(mina, device=1, message=1)

    assert answer.status_code == 400
    assert "CSRF" in answer.json["detail"]
    assert all_rows(app) == before


@pytest.mark.parametrize("operation", WRITES, ids=str)
def test_a_write_with_somebody_else_s_csrf_token_is_refused(app, mina, jun, operation):
    mina.headers = jun.headers
    before = all_rows(app)

    assert operation.ask(mina, device=1, message=1).status_code == 400
    assert all_rows(app) == before


def test_a_forged_cookie_is_nobody_s(app):
    forger = Visitor(app.test_client())
    forger.client.set_cookie("unhunch", "eyJzaWduX2luIjoiYSJ9.Z.forged")

    assert forger.get("/api/v1/plan").status_code == 401


@pytest.fixture
def lived(app, mina):
    """Mina has one of everything."""
    reminder = remind(app, mina)
    with app.app_context():
        person = get_person(mina.person_id)
        checked(person, "no_massage")
        devices.rename(person.id, reminder.device, "Mina's secret phone")
        message = devices.send_test(person.id, reminder.device, person.created_at).id
    mina.put(f"/api/v1/sessions/{SESSION}", session(TEN - timedelta(minutes=30)))
    exercise = mina.post("/api/v1/own-exercises", EXERCISE).json["id"]
    routine = mina.post("/api/v1/own-routines", ROUTINE).json["id"]
    return {
        "device": reminder.device,
        "message": message,
        "routine": routine,
        "exercise": exercise,
    }


def rows_of(app, person_id: int) -> list[str]:
    """Every row that names a person by id, as text."""
    return [
        f"{name} {row}" for name, rows in all_rows(app).items() for row in rows if person_id in row
    ]


@pytest.mark.parametrize("operation", READS, ids=str)
def test_jun_sees_nothing_of_mina_s(app, mina, jun, lived, operation):
    own = operation.ask(mina, **lived)

    answer = operation.ask(jun, **lived)

    assert own.status_code == 200
    assert answer.text != own.text
    assert "no_massage" not in answer.text
    assert "practised" not in answer.text
    assert "desk_minute" not in answer.text
    assert SECRET not in answer.text


@pytest.mark.parametrize("operation", WRITES, ids=str)
def test_jun_changes_nothing_of_mina_s(app, mina, jun, lived, operation):
    before = rows_of(app, mina.person_id)

    answer = operation.ask(jun, **lived)

    assert set(before) <= set(rows_of(app, mina.person_id))
    if any(name in operation.path for name in ("messages", "{routine}", "{exercise}")):
        assert answer.status_code == 404


def test_jun_s_session_under_mina_s_id_is_not_found(app, mina, jun, lived):
    before = all_rows(app)

    answer = jun.put(f"/api/v1/sessions/{SESSION}", session(rating="worse"))

    assert answer.status_code == 404
    assert all_rows(app) == before


def test_jun_s_own_session_counts_for_jun_only(mina, jun, lived):
    answer = jun.put(f"/api/v1/sessions/{OTHER_SESSION}", session())

    assert answer.status_code == 201
    assert mina.get("/api/v1/progress").json["streak"]["best"] == 1


def test_jun_cannot_replace_mina_s_device(app, mina, jun, lived):
    with app.app_context():
        address = devices.find_device(mina.person_id, lived["device"]).endpoint

    jun.post("/api/v1/devices", device("jun") | {"replaces": address})

    with app.app_context():
        assert devices.find_device(mina.person_id, lived["device"]).endpoint == address


@pytest.mark.parametrize("path", ["/devices/{device}", "/devices/{device}/removal"])
def test_jun_s_forms_do_not_reach_mina_s_devices(app, jun, lived, path):
    before = all_rows(app)

    answer = jun.submit(path.format(**lived), {"label": "Jun's now"})

    assert answer.status_code == 404
    assert all_rows(app) == before


@pytest.mark.parametrize(
    "page", ["/", "/plan", "/plan/history", "/devices", "/routines", "/routines/desk_minute"]
)
def test_jun_s_pages_show_nothing_of_mina_s(jun, lived, page):
    with jun.get(page) as answer:
        assert "Mina's secret phone" not in answer.text
        assert "1 day in a row" not in answer.text
        assert SECRET not in answer.text
