"""Whatever was answered, whenever, by whoever has got however far: nothing blocked is compiled.

The pure half of the proof, over presets, every exercise alone, and routines of one's own with
exercises from elsewhere. `tests/web/test_safety_everywhere.py` asks every surface by name.
"""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import at
from tests.domain.own_examples import OWN_ROUTINE, own_exercises
from webapp.domain.caps import Done, Today, find_cap, first_within, works_of
from webapp.domain.catalogue import Catalogue, Exercise, load_catalogue
from webapp.domain.catalogue.exercise import KINDS, LEVELS
from webapp.domain.own_routines import OwnItem, OwnRoutine, with_own
from webapp.domain.reach import Reach, compile_within
from webapp.domain.safety import Answers, effects_of, in_force
from webapp.domain.timelines import NothingAllowed, Timeline, compile_timeline

OURS = load_catalogue()
NOW = at("2026-11-23 10:00")
QUESTIONS = [question.id for question in OURS.questions]
HOURS = [0, 1, 5, 6, 7, 24, 47, 48, 200, 335, 336, 337, 24 * 89, 24 * 90, 24 * 200]
PRESETS = list(OURS.routines)
MANY = settings(max_examples=max(200, settings().max_examples))

reaches = st.builds(
    Reach,
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([2, 3])), unique_by=lambda e: e[0])
    .map(sorted)
    .map(tuple),
    st.sampled_from([frozenset(), frozenset({"sigh_five"})]),
)
questions = st.frozensets(st.sampled_from(QUESTIONS), max_size=4)


@st.composite
def held_effects(draw: st.DrawFn) -> frozenset[str]:
    """The effects in force some hours after a check, some of it settling from before."""
    yes, cleared = draw(questions), draw(questions)
    settling = [
        (question.settles_as, NOW + timedelta(hours=question.settles_hours))
        for question in OURS.questions
        if question.settles_hours and question.settles_as and draw(st.booleans())
    ]
    kept = effects_of(OURS, Answers(yes, cleared & yes, tuple(settling)), NOW)
    return in_force(kept, NOW + timedelta(hours=draw(st.sampled_from(HOURS))))


def is_open(exercise: Exercise, held: frozenset[str]) -> bool:
    """Worked out from the catalogue's words alone, not by the code under test."""
    rules = [OURS.effects[effect] for effect in held]
    return not any(
        exercise.kind in rule.kinds
        or set(exercise.tags) & rule.tags
        or set(exercise.points) & rule.points
        for rule in rules
    )


def points_closed(held: frozenset[str]) -> set[str]:
    return {point for effect in held for point in OURS.effects[effect].points}


def find_timeline(
    catalogue: Catalogue, wanted: tuple[str, int], held: frozenset[str], reach: Reach
) -> Timeline | None:
    try:
        return compile_within(catalogue, wanted, held, reach)
    except NothingAllowed:
        return None


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Catalogue, list[str]]:
    """Somebody's catalogue, and what they want: their own, a preset, an exercise alone, calm."""
    brought = draw(st.lists(own_exercises, max_size=2, unique_by=lambda each: each.id))
    known = with_own(OURS, brought, ())
    items = st.builds(OwnItem, st.sampled_from(list(known.exercises)), st.sampled_from(LEVELS))
    own = OwnRoutine(OWN_ROUTINE, "Mine", tuple(draw(st.lists(items, min_size=1, max_size=6))))
    wanted = draw(st.sampled_from(PRESETS)), draw(st.sampled_from(list(known.exercises)))
    return with_own(known, (), (own,)), [own.id, *wanted, "flare_safe_breathing"]


@MANY
@given(world=worlds(), held=held_effects(), reach=reaches, level=st.sampled_from(LEVELS))
def test_no_timeline_holds_what_is_blocked_and_something_safe_is_left(world, held, reach, level):
    catalogue, names = world
    made = [find_timeline(catalogue, (name, level), held, reach) for name in names]

    assert [each is None for each in made] == ["stop_all" in held] * len(names)
    for timeline in filter(None, made):
        played = [catalogue.exercises[each.exercise] for each in timeline.entries if each.exercise]
        assert played
        assert all(is_open(exercise, held) for exercise in played)
        assert not points_closed(held) & {p for entry in timeline.entries for p in entry.points}
        assert set(timeline.exercises) == {exercise.id for exercise in played}
        assert timeline.level == 1 or "level_1_only" not in held


@MANY
@given(
    world=worlds(),
    held=held_effects(),
    level=st.sampled_from(LEVELS),
    before=st.lists(st.sampled_from([*PRESETS, "acu_li4"]), max_size=6),
)
def test_what_caps_leave_is_neither_blocked_nor_beyond_a_cap(world, held, level, before):
    catalogue, names = world
    done = [works_of(catalogue, name, level, frozenset())[0] for name in before]
    today = Today(NOW.date(), [Done(NOW.date(), work) for work in done])

    for name in names:
        left = first_within(catalogue.caps, works_of(catalogue, name, level, held), today)
        if left is not None:
            timeline = compile_timeline(catalogue, left.routine, left.level, held)
            assert find_cap(catalogue.caps, left, today) is None
            assert all(is_open(catalogue.exercises[each], held) for each in timeline.exercises)
            assert "stop_all" not in held


def test_a_routine_of_one_s_own_gives_way_in_a_flare_also_at_a_higher_level():
    own = OwnRoutine(OWN_ROUTINE, "Mine", (OwnItem("mas_slow_squeeze", 3),))
    catalogue = with_own(OURS, (), (own,))

    found = compile_within(catalogue, (own.id, 3), {"breathing_only"}, Reach((("massage", 3),)))

    assert (found.routine, found.asked, found.level) == ("flare_safe_breathing", own.id, 1)
