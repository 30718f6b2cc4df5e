"""Exercises and routines of somebody's own, to test with."""

from hypothesis import strategies as st

from webapp.domain.catalogue import Catalogue, load_catalogue
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.own_exercises import PLACES, SIDES, OwnExercise, OwnStep
from webapp.domain.own_routines import OwnItem, OwnRoutine, seconds_allowed, with_own

OWN_ROUTINE = "own_00000000000000a1"
OWN_EXERCISE = "own_00000000000000e1"
WALL_SLIDE = OwnExercise(
    id=OWN_EXERCISE,
    title="Wall slide",
    kind="mobility",
    place="shoulders",
    steps=(OwnStep("Slide both arms up the wall.", 20, "both"), OwnStep("Rest.", 10)),
    note="Twice a day, says Ms Sato.",
)


def own(*exercises: str | OwnItem, title: str = "Mine", based_on: str | None = None) -> OwnRoutine:
    """A routine of these exercises, at level 1 unless they say otherwise."""
    items = (OwnItem(each) if isinstance(each, str) else each for each in exercises)
    return OwnRoutine(OWN_ROUTINE, title, tuple(items), based_on)


def catalogue_with(routine: OwnRoutine, *exercises: OwnExercise) -> Catalogue:
    """The catalogue of somebody who has these."""
    return with_own(load_catalogue(), exercises, (routine,))


steps = st.builds(
    OwnStep,
    do=st.just("Move slowly."),
    seconds=st.integers(3, 90),
    side=st.sampled_from(SIDES),
)
own_exercises = st.builds(
    OwnExercise,
    id=st.sampled_from([f"own_00000000000000e{n}" for n in range(4)]),
    title=st.just("From my therapist"),
    kind=st.sampled_from(KINDS),
    place=st.sampled_from(PLACES),
    steps=st.lists(steps, min_size=1, max_size=4).map(tuple),
)


@st.composite
def own_worlds(draw: st.DrawFn) -> tuple[Catalogue, OwnRoutine]:
    """Somebody's catalogue, and a routine in it that may be kept."""
    brought = draw(st.lists(own_exercises, max_size=4, unique_by=lambda each: each.id))
    known = with_own(load_catalogue(), brought, ())
    chosen = draw(st.lists(st.sampled_from(sorted(known.exercises)), max_size=8))
    items = []
    for name in chosen:
        level = draw(st.sampled_from([1, 2, 3]))
        allowed = seconds_allowed(known.exercises[name], level)
        seconds = draw(st.none() | st.sampled_from(allowed))
        items.append(OwnItem(name, level, seconds))
    based_on = draw(st.none() | st.sampled_from(sorted(load_catalogue().routines)))
    routine = OwnRoutine(OWN_ROUTINE, "Mine", tuple(items), based_on)
    return with_own(known, (), (routine,)), routine
