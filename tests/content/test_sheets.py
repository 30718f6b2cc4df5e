"""The sheets of `make content` show everything, and the numbered one gives nothing away."""

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.content import sheets
from webapp.domain.catalogue import load_catalogue


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    """The folder the sheets were written to."""
    with app.test_request_context():
        sheets.write(tmp_path)
    return tmp_path


def test_every_exercise_and_every_routine_is_on_a_sheet(folder: Path) -> None:
    catalogue = load_catalogue()
    drawings = (folder / "drawings.html").read_text(encoding="utf-8")
    timelines = (folder / "timelines.html").read_text(encoding="utf-8")

    assert all(name in drawings for name in catalogue.exercises)
    assert all(routine.title in timelines for routine in catalogue.routines.values())


def test_the_numbered_sheet_names_nothing_and_its_key_names_all(folder: Path) -> None:
    catalogue = load_catalogue()
    unnamed = (folder / "unnamed.html").read_text(encoding="utf-8")
    key = json.loads((folder / "numbers.json").read_text(encoding="utf-8"))

    assert unnamed.count("<figcaption>") == len(catalogue.exercises)
    assert not any(name in unnamed for name in catalogue.exercises)
    assert "<desc>" not in unnamed
    assert sorted(key.values()) == sorted(catalogue.exercises)
