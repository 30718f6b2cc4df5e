"""The library of routines, and one routine in full."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, abort, render_template

from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.safety import lines_shown
from webapp.language import gettext
from webapp.web.current import find_current_person
from webapp.web.own_caps import within_caps
from webapp.web.own_here import catalogue_with
from webapp.web.own_levels import (
    compiled_within_levels,
    effort_here,
    highest_for,
    level_here,
    locked_here,
)
from webapp.web.routine_cards import LEVELS, RoutineCard, card_of, cards, safety_of

bp = Blueprint("routines", __name__)


@dataclass(frozen=True, slots=True)
class Group:
    """Routines that serve the same need."""

    key: str
    title: str
    routines: list[RoutineCard]


@bp.get("/routines")
def index() -> str:
    """Show all routines by need."""
    known = safety_of(find_current_person())
    return render_template(
        "routines/index.html", active="routines", groups=_groups(cards(known)), safety=known
    )


@bp.get("/routines/<routine_id>")
def show(routine_id: str) -> str:
    """Show one routine in full."""
    catalogue = catalogue_with(routine_id)
    routine = catalogue.find_routine(routine_id)
    if routine is None:
        abort(404)
    known = safety_of(find_current_person())
    level = level_here(routine)
    held = known.effects if known.consent else known.own_effects
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
        prepare=lines_shown(catalogue, _list(catalogue, routine, "prepare"), known.effects),
        finish=lines_shown(catalogue, _list(catalogue, routine, "finish"), known.effects),
        frequency=routine.frequency,
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


def _groups(found: list[RoutineCard]) -> list[Group]:
    titles = {
        "break": gettext("A short break at the desk"),
        "massage": gettext("Self-massage"),
        "acupressure": gettext("Acupressure holds"),
        "breathing": gettext("Breathing"),
        "strength": gettext("Gentle strength"),
    }
    groups = [
        Group(key, title, [card for card in found if card.category == key and not card.own])
        for key, title in titles.items()
    ]
    return [group for group in groups if group.routines]


def _list(catalogue: Catalogue, routine: Routine, name: str) -> tuple[str, ...]:
    if name == "prepare":
        return catalogue.prepare_lists[routine.prepare.list_name]
    return catalogue.finish_lists[routine.finish.list_name]


def _cautions(catalogue: Catalogue, routine: Routine) -> list[str]:
    found = (c for item in routine.items for c in catalogue.exercises[item.exercise].cautions)
    return list(dict.fromkeys(found))
