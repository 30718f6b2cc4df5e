"""What must be true of the safety check: questions, effects and what they leave."""

from collections.abc import Iterator

from webapp.domain.catalogue.arrangement import find_offer
from webapp.domain.catalogue.exercise import KINDS, LEVELS, Exercise
from webapp.domain.catalogue.model import Catalogue, Question
from webapp.domain.catalogue.problems import Problem
from webapp.domain.catalogue.rules_exercises import TAGS

NEEDED_EFFECTS = ("stop_all", "breathing_only", "level_1_only", "urgent_help")
ALWAYS_SAFE_ROUTINE = "flare_safe_breathing"
OFF_IN_PREGNANCY = ("LI4", "GB21")
MOMENTS = ("first_run", "session")


def questions_are_clear(catalogue: Catalogue) -> Iterator[Problem]:
    """A question asks, says when, and says whether a clinician's word can lift it."""
    for question in catalogue.questions:
        if not question.ask.strip().endswith("?"):
            yield Problem(question.id, "question must end with a question mark")
        if question.clearable not in ("none", "level_1"):
            yield Problem(question.id, f"bad clearable {question.clearable}")
        if not set(question.when) <= set(MOMENTS):
            yield Problem(question.id, "bad when")
        if "stop_all" in question.effects and question.clearable != "none":
            yield Problem(question.id, "stop_all cannot be cleared in the app")


def settling_is_known(catalogue: Catalogue) -> Iterator[Problem]:
    """What a no turns into is a question of the catalogue."""
    known = {question.id for question in catalogue.questions}
    for question in catalogue.questions:
        if question.settles_as not in known:
            yield Problem(question.id, f"unknown settles_as {question.settles_as}")


def effects_are_known(catalogue: Catalogue) -> Iterator[Problem]:
    """Questions name effects of the file, and those the program itself names are there."""
    for effect in NEEDED_EFFECTS:
        if effect not in catalogue.effects:
            yield Problem("effects", f"{effect} is missing")
    for question in catalogue.questions:
        for effect in question.effects:
            if effect not in catalogue.effects:
                yield Problem(question.id, f"unknown effect {effect}")


def effects_block_what_exists(catalogue: Catalogue) -> Iterator[Problem]:
    """A kind, tag or point an effect blocks is one that exercises have."""
    points = {point for exercise in catalogue.exercises.values() for point in exercise.points}
    for effect in catalogue.effects.values():
        unknown = (effect.kinds - set(KINDS)) | (effect.tags - set(TAGS)) | (effect.points - points)
        for each in sorted(unknown):
            yield Problem(effect.id, f"blocks {each}, which no exercise has")


def hidden_lines_exist(catalogue: Catalogue) -> Iterator[Problem]:
    """A line an effect hides stands, word for word, in a preparation or finish list."""
    lists = [*catalogue.prepare_lists.values(), *catalogue.finish_lists.values()]
    lines = {line for each in lists for line in each}
    for effect in catalogue.effects.values():
        for line in sorted(effect.hides - lines):
            yield Problem(effect.id, f"hides a line no list has: {line}")


def contraindications_follow(catalogue: Catalogue) -> Iterator[Problem]:
    """Each exercise names exactly the questions whose effects block it, in their order."""
    known = {question.id for question in catalogue.questions}
    for exercise in catalogue.exercises.values():
        for unknown in sorted(set(exercise.contraindicated_by) - known):
            yield Problem(exercise.id, f"unknown contraindication {unknown}")
        wanted = tuple(
            question.id
            for question in catalogue.questions
            if _is_blocked_by(catalogue, exercise, question)
        )
        if exercise.contraindicated_by != wanted:
            yield Problem(exercise.id, f"contraindicated_by should be {', '.join(wanted)}")


def touch_is_off_in_a_flare(catalogue: Catalogue) -> Iterator[Problem]:
    """Hard rule: in a flare no massage and no pressing."""
    for exercise in catalogue.exercises.values():
        touches = exercise.kind in ("massage", "acupressure")
        if touches and "cx_flare" not in exercise.contraindicated_by:
            yield Problem(exercise.id, "must be off in a flare")


def points_are_off_in_pregnancy(catalogue: Catalogue) -> Iterator[Problem]:
    """Hard rule: LI4 and GB21, and whatever covers them, are off in pregnancy."""
    for exercise in catalogue.exercises.values():
        for code in OFF_IN_PREGNANCY:
            off = "cx_pregnancy" in exercise.contraindicated_by
            if code in exercise.points and not off:
                yield Problem(exercise.id, f"{code} must be off in pregnancy")


def stop_all_stops_everything(catalogue: Catalogue) -> Iterator[Problem]:
    """Under stop_all no exercise is left."""
    for exercise in catalogue.exercises.values():
        if not catalogue.effects["stop_all"].blocks(exercise):
            yield Problem(exercise.id, "stop_all does not block it")


def something_safe_is_left(catalogue: Catalogue) -> Iterator[Problem]:
    """After any one yes each fallback chain ends, and the flare-safe routine stays whole."""
    for question in catalogue.questions:
        if "stop_all" not in question.effects:
            for level in LEVELS:
                yield from _problems_after(catalogue, question, level)


NAMES_IN_SAFETY_RULES = (
    questions_are_clear,
    effects_are_known,
    effects_block_what_exists,
    hidden_lines_exist,
    settling_is_known,
)
SAFETY_RULES = (
    contraindications_follow,
    touch_is_off_in_a_flare,
    points_are_off_in_pregnancy,
    stop_all_stops_everything,
    something_safe_is_left,
)


def _is_blocked_by(catalogue: Catalogue, exercise: Exercise, question: Question) -> bool:
    return any(catalogue.effects[effect].blocks(exercise) for effect in question.effects)


def _problems_after(catalogue: Catalogue, question: Question, level: int) -> Iterator[Problem]:
    blocked = {
        exercise.id
        for exercise in catalogue.exercises.values()
        if _is_blocked_by(catalogue, exercise, question)
    }
    for routine in catalogue.routines.values():
        offer = find_offer(catalogue, routine, level, blocked)
        if offer is None:
            reason = f"{routine.id}: fallback chain does not end at level {level}"
            yield Problem(question.id, reason)
        elif routine.id == ALWAYS_SAFE_ROUTINE and (offer.changes or offer.routine != routine):
            yield Problem(question.id, f"{ALWAYS_SAFE_ROUTINE} must stay whole")
