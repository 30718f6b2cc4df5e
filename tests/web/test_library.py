"""The library: what somebody looks for is found, and every exercise says all it must."""

from collections.abc import Iterator

import pytest

from tests.visitor import Visitor
from tests.web.spoken import Spoken
from webapp.domain.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def found(visitor: Visitor, address: str) -> set[str]:
    """The routines a page of the library links to."""
    return set(links(visitor.get(address).text, "/routines/"))


def links(text: str, start: str) -> Iterator[str]:
    """The ids behind all links to pages of one noun."""
    for part in text.split(f'href="{start}')[1:]:
        yield part.split('"', 1)[0].split("?")[0]


def checked(visitor: Visitor, *effects: str) -> Visitor:
    """Somebody whose check had these effects, and who lets us keep them."""
    kept = [{"id": each, "until": None, "clearable": "none"} for each in effects]
    answer = visitor.put(
        "/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": kept}
    )
    assert answer.status_code == 200
    return visitor


def test_every_routine_is_in_the_library_under_a_need(stranger: Visitor) -> None:
    page = stranger.get("/routines").text

    assert found(stranger, "/routines") == set(CATALOGUE.routines)
    assert all(need.title in page for need in CATALOGUE.needs.values())


@pytest.mark.parametrize(
    ("wish", "inside", "outside"),
    [
        ("minutes=2", {"desk_minute", "focus_box_two"}, {"micro_break", "loosen_up_5"}),
        ("kind=strength", {"strengthen_5", "two_minute_raise"}, {"desk_minute"}),
        ("place=lying", {"wind_down_breathing", "flare_safe_breathing"}, {"sigh_five"}),
        ("place=standing", {"two_minute_raise"}, {"desk_minute"}),
        ("discreet=1", {"hands_only_reset", "desk_minute"}, {"full_self_massage", "sigh_five"}),
        ("discreet=1&kind=acupressure", {"hands_only_reset"}, {"desk_minute", "focus_box_two"}),
    ],
)
def test_a_wish_leaves_what_fits_it(
    stranger: Visitor, wish: str, inside: set[str], outside: set[str]
) -> None:
    routines = found(stranger, f"/routines?{wish}")

    assert inside <= routines
    assert not outside & routines


def test_a_wish_nothing_fits_is_answered_with_a_way_back(stranger: Visitor) -> None:
    page = stranger.get("/routines?kind=massage&place=lying").text

    assert "Nothing fits all of that" in page
    assert 'href="/routines"' in page


@pytest.mark.parametrize("wish", ["minutes=two", "kind=surgery", "place=moon", "discreet=maybe"])
def test_a_wish_nobody_knows_shows_everything(stranger: Visitor, wish: str) -> None:
    assert found(stranger, f"/routines?{wish}") == set(CATALOGUE.routines)


@pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda each: each.id)
def test_an_exercise_page_says_all_the_catalogue_says(stranger: Visitor, exercise) -> None:
    page = stranger.get(f"/exercises/{exercise.id}").text
    said = Spoken(page).text

    assert 'class="drawing"' in page
    assert exercise.title in said
    assert exercise.summary in said
    for step in exercise.steps:
        assert step.do in said
    for caution in exercise.cautions:
        assert caution in said
    for level, dose in exercise.levels.items():
        assert f"Level {level}" in said
        assert dose.dose in said
    if exercise.point:
        assert exercise.locate in said
        assert exercise.point.circle in said
        assert exercise.point.pressure in said
        assert all(sign in said for sign in exercise.point.felt_signals)
    swap = CATALOGUE.swaps.get(exercise.id)
    assert swap is None or swap in set(links(page, "/exercises/"))
    for source in exercise.sources:
        assert source in said


def test_all_exercises_are_listed(stranger: Visitor) -> None:
    listed = set(links(stranger.get("/exercises").text, "/exercises/"))

    assert listed == set(CATALOGUE.exercises)


def test_what_the_check_closed_is_not_shown_how_to_do(mina: Visitor, jun: Visitor) -> None:
    exercise = CATALOGUE.exercises["acu_li4"]
    checked(mina, "no_point_LI4")
    checked(jun)

    closed = mina.get("/exercises/acu_li4").text
    open_to_jun = jun.get("/exercises/acu_li4").text

    assert exercise.steps[0].do not in closed
    assert exercise.locate not in closed
    assert "closed for now" in closed
    assert "acu_pc6" in set(links(closed, "/exercises/"))
    assert exercise.steps[0].do in open_to_jun


def test_a_routine_names_what_the_check_changed(mina: Visitor) -> None:
    checked(mina, "no_point_LI4")

    page = mina.get("/routines/headache_eye_holds").text

    assert "Inner Pass in place of Joining Valley" in page


@pytest.mark.parametrize("routine", CATALOGUE.routines.values(), ids=lambda each: each.id)
def test_a_routine_page_says_contents_minutes_and_sources(stranger: Visitor, routine) -> None:
    page = stranger.get(f"/routines/{routine.id}").text
    said = Spoken(page).text

    assert {item.exercise for item in routine.items} <= set(links(page, "/exercises/"))
    assert said.count("Level ") >= 3
    assert routine.frequency in said
    assert all(source in said for source in routine.sources)


def test_an_exercise_nobody_knows_is_not_found(stranger: Visitor) -> None:
    assert stranger.get("/exercises/acu_zz9").status_code == 404
