"""What must be true of pressure points and of breathing patterns."""

from collections.abc import Iterator

from webapp.domain.catalogue.durations import LONGEST_PRESS_SECONDS, longest_press
from webapp.domain.catalogue.exercise import LEVELS, BreathPattern, Exercise


def points_are_described(exercise: Exercise) -> Iterator[str]:
    """Acupressure, and nothing else, has a point; it says where it is and what it covers."""
    if exercise.kind != "acupressure":
        if exercise.point is not None:
            yield "only acupressure has a point"
        return
    if exercise.point is None:
        yield "acupressure needs a point"
    elif exercise.point.who_code not in exercise.points:
        yield "covers_points must hold its own code"
    if exercise.locate is None:
        yield "no locate text"


def presses_are_short(exercise: Exercise) -> Iterator[str]:
    """No press lasts longer than the cap."""
    if exercise.kind == "acupressure" and longest_press(exercise) > LONGEST_PRESS_SECONDS:
        yield f"press longer than the {LONGEST_PRESS_SECONDS} s cap"


def breathing_has_a_pattern(exercise: Exercise) -> Iterator[str]:
    """Breathing, and nothing else, has a pattern."""
    if (exercise.kind == "breathing") != (exercise.pattern is not None):
        yield "breathing, and only breathing, has a pattern"


def breathing_is_framed(exercise: Exercise) -> Iterator[str]:
    """A breathing exercise is lead-in, one stretch of breaths, lead-out."""
    pattern = exercise.pattern
    if pattern is None:
        return
    frame = [None if step.stretch else step.total(1) for step in exercise.steps]
    if frame != [pattern.lead_in, None, pattern.lead_out]:
        yield "breathing steps must be lead-in, one stretch, lead-out"


def pattern_equals_steps(exercise: Exercise) -> Iterator[str]:
    """Leads and whole breaths last exactly as long as the steps."""
    pattern = exercise.pattern
    if pattern is None:
        return
    for level in LEVELS:
        if pattern.total(level) != exercise.total(level):
            yield (
                f"level {level}: pattern gives {pattern.total(level)} s, "
                f"steps {exercise.total(level)}"
            )


def cycles_are_capped(exercise: Exercise) -> Iterator[str]:
    """No level has more breaths than the pattern allows."""
    pattern = exercise.pattern
    if pattern is None or pattern.max_cycles is None:
        return
    for level in LEVELS:
        if pattern.cycles[level] > pattern.max_cycles:
            yield f"level {level}: too many cycles"


def breath_tag_fits(exercise: Exercise) -> Iterator[str]:
    """The tag that decides who may do it follows from holds and top-ups."""
    if exercise.pattern is None:
        return
    wanted = _tag_of(exercise.pattern)
    if exercise.tags != (wanted,):
        yield f"tag should be {wanted}"


TOUCH_AND_BREATH_RULES = (
    points_are_described,
    presses_are_short,
    breathing_has_a_pattern,
    breathing_is_framed,
    pattern_equals_steps,
    cycles_are_capped,
    breath_tag_fits,
)


def _tag_of(pattern: BreathPattern) -> str:
    phases = pattern.phases.values()
    if any(each["hold_full"] or each["hold_empty"] for each in phases):
        return "breath_hold"
    if any(each["top_up"] for each in phases):
        return "breath_deep"
    return "breath_calm"
