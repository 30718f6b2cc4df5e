"""Whatever somebody hands in as their file: it is refused and nothing kept, or every page holds."""

import json
import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.actions.lives import TEN
from tests.actions.test_leaving import a_picture, lives_a_day
from tests.conftest import settings_in
from tests.domain.own_examples import WALL_SLIDE, own
from tests.rows import all_rows
from tests.soak import SOAK
from tests.visitor import Visitor
from tests.web.test_own_photos import a_photo, a_png_that_says
from tests.web.test_yours import upload
from webapp.actions import people
from webapp.actions.own_exercises import create_exercise, keep_photo
from webapp.actions.own_routines import create_routine
from webapp.actions.reminders import tick
from webapp.actions.taking_along import taken_along
from webapp.application import create_app
from webapp.settings import Settings
from webapp.storage.db import db
from webapp.storage.portable import PORTABLE
from webapp.storage.rows_as_json import as_json
from webapp.web.limits import limiter

EXAMPLES = 500 if SOAK else 25  # on each of both databases
LATER = TEN + timedelta(hours=3)
PAGES = (
    "/", "/progress", "/progress/week", "/progress/year/2026", "/progress/options",
    "/progress/sessions", "/progress/days/2026-11-23", "/plan", "/plan/history", "/routines",
    "/own", "/levels", "/settings", "/devices", "/yours", "/yours/unhunch.json",
    "/yours/sessions.csv", "/yours/days.csv", "/api/v1/progress", "/api/v1/plan", "/api/v1/due",
)  # fmt: skip
HOSTILE = (
    None, True, -1, 0, 4, 2**31, 10**400, 1e300, 1.5, float("nan"), float("inf"), "", "x" * 700,
    "\0", "\ud800", "=1+1", "<script>alert(1)</script>", "../../etc/passwd", "{{ 7 * 7 }}",
    "Mars/Base", "own_", "mob_turn", "no_such_routine", "2026-11-23", "0001-01-01", "9999-12-31",
    "2026-11-23T10:00:00", "2090-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", [], {}, [[]], [None], [[0, 1440]], {"id": 1},
    [["mob_turn", 1, None]] * 41, [["own_0123456789abcdef", 1, None]], [["mob_turn", 1.0, 30]],
    [["Up.", 20.5, "none"]], [["Up.", 3, "none"]] * 999,
)  # fmt: skip
values = st.sampled_from(HOSTILE) | st.integers() | st.text(max_size=9) | st.binary(max_size=9)


def serving(made: Settings) -> Iterator[Flask]:
    """An application that hands nobody off for asking often."""
    found = create_app(made)
    limiter.enabled = False
    yield found
    limiter.enabled = True
    with found.app_context():
        db.engine.dispose()


@pytest.fixture
def served(any_settings: Settings, set_clock) -> Iterator[Flask]:
    """An application on SQLite, then on PostgreSQL, three hours after somebody's first day."""
    set_clock(LATER)
    yield from serving(any_settings)


@pytest.fixture
def app_served(settings: Settings, set_clock) -> Iterator[Flask]:
    """The same on SQLite alone."""
    set_clock(LATER)
    yield from serving(settings)


@pytest.fixture(scope="session")
def everything(empty_database, tmp_path_factory) -> dict[str, Any]:
    """Everything of somebody who has a row of every kind, from a server of their own."""
    made = settings_in(tmp_path_factory.mktemp("elsewhere"))
    shutil.copy(empty_database, made.data_dir / "unhunch.db")
    elsewhere = create_app(made)
    with elsewhere.app_context():
        person = lives_a_day(elsewhere)
        exercise = create_exercise(person.id, WALL_SLIDE, LATER)
        keep_photo(person.id, exercise.id, a_picture(), LATER)
        create_routine(person.id, own(exercise.id, "mob_turn", title="Second"), LATER)
        file = json.loads(json.dumps(taken_along(person, LATER)))
        db.session.remove()
        db.engine.dispose()
    assert all(file[kind.name] for kind in PORTABLE)
    return file


@pytest.fixture
def whole(everything: dict[str, Any]) -> dict[str, Any]:
    """A copy of it to spoil."""
    return deepcopy(everything)


def hand_in(served: Flask, file: Any) -> tuple[Visitor, int]:
    """Hand a file in as somebody new; answers them, and the status of the answer."""
    visitor = Visitor(served.test_client()).join()
    body = file if isinstance(file, bytes) else json.dumps(file).encode()
    before = all_rows(served)

    answer = upload(visitor, body)

    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert "Nothing was changed." in answer.text
        assert all_rows(served) == before
    return visitor, answer.status_code


def forget(served: Flask, visitor: Visitor) -> None:
    with served.app_context():
        people.leave(visitor.person_id)
        db.session.remove()


def assert_everything_works(served: Flask, visitor: Visitor, file: Any) -> None:
    """Every page, the scheduler, and the same file once more."""
    for page in PAGES:
        assert visitor.get(page).status_code in (200, 303, 404), page
    with served.app_context():
        tick(LATER + timedelta(minutes=1))
        db.session.remove()
    before = all_rows(served)
    assert "Nothing changed" in upload(visitor, json.dumps(file).encode()).text
    assert all_rows(served) == before


@st.composite
def spoils(draw: st.DrawFn) -> tuple[str, str, int, Any]:
    """Where a file is spoiled, and by what."""
    kind = draw(st.sampled_from([*(kind.name for kind in PORTABLE), "person"]))
    how = draw(st.sampled_from(["change", "change", "change", "leave out", "add", "twice"]))
    return kind, how, draw(st.integers(0, 60)), draw(values.map(as_json))


def spoiled(whole: dict[str, Any], kind: str, how: str, number: int, value: Any) -> dict[str, Any]:
    file = deepcopy(whole)
    row = file["person"] if kind == "person" else file[kind][number % len(file[kind])]
    if how == "twice":
        file[kind] = [file["person"]] if kind == "person" else [*file[kind], deepcopy(row)]
        return file
    target = row["body"] if row.get("body") and number % 2 else row
    field = sorted(target)[number % len(target)]
    if how == "leave out":
        del target[field]
    else:
        target[field if how == "change" else "new"] = value
    return file


def test_what_is_as_it_was_exported_comes_in_whole(served, whole):
    visitor, status = hand_in(served, whole)

    assert status == 200
    assert_everything_works(served, visitor, whole)


@hypothesis_settings(suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
@given(spoil=spoils())
def test_a_spoiled_file_is_refused_whole_or_everything_goes_on_working(served, whole, spoil):
    file = spoiled(whole, *spoil)

    visitor, status = hand_in(served, file)

    if status == 200:
        assert_everything_works(served, visitor, file)
    forget(served, visitor)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("receipts", {"occurrence_id": 99}),
        ("receipts", {"occurrence_id": [1]}),
        ("occurrences", {"id": {"a": 1}}),
        ("occurrences", {"of_id": "itself"}),
        ("occurrences", {"claimed_at": None}),
        ("occurrences", {"due_at": "9999-12-31T23:59:59-14:00"}),
        ("sessions", {"id": None}),
        ("sessions", {"routine": "\ud800"}),
        ("sessions", {"time_zone": "Mars/Base"}),
        ("sessions", {"level": 4}),
        ("sessions", {"day": "2001-01-01"}),
        ("sessions", {"started_at": "2026-11-24T10:00:00+00:00"}),
        ("sessions", {"corrected_seconds": 10**6}),
        ("removed_sessions", {"body": {"routine": "x"}}),
        ("removed_sessions", {"body": [1]}),
        ("plan_versions", {"valid_from": "0001-01-01"}),
        ("plan_versions", {"weekdays": float("nan")}),
        ("plan_versions", {"times": {}}),
        ("safety_checks", {"hands_on_paused": "tired"}),
        ("safety_effects", {"clearable": "all"}),
        ("levels", {"level": 9}),
        ("day_tellings", {"news": "none"}),
        ("own_exercises", {"id": "mob_turn"}),
        ("own_exercises", {"title": "<script>alert(1)</script>"}),
        ("own_exercises", {"steps": [["Up.", 20.5, "none"]]}),
        ("own_exercises", {"steps": []}),
        ("own_routines", {"id": "desk_minute"}),
        ("own_routines", {"items": [["no_such_exercise", 1, None]]}),
        ("own_routines", {"items": [["mob_turn", 1, 1]]}),
        ("own_routines", {"items": [["mob_turn", True, None]]}),
        ("own_routines", {"items": [["own_0123456789abcdef", 1, None]] * 41}),
        ("own_routines", {"based_on": "no_such_routine"}),
    ],
)
def test_what_could_not_be_made_here_does_not_come_in_by_a_file(app_served, whole, kind, change):
    row = whole[kind][0]
    row |= {"of_id": row["id"]} if change.get("of_id") else change

    assert hand_in(app_served, whole)[1] == 400


def base64(content: bytes) -> str:
    return str(as_json(content))


@pytest.mark.parametrize(
    "image",
    [b"", b"pixels", b"<svg onload='alert(1)'/>", a_photo(size=(1400, 1300)),
     a_photo()[:200], a_png_that_says(60_000, 60_000), b"GIF89a" + b"\0" * 40],
    ids=["empty", "noise", "svg", "large", "cut off", "bomb", "gif"],
)  # fmt: skip
def test_what_could_not_be_uploaded_as_a_photograph_does_not_come_in_by_a_file(
    app_served, whole, image
):
    whole["own_photos"][0]["image"] = base64(image)

    assert hand_in(app_served, whole)[1] == 400


def test_a_photograph_of_a_file_is_made_anew(app_served, whole):
    whole["own_photos"][0] |= {"image": base64(a_photo()), "width": 9, "height": 9}

    visitor, status = hand_in(app_served, whole)

    assert status == 200
    exported = visitor.get("/yours/unhunch.json").json["own_photos"]
    assert (600, 900) in [(photo["width"], photo["height"]) for photo in exported]
    assert base64(a_photo()) not in [photo["image"] for photo in exported]


@pytest.mark.parametrize(("kind", "most"), [("own_exercises", 60), ("own_routines", 60)])
def test_no_more_comes_in_than_there_is_room_for(app_served, whole, kind, most):
    model = whole[kind][0] | {"removed_at": None}
    whole[kind] += [model | {"id": f"own_{number:016x}"} for number in range(1, most)]

    assert hand_in(app_served, whole)[1] == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"PK\x03\x04", b"null", b"[]", b"{" * 9_000, b'{"a":' * 9_000, b"1" * 9_000,
     b'{"format": "unhunch-person", "version": 1e999}', b'"' + b"\\ud800" * 9 + b'"'],
)  # fmt: skip
def test_what_is_no_file_of_a_person_is_refused(app_served, body):
    assert hand_in(app_served, body)[1] == 400
