"""Whatever somebody hands in as a routine's file: it comes in whole, or is refused in words."""

import io
import json
import re
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rows import all_rows
from tests.web.own_examples import FILE, a_file
from tests.web.test_languages import speaks
from tests.web.test_own_photos import a_photo

OF_EACH_TEST = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DEEP = '{"format": "unhunch-routine", "version": 1, "title": ' + "[" * 20_000 + "]" * 20_000 + "}"
SCRIPT = "<script>alert(1)</script>"
NAMES = st.text(max_size=8)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def hand_in(visitor, content: bytes, button: str = "keep"):
    """Hand a file in as the page does, with nothing in between."""
    file = (io.BytesIO(content), "routine.unhunch.json")
    return visitor.submit("/own/import", {"file": file, "do": button})


def bytes_of(file) -> bytes:
    return json.dumps(file).encode("utf-8", "surrogatepass")


LINES = [{"exercise": "mob_turn"}, {"exercise": "br_long_exhale", "level": 1, "seconds": 40}]
GOOD = bytes_of(a_file(title="Before lunch", items=LINES, exercises=[]))


def assert_refused(app, visitor, content: bytes, words: str = ""):
    before = all_rows(app)

    looked, kept = hand_in(visitor, content, "look"), hand_in(visitor, content)

    assert (looked.status_code, kept.status_code) == (400, 400)
    assert "Nothing was kept" in kept.text
    assert words in kept.text
    assert SCRIPT not in kept.text
    assert all_rows(app) == before


def step(**changes):
    exercise = deepcopy(FILE["exercises"][0])
    exercise["steps"][0] |= changes
    return a_file(exercises=[exercise])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choose a file first"),
        (b" \n\t ", "Choose a file first"),
        (b"\xef\xbb\xbf", "cannot be read as JSON"),
        (b"not json", "cannot be read as JSON"),
        (b"\xff\xfe\x00", "cannot be read as JSON"),
        (DEEP.encode(), "cannot be read as JSON"),
        (b'{"format": "unhunch-routine"', "cannot be read as JSON"),
        (b"[1, 2]", "some other file"),
        (b"null", "some other file"),
        (b'{"format": "recipe"}', "some other file"),
        (a_photo(), "cannot be read as JSON"),
        (a_photo(kind="PNG"), "cannot be read as JSON"),
        (b"GIF89a" + b"\0" * 40, "cannot be read as JSON"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "cannot be read as JSON"),
        (b"<!doctype html><script>alert(1)</script>", "cannot be read as JSON"),
        (b"PK\x03\x04 a zip", "cannot be read as JSON"),
        (b"https://unhunch.example/shared/AAAA", "This is a link"),
        (b"  HTTP://elsewhere.example/routine.unhunch.json", "This is a link"),
        (GOOD.decode().encode("utf-16"), "cannot be read as JSON"),
        (GOOD.replace(b"lunch", b"lunch\xc3\x28"), "cannot be read as JSON"),  # malformed UTF-8
        (GOOD.replace(b"lunch", b"lunch\xed\xa0\x80"), "cannot be read as JSON"),  # half a pair
        (GOOD.replace(b"lunch", b"lunch\xc0\xbc"), "cannot be read as JSON"),  # "<" the long way
        (GOOD.replace(b"lunch", b"lunch\0"), "cannot be read as JSON"),
        (GOOD.replace(b"lunch", rb"lunch\u0000"), "hidden character"),
        (GOOD.replace(b"lunch", rb"lunch\ud83d"), "title"),
        (GOOD.replace(b"{", b'{"title": "Other", ', 1), "title stands in it twice"),
        (GOOD.replace(b'"seconds": 40', b'"seconds": 40, "seconds": 600'), "seconds stands in it"),
        (GOOD.replace(b": 40", b": NaN"), "cannot be read as JSON"),
        (GOOD.replace(b": 40", b": Infinity"), "cannot be read as JSON"),
        (GOOD.replace(b": 40", b": -Infinity"), "cannot be read as JSON"),
        (GOOD.replace(b": 40", b": 1e999"), "items.1.seconds"),
        (GOOD.replace(b": 40", b": 40.0"), "items.1.seconds"),
        (GOOD.replace(b": 40", b": " + b"9" * 5_000), "cannot be read as JSON"),
        (GOOD.replace(b": 40", b": " + b"9" * 4_000), "items.1.seconds"),
        (GOOD.replace(b": 40", b": true"), "items.1.seconds"),
        (GOOD + GOOD, "cannot be read as JSON"),
        (GOOD[:-1] + b",}", "cannot be read as JSON"),
        (bytes_of({"format": "unhunch-person", "version": 1}), "Your things"),
        (bytes_of(a_file(version=0)), "version"),
        (bytes_of(a_file(version=-3)), "version"),
        (bytes_of(a_file(version="1")), "version"),
        (bytes_of(a_file(version=1.0)), "version"),
        (bytes_of(a_file(version=True)), "version"),
        (bytes_of(a_file(version=None)), "version"),
        (bytes_of({k: v for k, v in FILE.items() if k != "version"}), "version"),
        (bytes_of(a_file(format="unhunch-routine ")), "some other file"),
        (bytes_of(a_file(format=["unhunch-routine"])), "some other file"),
        (bytes_of(a_file(**{"x" * 5_000: 1})), "no such field"),
        (bytes_of(a_file(**{SCRIPT: 1})), "no such field"),
        (bytes_of(a_file(__proto__={"admin": True})), "no such field"),
        (bytes_of(a_file(based_on="own_0123456789abcdef")), "no routine called"),
        (bytes_of(a_file(version=2)), "newer Unhunch"),
        (bytes_of(a_file(version=10**400)), "newer Unhunch"),
        (b" " * 70_000, "64 kB"),
        (bytes_of(a_file(title="x" * 70_000)), "64 kB"),
        (bytes_of(a_file(title=SCRIPT)), "Leave out"),
        (bytes_of(a_file(title="routine\u202egnp.exe")), "hidden character"),
        (bytes_of(a_file(title="\ud800")), ""),
        (bytes_of(a_file(title="")), "cannot be empty"),
        (bytes_of(a_file(items=[])), "cannot be empty"),
        (bytes_of(a_file(items=[{"exercise": "../../etc/passwd"}])), "no exercise called"),
        (bytes_of(a_file(items=[{"exercise": "mob_turn", "seconds": -1}])), "items.0.seconds"),
        (bytes_of(a_file(items=[{"exercise": "mob_turn", "seconds": 1e300}])), "items.0.seconds"),
        (bytes_of(a_file(items=[{"exercise": "mob_turn"}] * 41)), "40 at most"),
        (bytes_of(a_file(items=[{"exercise": "br_even_five", "seconds": 600}] * 7)), "60 minutes"),
        (bytes_of(a_file(photo="data:image/png;base64,AAAA")), "photo"),
        (bytes_of(step(do=SCRIPT)), "Leave out"),
        (bytes_of(step(do="' onmouseover='x", seconds=0)), "3 to 600"),
        (bytes_of(step(seconds=10**12)), "seconds"),
        (bytes_of(step(seconds="20")), "seconds"),
        (bytes_of(step(side="inside")), "Choose one of these"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_cannot_come_in_is_refused_in_words_and_nothing_is_kept(app, jun, content, words):
    assert_refused(app, jun, content, words)


def test_what_the_spoiled_files_were_made_of_comes_in(jun):
    assert hand_in(jun, GOOD).status_code == 303
    assert hand_in(jun, b"\xef\xbb\xbf" + GOOD).status_code == 303  # as some editors save it


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_misfit_is_told_in_the_reader_s_language(app, jun, language):
    speaks(jun, language)
    misfits = {
        "title": 7, "version": 0, "based_on": "x" * 70, "surprise": 1, "items": [
            {"exercise": "mob_turn", "level": 4, "seconds": "20"}, {"level": 1, "exercise": ""}, 3,
        ],
        "exercises": [{**FILE["exercises"][0], "id": "e100", "steps": [{}] * 101}, {"id": "e1"}],
    }  # fmt: skip

    for field, value in misfits.items():
        page = hand_in(jun, bytes_of(a_file(**{field: value})))
        said = page.text.partition('role="alert"')[2].partition("</ul>")[0]

        assert page.status_code == 400
        assert f'<b lang="en">{field}' in said
        assert "Input should" not in said
        assert "should have" not in said
        if language == "ru":
            assert not re.search(r"\b(?:the|this|write|use|there)\b", said, re.IGNORECASE)


def test_ten_thousand_steps_are_refused(app, jun):
    exercise = deepcopy(FILE["exercises"][0])
    exercise["steps"] = [{"do": "Up.", "seconds": 3}] * 10_000
    few = deepcopy(exercise) | {"steps": exercise["steps"][:1_000]}

    assert_refused(app, jun, bytes_of(a_file(exercises=[exercise])), "64 kB")
    assert_refused(app, jun, bytes_of(a_file(exercises=[few])), "exercises.0.steps")


@OF_EACH_TEST
@given(content=st.binary(max_size=300))
def test_noise_is_refused(app, jun, content):
    assert hand_in(jun, content).status_code == 400


@OF_EACH_TEST
@given(
    field=st.sampled_from([*FILE, "new"]),
    value=anything,
    within=st.sampled_from(["file", "item", "exercise", "step"]),
)
def test_anything_in_the_place_of_a_field_is_refused_or_comes_in_whole(
    app, jun, field, value, within
):
    file = a_file()
    target = {
        "file": file,
        "item": file["items"][0],
        "exercise": file["exercises"][0],
        "step": file["exercises"][0]["steps"][0],
    }[within]
    names = [*target, field]
    target[names[len(field) % len(names)]] = value
    before = all_rows(app)

    answer = hand_in(jun, bytes_of(file))

    assert answer.status_code in (303, 400)
    if answer.status_code == 400:
        assert all_rows(app) == before
    else:
        routine = answer.location.rpartition("/")[2]
        assert jun.get(answer.location).status_code == 200
        assert jun.get(f"/own/routines/{routine}").status_code == 200
        jun.submit(f"/own/routines/{routine}/removal", {})


def test_text_that_means_something_to_a_page_is_only_text_in_it(jun):
    odd = "\"onload=alert(1) ' && {{ 7 * 7 }} ${x}"
    file = a_file(title=odd)
    file["exercises"][0]["note"] = odd

    shown = hand_in(jun, bytes_of(file), "look")
    kept = hand_in(jun, bytes_of(file))

    for page in (shown, jun.get(kept.location)):
        assert page.status_code == 200
        assert "49" not in page.text.partition("<main")[2].partition("{{ 7")[0]
        assert "{{ 7 * 7 }}" in page.text
        assert '"onload' not in page.text.partition("<main")[2]
