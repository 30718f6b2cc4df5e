"""What must be true of each exercise by itself."""

import re
from collections.abc import Iterator

from webapp.domain.catalogue.exercise import KINDS, LEVELS, Exercise, Step

SIDES = ("both", "left-right", "none")
STEP_SIDES = ("both", "left", "right", "none")
TAGS = (
    "neck_touch",
    "head_touch",
    "hand_touch",
    "chest_touch",
    "neck_motion",
    "shoulder_motion",
    "shoulder_load",
    "neck_load",
    "breath_calm",
    "breath_hold",
    "breath_deep",
)
DIRECTIONS = (
    "",
    "up",
    "down",
    "out",
    "down_and_out",
    "back",
    "forward",
    "left",
    "right",
    "circles",
    "together",
)
LONGEST_CUE_WORDS = 12


def words_are_known(exercise: Exercise) -> Iterator[str]:
    """Kind, sides, directions and tags are among those the program knows."""
    if exercise.kind not in KINDS:
        yield f"unknown kind {exercise.kind}"
    if exercise.side not in SIDES:
        yield f"bad side {exercise.side}"
    for tag in exercise.tags:
        if tag not in TAGS:
            yield f"unknown tag {tag}"
    for step in exercise.steps:
        yield from _words_of_step(step)


def sides_agree(exercise: Exercise) -> Iterator[str]:
    """An exercise is left-right exactly when it has steps for both."""
    has_both = {"left", "right"} <= {step.side for step in exercise.steps}
    if (exercise.side == "left-right") != has_both:
        yield "side and step sides disagree"


def left_equals_right(exercise: Exercise) -> Iterator[str]:
    """Both sides get the same seconds at every level."""
    if exercise.side != "left-right":
        return
    for level in LEVELS:
        left, right = (_seconds_of_side(exercise, level, side) for side in ("left", "right"))
        if left != right:
            yield f"left {left} s and right {right} s differ at level {level}"


def levels_equal_steps(exercise: Exercise) -> Iterator[str]:
    """The seconds a level names are what its steps add to."""
    for level, dose in exercise.levels.items():
        total = exercise.total(level)
        if dose.seconds != total:
            yield f"level {level} says {dose.seconds} s, steps add to {total}"


def totals_within_bounds(exercise: Exercise) -> Iterator[str]:
    """Every level lies between the least and the most seconds."""
    for level in LEVELS:
        total = exercise.total(level)
        if not exercise.min_seconds <= total <= exercise.max_seconds:
            yield (
                f"level {level} total {total} outside {exercise.min_seconds}-{exercise.max_seconds}"
            )


def totals_never_fall(exercise: Exercise) -> Iterator[str]:
    """A higher level is never shorter."""
    totals = [exercise.total(level) for level in LEVELS]
    if totals != sorted(totals):
        yield f"level totals fall: {totals}"


def default_is_level_one(exercise: Exercise) -> Iterator[str]:
    """The default seconds are the total of level 1."""
    total = exercise.total(1)
    if exercise.default_seconds != total:
        yield f"default {exercise.default_seconds} differs from level 1 total {total}"


def steps_can_be_said(exercise: Exercise) -> Iterator[str]:
    """An instruction is one sentence, a cue is short enough to be spoken."""
    for number, step in enumerate(exercise.steps, 1):
        if not _is_one_sentence(step.do):
            yield f"step {number}: instruction is not one sentence"
        words = len(step.cue.split())
        if words > LONGEST_CUE_WORDS:
            yield f"step {number}: cue has {words} words"


def has_an_article_source(exercise: Exercise) -> Iterator[str]:
    """Every exercise says which statement of the first article it comes from."""
    if not any(source.startswith("S") for source in exercise.sources):
        yield "no article id among sources"


EXERCISE_RULES = (
    sides_agree,
    left_equals_right,
    levels_equal_steps,
    totals_within_bounds,
    totals_never_fall,
    default_is_level_one,
    steps_can_be_said,
    has_an_article_source,
)


def _words_of_step(step: Step) -> Iterator[str]:
    if step.side not in STEP_SIDES:
        yield f"bad step side {step.side}"
    if step.direction not in DIRECTIONS:
        yield f"bad direction {step.direction}"


def _seconds_of_side(exercise: Exercise, level: int, side: str) -> int:
    return sum(step.total(level) for step in exercise.steps if step.side == side)


def _is_one_sentence(text: str) -> bool:
    trimmed = text.strip()
    return trimmed.endswith(".") and not re.search(r"[.!?]\s+[A-Z]", trimmed[:-1])
