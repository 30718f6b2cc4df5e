"""What must be true of routines: names, overrides, and that they last as long as they claim."""

from collections.abc import Iterator

from webapp.domain.catalogue.arrangement import arrange, total_seconds
from webapp.domain.catalogue.durations import problem_of_override
from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.catalogue.model import Catalogue
from webapp.domain.catalogue.problems import Problem
from webapp.domain.catalogue.routine import Bookend, Routine
from webapp.domain.catalogue.rules_exercises import LONGEST_CUE_WORDS
from webapp.domain.catalogue.rules_safety import ALWAYS_SAFE_ROUTINE

CLAIM_TOLERANCE_SECONDS = 15
BOUNDS_SECONDS = {"full_self_massage": (600, 900), "desk_minute": (60, 120)}


def routines_name_what_exists(catalogue: Catalogue) -> Iterator[Problem]:
    """Exercises, fallbacks, follow-ups and swaps are ids of the file."""
    for routine in catalogue.routines.values():
        for item in routine.items:
            if item.exercise not in catalogue.exercises:
                yield Problem(routine.id, f"unknown exercise {item.exercise}")
        fallbacks = (routine.fallback,) if routine.fallback else ()
        for other in routine.follow_with + fallbacks:
            if other not in catalogue.routines:
                yield Problem(routine.id, f"unknown routine {other}")


def swaps_name_what_exists(catalogue: Catalogue) -> Iterator[Problem]:
    """Both sides of a swap are exercises of the file."""
    for exercise, swap in catalogue.swaps.items():
        for each in (exercise, swap):
            if each not in catalogue.exercises:
                yield Problem("swaps", f"unknown id {each} in {exercise} -> {swap}")


def every_routine_serves_a_need(catalogue: Catalogue) -> Iterator[Problem]:
    """Needs name routines of the file, and no routine is left without one."""
    served = {routine for need in catalogue.needs.values() for routine in need.routines}
    for routine in sorted(served - catalogue.routines.keys()):
        yield Problem("needs", f"unknown routine {routine}")
    for routine in catalogue.routines:
        if routine not in served:
            yield Problem(routine, "serves no need")


def known_routines_are_there(catalogue: Catalogue) -> Iterator[Problem]:
    """The routines the program names itself exist."""
    for routine in (*BOUNDS_SECONDS, ALWAYS_SAFE_ROUTINE):
        if routine not in catalogue.routines:
            yield Problem("routines", f"{routine} is missing")


def bookends_are_complete(catalogue: Catalogue) -> Iterator[Problem]:
    """Preparation and finish name a list, and say a short cue when they take time."""
    for routine in catalogue.routines.values():
        if routine.prepare.list_name not in catalogue.prepare_lists:
            yield Problem(routine.id, f"unknown prepare list {routine.prepare.list_name}")
        if routine.finish.list_name not in catalogue.finish_lists:
            yield Problem(routine.id, f"unknown finish list {routine.finish.list_name}")
        yield from _problems_of_cue(routine.id, "prepare", routine.prepare)
        yield from _problems_of_cue(routine.id, "finish", routine.finish)


def overrides_can_be_reached(catalogue: Catalogue) -> Iterator[Problem]:
    """Every override can be made of the exercise's steps at every level."""
    for routine in catalogue.routines.values():
        for item in routine.items:
            for level, seconds in item.seconds.items():
                exercise = catalogue.exercises[item.exercise]
                problem = problem_of_override(exercise, level, seconds)
                if problem:
                    yield Problem(routine.id, f"{item.exercise}: {problem}")


def claims_hold(catalogue: Catalogue) -> Iterator[Problem]:
    """A routine lasts as long as it claims, in half minutes, give or take 15 seconds."""
    for routine in catalogue.routines.values():
        for level, minutes in routine.claimed_minutes.items():
            total = _total(catalogue, routine, level)
            if (minutes * 2) % 1:
                yield Problem(routine.id, f"claim {minutes} is not a half minute")
            if abs(total - minutes * 60) > CLAIM_TOLERANCE_SECONDS:
                yield Problem(
                    routine.id, f"level {level}: {total} s against a claim of {minutes:g} min"
                )


def known_routines_keep_their_length(catalogue: Catalogue) -> Iterator[Problem]:
    """The full self-massage takes 10 to 15 minutes, the desk minute one to two."""
    for routine_id, (least, most) in BOUNDS_SECONDS.items():
        for level in LEVELS:
            total = _total(catalogue, catalogue.routines[routine_id], level)
            if not least <= total <= most:
                yield Problem(routine_id, f"level {level}: {total} s outside {least}-{most}")


NAMES_IN_ROUTINES_RULES = (
    routines_name_what_exists,
    swaps_name_what_exists,
    every_routine_serves_a_need,
    known_routines_are_there,
    bookends_are_complete,
)
ROUTINE_RULES = (claims_hold, known_routines_keep_their_length)


def _problems_of_cue(routine_id: str, name: str, bookend: Bookend) -> Iterator[Problem]:
    if bookend.seconds and not bookend.cue:
        yield Problem(routine_id, f"{name} has time but no cue")
    if len(bookend.cue.split()) > LONGEST_CUE_WORDS:
        yield Problem(routine_id, f"{name} cue too long")


def _total(catalogue: Catalogue, routine: Routine, level: int) -> int:
    return total_seconds(catalogue, arrange(catalogue, routine, level, frozenset()))
