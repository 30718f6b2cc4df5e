"""The library of routines, and one routine in full."""

from collections.abc import Collection

from flask import Blueprint, abort, redirect, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.library import exercises_of, is_discreet, places_of
from webapp.domain.own_exercises import is_own
from webapp.domain.safety import lines_shown
from webapp.parts import parts
from webapp.web.current import find_current_person
from webapp.web.library import choices_offered, groups_of, place_words, wish_asked
from webapp.web.own_caps import within_caps
from webapp.web.own_here import catalogue_with
from webapp.web.own_levels import (
    compiled_within_levels,
    effort_here,
    highest_for,
    level_here,
)
from webapp.web.own_reach import locked_here
from webapp.web.routine_cards import LEVELS, card_of, cards, safety_of
from webapp.web.sources import sources_of
from webapp.web.why_closed import why_closed

bp = Blueprint("routines", __name__)


@bp.get("/routines")
def index() -> str:
    """Show all routines by need."""
    known, wish = safety_of(find_current_person()), wish_asked()
    return render_template(
        "routines/index.html",
        active="routines",
        groups=groups_of(cards(known), wish),
        why=why_closed(parts().catalogue.exercises.values(), known) if known.checked else None,
        safety=known,
        wish=wish,
        choices=choices_offered(),
    )


@bp.get("/routines/<routine_id>")
def show(routine_id: str) -> ResponseReturnValue:
    """Show one routine in full; one exercise alone has a page of its own."""
    catalogue = catalogue_with(routine_id)
    routine = catalogue.routines.get(routine_id)
    if routine is None and routine_id in catalogue.exercises:
        where = "/own/exercises" if is_own(routine_id) else "/exercises"
        return redirect(f"{where}/{routine_id}")
    if routine is None:
        abort(404)
    known = safety_of(find_current_person())
    level = level_here(routine)
    held = known.effects if known.consent else known.own_effects
    exercises = exercises_of(catalogue, routine)
    return render_template(
        "routines/show.html",
        active="routines",
        routine=card_of(routine, known),
        timeline=compiled_within_levels(routine_id, level, held),
        levels=LEVELS,
        level=level,
        highest=highest_for(routine),
        effort=effort_here(routine, level),
        still_to_go=locked_here().get(routine_id, 0),
        instead=_instead(routine, level, held),
        why=why_closed(exercises, known),
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


def _instead(routine: Routine, level: int, effects: Collection[str]) -> dict[str, str]:
    """Why this would be too much today, and what may be done instead; nothing where it is not."""
    offered, why = within_caps(routine, level, effects)
    if not why:
        return {}
    other = catalogue_with(offered or "").find_routine(offered or "")
    return {"why": why, "id": other.id if other else "", "title": other.title if other else ""}


def _list(catalogue: Catalogue, routine: Routine, name: str) -> tuple[str, ...]:
    if name == "prepare":
        return catalogue.prepare_lists[routine.prepare.list_name]
    return catalogue.finish_lists[routine.finish.list_name]


def _cautions(catalogue: Catalogue, routine: Routine) -> list[str]:
    found = (c for item in routine.items for c in catalogue.exercises[item.exercise].cautions)
    return list(dict.fromkeys(found))
