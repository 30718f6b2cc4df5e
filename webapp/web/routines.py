"""The library of routines, and one routine in full."""

from flask import Blueprint, abort, render_template, request

from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.library import exercises_of, is_discreet, places_of
from webapp.domain.safety import highest_level, lines_shown
from webapp.parts import parts
from webapp.web.current import find_current_person
from webapp.web.library import choices_offered, groups_of, place_words, wish_asked
from webapp.web.own_here import catalogue_with
from webapp.web.routine_cards import LEVELS, card_of, cards, compiled, safety_of
from webapp.web.sources import sources_of

bp = Blueprint("routines", __name__)


@bp.get("/routines")
def index() -> str:
    """Show all routines by need."""
    known, wish = safety_of(find_current_person()), wish_asked()
    return render_template(
        "routines/index.html",
        active="routines",
        groups=groups_of(cards(known), wish),
        safety=known,
        wish=wish,
        choices=choices_offered(),
    )


@bp.get("/routines/<routine_id>")
def show(routine_id: str) -> str:
    """Show one routine in full."""
    catalogue = catalogue_with(routine_id)
    routine = catalogue.find_routine(routine_id)
    if routine is None:
        abort(404)
    known = safety_of(find_current_person())
    highest = highest_level(known.effects)
    level = min(level_asked(), highest)
    exercises = exercises_of(catalogue, routine)
    return render_template(
        "routines/show.html",
        active="routines",
        routine=card_of(routine, known),
        timeline=compiled(routine_id, level, known.effects if known.consent else ()),
        levels=LEVELS,
        level=level,
        highest=highest,
        prepare=lines_shown(catalogue, _list(catalogue, routine, "prepare"), known.effects),
        finish=lines_shown(catalogue, _list(catalogue, routine, "finish"), known.effects),
        frequency=routine.frequency,
        places=[place_words()[place] for place in places_of(exercises)],
        is_discreet=is_discreet(exercises),
        exercises=catalogue.exercises,
        ours=parts().catalogue.exercises,
        follow_with=[catalogue.routines[each] for each in routine.follow_with],
        sources=sources_of(catalogue, routine.sources),
        cautions=_cautions(catalogue, routine),
        hard_rules=[rule.rule for rule in catalogue.hard_rules],
        disclaimer=catalogue.disclaimer,
    )


def level_asked() -> int:
    """The level in the address, 1 when there is none or no such."""
    text = request.args.get("level", "1")
    return int(text) if text in map(str, LEVELS) else 1


def _list(catalogue: Catalogue, routine: Routine, name: str) -> tuple[str, ...]:
    if name == "prepare":
        return catalogue.prepare_lists[routine.prepare.list_name]
    return catalogue.finish_lists[routine.finish.list_name]


def _cautions(catalogue: Catalogue, routine: Routine) -> list[str]:
    found = (c for item in routine.items for c in catalogue.exercises[item.exercise].cautions)
    return list(dict.fromkeys(found))
