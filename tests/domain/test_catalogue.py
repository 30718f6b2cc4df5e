"""The shipped catalogue: what is in it, and how a file is read."""

import re
from collections import Counter
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from webapp.domain.catalogue import CatalogueError, UnknownRoutine, load_catalogue
from webapp.domain.catalogue.load import SHIPPED, parse_document

CATALOGUE = load_catalogue()


def test_the_shipped_catalogue_is_whole() -> None:
    assert len(CATALOGUE.exercises) == 43
    assert len(CATALOGUE.routines) == 14
    assert len(CATALOGUE.questions) == 36
    assert len(CATALOGUE.effects) == 18
    assert len(CATALOGUE.hard_rules) == 10
    assert len(CATALOGUE.references) == 74
    assert CATALOGUE.version == 1
    assert CATALOGUE.transition_seconds == 5


def test_every_kind_has_its_exercises() -> None:
    assert Counter(exercise.kind for exercise in CATALOGUE.exercises.values()) == {
        "massage": 10,
        "acupressure": 10,
        "breathing": 7,
        "mobility": 10,
        "strength": 6,
    }


def test_routines_keep_the_order_of_the_file() -> None:
    written = re.findall(
        r"^  - id: (\w+)", SHIPPED.read_text(encoding="utf-8").split("\nroutines:\n")[1], re.M
    )

    assert list(CATALOGUE.routines) == written
    assert written[0] == "desk_minute"


def test_it_says_that_nobody_has_signed_it_off() -> None:
    assert "needs sign-off" in CATALOGUE.status


def test_the_words_that_must_be_said_are_there() -> None:
    assert [sign.id for sign in CATALOGUE.stop_signs.urgent][:2] == [
        "stop_headache",
        "stop_vision",
    ]
    assert "emergency number" in CATALOGUE.stop_signs.urgent_action
    assert "Not medical advice" in CATALOGUE.disclaimer.short


def test_only_what_the_question_itself_limits_runs_out() -> None:
    lasting = {each.id: each.lasts_hours for each in CATALOGUE.questions if each.lasts_hours}

    assert lasting == {"cx_dulled_feeling": 6, "cx_recent_flare": 14 * 24}


def test_a_routine_is_found_or_refused_by_its_id() -> None:
    assert CATALOGUE.get_routine("micro_break").title == "Micro-break"
    assert CATALOGUE.find_routine("unheard_of") is None
    with pytest.raises(UnknownRoutine, match="unheard_of"):
        CATALOGUE.get_routine("unheard_of")


def test_the_shipped_catalogue_is_loaded_once_and_cannot_be_changed() -> None:
    assert load_catalogue() is CATALOGUE
    with pytest.raises(FrozenInstanceError):
        CATALOGUE.version = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        CATALOGUE.swaps["br_box"] = "br_478"  # type: ignore[index]


def test_another_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")

    loaded = load_catalogue(path)

    assert loaded == CATALOGUE
    assert loaded is not CATALOGUE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("effects: {a: 1\n", "document: not readable"),
        ("a: 1\nb: {c: 1, c: 2}\n", "line 2: key c is said twice"),
        ("", "catalogue: must be a mapping"),
        ("- 1\n", "catalogue: must be a mapping"),
        ("meta: {schema_version: 1}\n", "catalogue: missing time_model"),
    ],
)
def test_a_file_that_is_no_catalogue_is_named_with_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)

    assert f"broken.yaml: {reason}" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nowhere\.yaml: file: "):
        load_catalogue(tmp_path / "nowhere.yaml")


def test_a_repeated_key_is_found_anywhere() -> None:
    with pytest.raises(CatalogueError, match="key side is said twice"):
        parse_document("steps:\n  - {seconds: 1, side: left, side: right}\n", "ours.yaml")
