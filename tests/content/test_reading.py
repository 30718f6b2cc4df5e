"""Our English can be read after eight years of school."""

from tests.content.__main__ import readings
from tests.content.reading import read, syllables_in
from webapp.domain.catalogue import load_catalogue


def test_what_people_are_told_reads_at_grade_eight_or_below() -> None:
    grades = {reading.name: reading.grade for reading in readings(load_catalogue())}

    assert max(grades.values()) <= 8, grades


def test_the_measure_tells_plain_from_hard() -> None:
    plain = read("plain", ["Sit tall and let your arms hang. Let the breath go out."])
    hard = read(
        "hard",
        [
            "Physiological considerations notwithstanding, practitioners should continuously "
            "evaluate musculoskeletal complaints before recommending intervention."
        ],
    )

    assert plain.grade < 3
    assert hard.grade > 15


def test_syllables_are_counted_nearly_right() -> None:
    counted = {word: syllables_in(word) for word in ("neck", "shoulder", "massage", "breathe")}

    assert counted == {"neck": 1, "shoulder": 2, "massage": 2, "breathe": 1}
