"""What is a person's own: the list of it, making something new, removing and bringing back."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.own_exercises import (
    NoSuchExercise,
    bring_back_exercise,
    remove_exercise,
)
from webapp.actions.own_routines import (
    NoSuchRoutine,
    bring_back_routine,
    create_routine,
    remove_routine,
)
from webapp.domain.own_problems import OwnProblems
from webapp.domain.own_routines import OwnRoutine, copy_of
from webapp.language import gettext
from webapp.parts import parts
from webapp.storage.own_exercises import own_exercises, sizes_of_photos
from webapp.storage.own_routines import StoredRoutine, find_own_routine, own_routines
from webapp.storage.people import Person
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.errors import Problem
from webapp.web.own_answers import exercise_answer
from webapp.web.own_here import find_routine_here, whole_catalogue
from webapp.web.own_words import problem_of
from webapp.web.routine_cards import RoutineCard, card_of, cards, safety_of

bp = Blueprint("own", __name__, url_prefix="/own")


@bp.get("")
def index() -> ResponseReturnValue:
    """Show a person's own routines and exercises, and what they removed lately."""
    person = find_current_person()
    if person is None:
        return redirect("/start", 303)
    return render_template("own/index.html", active="routines", **_lists(person))


@bp.post("/routines")
def make() -> ResponseReturnValue:
    """Make a routine: empty, or a copy of another that is then one's own."""
    person = get_current_person()
    wanted = request.form.get("from", "")
    made = _copy(wanted) if wanted else OwnRoutine("", gettext("My routine"), ())
    try:
        stored = create_routine(person.id, made, now())
    except OwnProblems as problems:
        raise problem_of(problems) from None
    return redirect(f"/own/routines/{stored.id}", 303)


@bp.post("/routines/<routine_id>/removal")
def remove(routine_id: str) -> ResponseReturnValue:
    """Take a routine off the list, and offer to undo that."""
    try:
        remove_routine(get_current_person().id, routine_id, now())
    except NoSuchRoutine:
        raise unknown() from None
    return redirect(f"/own?removed={routine_id}", 303)


@bp.post("/routines/<routine_id>/return")
def bring_back(routine_id: str) -> ResponseReturnValue:
    """Bring a removed routine back."""
    try:
        bring_back_routine(get_current_person().id, routine_id)
    except NoSuchRoutine:
        raise unknown() from None
    return redirect(f"/routines/{routine_id}", 303)


@bp.post("/exercises/<exercise_id>/removal")
def remove_one_exercise(exercise_id: str) -> ResponseReturnValue:
    """Take an exercise off the list, and offer to undo that."""
    try:
        remove_exercise(get_current_person().id, exercise_id, now())
    except NoSuchExercise:
        raise unknown() from None
    return redirect(f"/own?removed={exercise_id}", 303)


@bp.post("/exercises/<exercise_id>/return")
def bring_back_one_exercise(exercise_id: str) -> ResponseReturnValue:
    """Bring a removed exercise back, also into the routines that had it."""
    try:
        bring_back_exercise(get_current_person().id, exercise_id)
    except NoSuchExercise:
        raise unknown() from None
    return redirect("/own", 303)


@bp.app_context_processor
def _for_every_template() -> dict[str, object]:
    return {"own_cards": own_cards}


def own_cards() -> list[RoutineCard]:
    """The cards of this person's own routines."""
    return [card for card in cards(safety_of(find_current_person())) if card.own]


def get_own_routine(person: Person, routine_id: str) -> StoredRoutine:
    """A routine of this person's that is there; Problem 404."""
    stored = find_own_routine(person.id, routine_id)
    if stored is None or stored.removed_at is not None:
        raise unknown()
    return stored


def unknown() -> Problem:
    """The problem of something that is not this person's, or not there any more."""
    detail = gettext("It may have been removed. What is yours stands under Routines, Yours.")
    return Problem(404, gettext("This is not there"), detail)


def _copy(wanted: str) -> OwnRoutine:
    routine = find_routine_here(wanted)
    if routine is None:
        raise Problem(404, gettext("This routine is not there"), gettext("Choose another one."))
    person = find_current_person()
    own = find_own_routine(person.id, wanted) if person else None
    title = gettext("%(title)s, my way", title=routine.title)
    if own is not None:
        made = own.as_own()
        title = gettext("%(title)s, copy", title=routine.title)
        return OwnRoutine("", title[:60], made.items, made.based_on)
    return copy_of(routine, title[:60])


def _lists(person: Person) -> dict[str, object]:
    known, catalogue = safety_of(person), whole_catalogue()
    routines, exercises = own_routines(person.id, True), own_exercises(person.id, True)
    photos = sizes_of_photos(person.id)
    return {
        "routines": [
            card_of(catalogue.get_routine(row.id), known, catalogue)
            for row in routines
            if row.removed_at is None
        ],
        "exercises": [
            exercise_answer(row, row.id in photos) for row in exercises if row.removed_at is None
        ],
        "removed": [
            (place, row)
            for place, rows in (("routines", routines), ("exercises", exercises))
            for row in rows
            if row.removed_at is not None
        ],
        "just_removed": request.args.get("removed", ""),
        "presets": list(parts().catalogue.routines.values()),
    }
