"""What a player must know of an exercise besides its steps: where, how it feels, which hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from webapp.domain.catalogue import Exercise
from webapp.domain.catalogue.exercise import BreathPattern
from webapp.domain.own_exercises import is_own

PACE_STEP = 10
QUICKEST = 70
SLOWEST = 130

_OTHER_SIDE = {"left": "right", "right": "left", "both": "both"}
_SAME_SIDE = {"left": "left", "right": "right"}
_HAND_BY_KIND = {"massage": _OTHER_SIDE, "acupressure": _OTHER_SIDE, "strength": _SAME_SIDE}


@dataclass(frozen=True, slots=True)
class About:
    """The facts of one exercise at a level; what an exercise does not have is empty."""

    title: str
    kind: str
    summary: str
    position: str
    dose: str
    locate: str
    pressure: str
    circle: str
    signals: tuple[str, ...]


def about(exercise: Exercise, level: int) -> About:
    """Answer what a player shows of an exercise, whatever its step."""
    point = exercise.point
    return About(
        title=exercise.title,
        kind=exercise.kind,
        summary=exercise.summary,
        position=exercise.position,
        dose=exercise.levels[level].dose,
        locate=exercise.locate or "",
        pressure=point.pressure if point else "",
        circle=point.circle if point else "",
        signals=point.felt_signals if point else (),
    )


def working_hand(exercise: Exercise, side: str) -> str:
    """Answer the hand that works on a side: left, right, both, or "" where none does.

    Touch reaches across to the other side; a press of strength uses the hand of its own side.
    """
    if is_own(exercise.id):
        return ""  # nobody told us
    return _HAND_BY_KIND.get(exercise.kind, {}).get(side, "")


def pace_bounds(exercise: Exercise, breaths_seconds: int) -> Mapping[str, int]:
    """Answer how quick and how slow a breath may be made, in percent of what is written.

    Both keep the exercise within its least and most seconds. A hold is never made longer and a deep
    breath never quicker than the catalogue writes it.
    """
    pattern = exercise.pattern
    assert pattern is not None
    quickest = 100 if "breath_deep" in exercise.tags else QUICKEST
    slowest = 100 if "breath_hold" in exercise.tags else SLOWEST
    steps = range(quickest, slowest + 1, PACE_STEP)
    allowed = [pace for pace in steps if _fits(exercise, pattern, breaths_seconds * pace)]
    return MappingProxyType({"quickest": min(allowed), "slowest": max(allowed)})


def _fits(exercise: Exercise, pattern: BreathPattern, breaths_percent_seconds: int) -> bool:
    leads = 100 * (pattern.lead_in + pattern.lead_out)
    return (
        100 * exercise.min_seconds <= leads + breaths_percent_seconds <= 100 * exercise.max_seconds
    )
