"""Exercises a person brings along, from a therapist say: not ours, held to the same effects."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from webapp.domain.catalogue.exercise import KINDS, LEVELS, Dose, Exercise, Step
from webapp.domain.own_problems import OwnProblem, Wrong
from webapp.domain.own_texts import find_odd_sign

OWN = "own_"
PLACES = ("neck", "head", "shoulders", "hands", "elsewhere")
SIDES = ("both", "left", "right", "each", "none")
EACH = "each"  # first on the left, then the same on the right
LONGEST_TITLE, LONGEST_STEP, LONGEST_NOTE = 60, 240, 500
MOST_STEPS = 20
SHORTEST_SECONDS, LONGEST_SECONDS, LONGEST_TOTAL = 3, 600, 1800
CUE_WORDS = 12

_TOUCH = {
    "neck": ("neck_touch",),
    "head": ("head_touch",),
    "shoulders": ("neck_touch",),
    "hands": ("hand_touch",),
    "elsewhere": ("chest_touch",),
}
_MOTION = {"neck": ("neck_motion",), "head": ("neck_motion",), "shoulders": ("shoulder_motion",)}
_LOAD = {"neck": ("neck_load",), "head": ("neck_load",), "shoulders": ("shoulder_load",)}
# Nobody knows which point it is, so it counts as all that lie there.
_POINTS = {
    "neck": ("GB20", "BL10", "GB21"),
    "head": ("BL2", "EX-HN5", "EX-HN3", "GB20"),
    "shoulders": ("GB21",),
    "hands": ("LI4", "SI3", "TE3", "PC6"),
    "elsewhere": ("LI4", "GB21"),
}
_COVERED = {"neck": ("GB21",), "shoulders": ("GB21",)}


@dataclass(frozen=True, slots=True)
class OwnStep:
    """One timed instruction."""

    do: str
    seconds: int
    side: str = "none"


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """What somebody else taught: its kind and place say what the safety check does with it."""

    id: str
    title: str
    kind: str
    place: str
    steps: tuple[OwnStep, ...]
    note: str = ""

    @property
    def seconds(self) -> int:
        """How long it takes, both sides included."""
        return sum(step.seconds * (2 if step.side == EACH else 1) for step in self.steps)


def is_own(name: str) -> bool:
    """Tell whether an id names something of a person's own."""
    return name.startswith(OWN)


def problems_of_exercise(own: OwnExercise) -> Iterator[OwnProblem]:
    """Say what keeps an exercise from being kept."""
    yield from problems_of_text("title", own.title, LONGEST_TITLE)
    if own.note:
        yield from problems_of_text("note", own.note, LONGEST_NOTE)
    yield from _problems_of_word("kind", own.kind, KINDS)
    yield from _problems_of_word("place", own.place, PLACES)
    yield from _problems_of_steps(own)


def _problems_of_steps(own: OwnExercise) -> Iterator[OwnProblem]:
    if not own.steps:
        yield OwnProblem("steps", Wrong.NO_STEPS)
    if len(own.steps) > MOST_STEPS:
        yield OwnProblem("steps", Wrong.TOO_MANY, {"most": MOST_STEPS})
    for number, step in enumerate(own.steps[:MOST_STEPS]):
        yield from _problems_of_step(f"steps.{number}", step)
    if own.seconds > LONGEST_TOTAL:
        yield OwnProblem("steps", Wrong.TOO_LONG, {"minutes": LONGEST_TOTAL // 60})


def problems_of_text(field: str, text: str, longest: int) -> Iterator[OwnProblem]:
    """Say why a text cannot be a title, a step or a note."""
    odd = find_odd_sign(text)
    if not text.strip():
        yield OwnProblem(field, Wrong.EMPTY)
    elif len(text) > longest:
        yield OwnProblem(field, Wrong.TOO_LONG_TEXT, {"most": longest})
    elif odd is not None:
        yield OwnProblem(field, Wrong.ODD_SIGN, {"sign": odd if odd.isprintable() else ""})


def as_exercise(own: OwnExercise) -> Exercise:
    """Make the catalogue's unit of it; its steps last the same at every level."""
    steps = tuple(made for step in own.steps for made in _steps(step))
    sides = {step.side for step in steps}
    return Exercise(
        id=own.id,
        kind=own.kind,
        title=own.title,
        summary=own.note,
        position="seated",
        body_area=(),
        side="left-right" if {"left", "right"} <= sides else "both" if "both" in sides else "none",
        default_seconds=own.seconds,
        min_seconds=own.seconds,
        max_seconds=own.seconds,
        tags=tags_of(own.kind, own.place),
        points=_points(own),
        levels=MappingProxyType({level: Dose(own.seconds, "") for level in LEVELS}),
        steps=steps,
        cautions=(),
        contraindicated_by=(),
        sources=(),
        illustration="",
        locate=None,
        point=None,
        pattern=None,
    )


def tags_of(kind: str, place: str) -> tuple[str, ...]:
    """Answer the tags of an exercise of which only kind and place are known, on the safe side.

    Breathing may hold or go deep for all we know.
    """
    if kind == "breathing":
        return ("breath_hold", "breath_deep")
    if kind == "mobility":
        return _MOTION.get(place, ())
    if kind == "strength":
        return _LOAD.get(place, ()) + _MOTION.get(place, ())
    return _TOUCH[place]


def _points(own: OwnExercise) -> tuple[str, ...]:
    if own.kind == "acupressure":
        return _POINTS[own.place]
    return _COVERED.get(own.place, ()) if own.kind == "massage" else ()


def _problems_of_step(field: str, step: OwnStep) -> Iterator[OwnProblem]:
    yield from problems_of_text(f"{field}.do", step.do, LONGEST_STEP)
    if not SHORTEST_SECONDS <= step.seconds <= LONGEST_SECONDS:
        bounds = {"least": SHORTEST_SECONDS, "most": LONGEST_SECONDS}
        yield OwnProblem(f"{field}.seconds", Wrong.SECONDS, bounds)
    yield from _problems_of_word(f"{field}.side", step.side, SIDES)


def _problems_of_word(field: str, word: str, words: tuple[str, ...]) -> Iterator[OwnProblem]:
    if word not in words:
        yield OwnProblem(field, Wrong.UNKNOWN_WORD, {"words": ", ".join(words)})


def _steps(own: OwnStep) -> Iterator[Step]:
    for side in ("left", "right") if own.side == EACH else (own.side,):
        yield Step(
            seconds=(own.seconds,) * 3,
            repeat=(1, 1, 1),
            rest=(0, 0, 0),
            side=side,
            do=own.do,
            cue=_cue(own.do),
            stretch=False,
            direction="",
        )


def _cue(do: str) -> str:
    words = do.split()
    return do if len(words) <= CUE_WORDS else " ".join(words[:CUE_WORDS]) + " …"
