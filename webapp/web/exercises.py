"""The exercises: all of them, and one in full."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template

from webapp.domain.catalogue import Exercise
from webapp.domain.catalogue.alone import alone
from webapp.domain.catalogue.exercise import KINDS, LEVELS
from webapp.domain.library import alternatives_of, is_discreet, no_go_zones_of, routines_with
from webapp.domain.safety import is_blocked
from webapp.parts import parts
from webapp.storage.safety import KnownSafety
from webapp.web import exercise_words
from webapp.web.current import find_current_person
from webapp.web.own_levels import effort_here, level_here
from webapp.web.routine_cards import safety_of
from webapp.web.sources import sources_of
from webapp.web.why_closed import Why, why_closed

bp = Blueprint("exercises", __name__)


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in short; `state` is kept, check (opens after the check) or nothing."""

    id: str
    title: str
    summary: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Way:
    """Whether an exercise may be played: its line's state, and why not where it may not."""

    state: str
    why: Why | None


@bp.get("/exercises")
def index() -> str:
    """Show all exercises by kind."""
    known = safety_of(find_current_person())
    lines = [line_of(each, known) for each in parts().catalogue.exercises.values()]
    kinds = {kind: [line for line in lines if line.kind == kind] for kind in KINDS}
    why = why_closed(parts().catalogue.exercises.values(), known) if known.checked else None
    return render_template("exercises/index.html", active="routines", kinds=kinds, why=why)


@bp.get("/exercises/<exercise_id>")
def show(exercise_id: str) -> str:
    """Show one exercise in full."""
    catalogue = parts().catalogue
    exercise = catalogue.exercises.get(exercise_id)
    if exercise is None:
        abort(404)
    known = safety_of(find_current_person())
    by_itself, way = alone(exercise), way_to(exercise)
    level = level_here(by_itself)
    return render_template(
        "exercises/show.html",
        active="routines",
        exercise=exercise,
        level=level,
        effort=effort_here(by_itself, level),
        state=way.state,
        why=way.why,
        levels=LEVELS,
        says=exercise_words,
        is_discreet=is_discreet((exercise,)),
        no_go=no_go_zones_of(catalogue, exercise),
        others=[line_of(each, known) for each in alternatives_of(catalogue, exercise)],
        routines=routines_with(catalogue, exercise),
        sources=sources_of(catalogue, exercise.sources),
        disclaimer=catalogue.disclaimer,
    )


def way_to(exercise: Exercise) -> Way:
    """Whether whoever asks may play an exercise, ours or their own."""
    known = safety_of(find_current_person())
    return Way(_state(exercise, known), why_closed((exercise,), known))


def line_of(exercise: Exercise, known: KnownSafety) -> ExerciseLine:
    """The line of an exercise for somebody of whom this much is known."""
    return ExerciseLine(
        exercise.id, exercise.title, exercise.summary, exercise.kind, _state(exercise, known)
    )


def _state(exercise: Exercise, known: KnownSafety) -> str:
    # A check kept on the device only is applied there; here nothing may be told from it.
    if known.checked and not known.consent:
        return "kept"
    if not is_blocked(parts().catalogue, exercise, known.effects):
        return "kept"
    return "nothing" if known.checked else "check"
