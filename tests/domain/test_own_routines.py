"""A routine of one's own: what it may hold, how long it lasts, and what the check does with it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.own_examples import (
    OWN_EXERCISE,
    OWN_ROUTINE,
    WALL_SLIDE,
    catalogue_with,
    own,
    own_worlds,
)
from webapp.domain.catalogue import load_catalogue
from webapp.domain.own_problems import Wrong
from webapp.domain.own_routines import (
    OwnItem,
    copy_of,
    problems_of_routine,
    seconds_allowed,
    seconds_of,
)
from webapp.domain.safety import NO_CHECK
from webapp.domain.timelines import NothingAllowed, compile_timeline

CATALOGUE = load_catalogue()


def wrongs(routine) -> dict[str, Wrong]:
    return {p.field: p.wrong for p in problems_of_routine(CATALOGUE, routine)}


@pytest.mark.parametrize("preset", CATALOGUE.routines)
def test_a_copy_of_a_preset_plays_the_very_same_entries(preset):
    copied = copy_of(CATALOGUE.routines[preset], "Mine")
    routine = own(*copied.items, based_on=preset)

    mine = compile_timeline(catalogue_with(routine), OWN_ROUTINE, 1, ())

    ours = compile_timeline(CATALOGUE, preset, 1, ())
    assert [e.do for e in mine.entries] == [e.do for e in ours.entries]
    assert [(e.start, e.end) for e in mine.entries] == [(e.start, e.end) for e in ours.entries]
    assert wrongs(routine) == {}


def test_each_exercise_is_played_at_its_own_level_and_seconds_whatever_is_asked():
    routine = own(OwnItem("mob_turn", 3), OwnItem("mas_slow_squeeze", 1, 40), OwnItem("br_box", 2))
    exercises = catalogue_with(routine).exercises

    for asked in (1, 2, 3):
        compiled = compile_timeline(catalogue_with(routine), OWN_ROUTINE, asked, ())
        played = {}
        for entry in compiled.entries:
            if entry.kind == "step":
                played[entry.exercise] = played.get(entry.exercise, 0) + entry.end - entry.start

        assert compiled.level == 3
        assert played == {
            "mob_turn": exercises["mob_turn"].total(3),
            "mas_slow_squeeze": 40,
            "br_box": exercises["br_box"].total(2),
        }


def test_level_1_only_lowers_every_exercise_and_drops_seconds_of_a_higher_level():
    routine = own(OwnItem("acu_li4", 3, 140), OwnItem("mob_turn", 2))
    exercises = catalogue_with(routine).exercises

    compiled = compile_timeline(catalogue_with(routine), OWN_ROUTINE, 3, ["level_1_only"])

    assert compiled.level == 1
    expected = exercises["acu_li4"].total(1) + 5 + exercises["mob_turn"].total(1)
    assert compiled.seconds == expected


@pytest.mark.parametrize(
    ("item", "field", "wrong"),
    [
        (OwnItem("no_such"), "items.0.exercise", Wrong.UNKNOWN_EXERCISE),
        (OwnItem("mob_turn", 4), "items.0.level", Wrong.UNKNOWN_LEVEL),
        (OwnItem("mas_warm_stroke", 1, 10), "items.0.seconds", Wrong.SECONDS),
        (OwnItem("mas_warm_stroke", 1, 92), "items.0.seconds", Wrong.SECONDS),
        (OwnItem("mas_warm_stroke", 1, 41), "items.0.seconds", Wrong.SECONDS),
        (OwnItem("br_long_exhale", 1, 75), "items.0.seconds", Wrong.SECONDS),
        (OwnItem("mob_turn", 1, 1), "items.0.seconds", Wrong.SECONDS),
    ],
)
def test_what_the_catalogue_does_not_allow_is_named(item, field, wrong):
    assert wrongs(own(item)) == {field: wrong}


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("", Wrong.EMPTY),
        ("   ", Wrong.EMPTY),
        ("x" * 61, Wrong.TOO_LONG_TEXT),
        ("<script>alert(1)</script>", Wrong.ODD_SIGN),
        ("evening\u202egnihtaerb", Wrong.ODD_SIGN),
        ("a\x00b", Wrong.ODD_SIGN),
        ("a\nb", Wrong.ODD_SIGN),
    ],
)
def test_a_title_is_plain_words(title, wrong):
    assert wrongs(own("mob_turn", title=title)) == {"title": wrong}


@pytest.mark.parametrize("title", ["Vor dem Mittag 🧘‍♀️", "Утро", "朝のひととき", "O'Neill & co"])
def test_words_of_any_language_are_welcome(title):
    assert wrongs(own("mob_turn", title=title)) == {}


def test_a_routine_is_neither_endless_nor_longer_than_an_hour():
    assert wrongs(own(*["mob_turn"] * 41)) == {"items": Wrong.TOO_MANY}
    assert wrongs(own(*[OwnItem("br_even_five", 1, 600)] * 7)) == {"items": Wrong.TOO_LONG}


def test_an_exercise_that_is_gone_is_left_out():
    routine = own(OWN_EXERCISE, "mob_turn")

    without = catalogue_with(routine)
    compiled = compile_timeline(without, OWN_ROUTINE, 1, ())

    assert {e.exercise for e in compiled.entries} == {"mob_turn"}
    assert compile_timeline(catalogue_with(routine, WALL_SLIDE), OWN_ROUTINE, 1, ()).seconds > (
        compiled.seconds
    )


def test_seconds_allowed_are_those_a_routine_is_kept_with():
    for exercise in CATALOGUE.exercises.values():
        for level in (1, 2, 3):
            allowed = seconds_allowed(exercise, level)
            assert exercise.total(level) in allowed
            for seconds in (allowed[0], allowed[-1]):
                assert wrongs(own(OwnItem(exercise.id, level, seconds))) == {}


@given(
    world=own_worlds(),
    level=st.sampled_from([1, 2, 3]),
    effects=st.frozensets(st.sampled_from([*CATALOGUE.effects, "of_a_later_version"])),
)
def test_nothing_blocked_is_ever_played_and_something_safe_is_left(world, level, effects):
    catalogue, _ = world
    if "stop_all" in effects:
        with pytest.raises(NothingAllowed):
            compile_timeline(catalogue, OWN_ROUTINE, level, effects)
        return

    compiled = compile_timeline(catalogue, OWN_ROUTINE, level, effects)

    for rule in (CATALOGUE.effects[effect] for effect in effects if effect in CATALOGUE.effects):
        for entry in compiled.entries:
            assert entry.exercise_kind not in rule.kinds
            assert rule.tags.isdisjoint(entry.tags)
            assert rule.points.isdisjoint(entry.points)
    assert compiled.entries[0].start == 0
    assert all(one.end == other.start for one, other in pairwise(compiled.entries))
    assert all(
        entry.end - entry.start == entry.repeat * (entry.seconds + entry.rest) > 0
        for entry in compiled.entries
    )
    assert any(entry.kind == "step" for entry in compiled.entries)
    if "level_1_only" in effects:
        assert compiled.level == 1


@given(world=own_worlds())
def test_the_total_is_what_is_played_where_nothing_is_blocked(world):
    catalogue, routine = world

    compiled = compile_timeline(catalogue, OWN_ROUTINE, 1, ())

    if routine.items:
        assert (compiled.routine, compiled.seconds) == (OWN_ROUTINE, seconds_of(catalogue, routine))
    else:
        assert compiled.routine == "flare_safe_breathing"


@given(world=own_worlds())
def test_before_any_check_and_in_a_flare_only_calm_breathing_is_left(world):
    catalogue, _ = world

    compiled = compile_timeline(catalogue, OWN_ROUTINE, 1, NO_CHECK)

    assert all(entry.tags == ("breath_calm",) for entry in compiled.entries if entry.exercise)
