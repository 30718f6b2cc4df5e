"""Taking everything along: a round trip loses nothing, twice changes nothing."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.actions.lives import MONDAY, TEN, guest
from tests.actions.test_leaving import lives_a_day
from tests.conftest import settings_in
from tests.rows import all_rows
from webapp.actions.days import streak_today
from webapp.actions.people import leave, set_break, speak
from webapp.actions.taking_along import FORMAT, WHO, FileProblem, bring_in, taken_along
from webapp.application import create_app
from webapp.storage.db import db
from webapp.storage.migrate import upgrade
from webapp.storage.people import get_person
from webapp.storage.portable import OF_NOBODY, PORTABLE, STAYS
from webapp.storage.tables import metadata

DOCUMENT = Path(__file__).parents[2] / "docs" / "export.md"
SCHEMA = DOCUMENT.with_name("export.schema.json")
LATER = TEN + timedelta(hours=1)
OWN_NUMBERS = ("id", "of_id", "occurrence_id", "plan_id")


def carried(person, now=LATER) -> dict:
    """The file, as it is read on the other side."""
    return json.loads(json.dumps(taken_along(person, now)))


def without_numbers(file: dict) -> dict:
    """A file without the numbers that each server gives for itself."""
    numbered = {"plans", "plan_versions", "occurrences", "receipts", "sessions"}
    kept = {}
    for name, rows in file.items():
        if name in numbered:
            names = [n for n in OWN_NUMBERS if not (name == "sessions" and n == "id")]
            rows = [{k: v for k, v in row.items() if k not in names} for row in rows]
        if name == "removed_sessions":
            rows = [row | {"body": as_of_nobody(row["body"])} for row in rows]
        kept[name] = rows
    return kept


def as_of_nobody(body: dict) -> dict:
    """A deleted session without whose it is and of which reminder, which each server says anew."""
    return {k: v for k, v in body.items() if k not in ("person_id", "occurrence_id")}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Flask:
    """Another server."""
    settings = settings_in(tmp_path / "elsewhere")
    upgrade(settings.database_url, tmp_path / "backups", MONDAY)
    return create_app(settings)


def test_every_table_is_taken_along_or_says_why_it_stays():
    assert {kind.name for kind in PORTABLE} | set(STAYS) | OF_NOBODY == set(metadata.tables)


def test_everything_said_of_a_person_is_taken_along():
    """So that a column added later cannot be forgotten."""
    made_by_the_server = {"id", "created_at"}

    assert {*WHO} | made_by_the_server == set(metadata.tables["people"].columns.keys())


def test_the_schema_describes_every_field_of_somebody_who_did_everything(context):
    file = carried(lives_a_day(context))
    schema = json.loads(SCHEMA.read_text())

    jsonschema.Draft202012Validator(schema).validate(file)
    for kind in PORTABLE:
        assert file[kind.name], kind.name
        described = schema["properties"][kind.name]["items"]
        assert set(described["required"]) == set(file[kind.name][0]), kind.name


def test_every_part_of_the_file_is_in_its_document():
    told = DOCUMENT.read_text()

    assert [kind.name for kind in PORTABLE if f"`{kind.name}`" not in told] == []
    assert [name for name in WHO if f"`{name}`" not in told] == []


def test_brought_in_elsewhere_nothing_is_lost(any_app, elsewhere):
    mina = lives_a_day(any_app)
    speak(mina, "ru")
    set_break(mina.id, 7)
    file, streak = carried(mina), streak_today(mina, LATER)

    with elsewhere.app_context():
        there = guest()
        bring_in(there, file, LATER)
        again = carried(get_person(there.id))

        assert without_numbers(again) == without_numbers(file)
        assert streak_today(there, LATER) == streak
        db.engine.dispose()


def test_twice_changes_nothing(any_app):
    mina = lives_a_day(any_app)
    file = carried(mina)
    leave(mina.id)
    there = guest()
    first = bring_in(there, file, LATER)
    before = all_rows(any_app)

    second = bring_in(there, file, LATER)

    assert any(first.values())
    assert not any(second.values())
    assert all_rows(any_app) == before


def test_brought_in_by_somebody_else_on_the_same_server_each_has_their_own(context):
    mina = lives_a_day(context)
    of_mina = carried(mina)
    jun = guest()

    bring_in(jun, of_mina, LATER)
    bring_in(jun, of_mina, LATER)

    assert carried(mina) == of_mina
    assert len(carried(jun)["sessions"]) == len(of_mina["sessions"])
    assert streak_today(jun, LATER).days == streak_today(mina, LATER).days


def test_links_between_rows_are_kept(context):
    mina = lives_a_day(context)
    file = carried(mina)
    leave(mina.id)
    there = guest()

    bring_in(there, file, LATER)

    again = carried(there)
    due = {row["id"]: row["due_at"] for row in again["occurrences"]}
    was = {row["id"]: row["due_at"] for row in file["occurrences"]}
    for now, then in zip(again["sessions"], file["sessions"], strict=True):
        assert due.get(now["occurrence_id"]) == was.get(then["occurrence_id"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f.update(format="other"), "no file"),
        (lambda f: f.update(version=2), "another version"),
        (lambda f: f.pop("person"), "person"),
        (lambda f: f["person"].update(time_zone="Mars/Base"), "person"),
        (lambda f: f["person"].update(break_minutes=True), "break_minutes"),
        (lambda f: f["person"].update(break_minutes=0), "break_minutes"),
        (lambda f: f["person"].update(break_minutes=4), "break_minutes"),
        (lambda f: f["sessions"][0].update(day="soon"), "sessions, row 1"),
        (lambda f: f["sessions"][0].update(state="dreamt"), "sessions, row 1"),
        (lambda f: f["sessions"][0].update(routine="x" * 65), "routine"),
        (lambda f: f["sessions"][0].pop("started_at"), "started_at"),
        (lambda f: f["sessions"][0].update(played_seconds=2**40), "played_seconds"),
        (lambda f: f["plan_versions"][0].update(weekdays=[[1]]), "plan_versions, row 1"),
        (lambda f: f.update(day_marks=[3]), "day_marks"),
        (lambda f: f["day_marks"][0].update(mark="lazy"), "day_marks, row 1"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_changes_nothing(context, change, words):
    file = carried(lives_a_day(context))
    change(file)
    there = guest()
    before = all_rows(context)

    with pytest.raises(FileProblem, match=words):
        bring_in(there, file, LATER)

    assert all_rows(context) == before


WORDS = st.text(max_size=5)
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
FIELDS = WORDS | st.sampled_from(["id", "day", "at", "items", "body"])
EMPTY = {
    "format": FORMAT,
    "version": 1,
    "person": {"time_zone": "UTC", "day_start_minutes": 180, "discreet": False},
}


@hypothesis_settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([kind.name for kind in PORTABLE]), FIELDS, NONSENSE)
def test_no_file_breaks_anything(context, name, field, value):
    there = guest()

    with pytest.raises(FileProblem):
        bring_in(there, EMPTY | {name: [{field: value}]}, LATER)
