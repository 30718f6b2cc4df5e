"""The library of routines, and one routine in full."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from webapp.domain.catalogue import Catalogue, Routine
from webapp.domain.safety import highest_level, lines_shown
from webapp.language import gettext
from webapp.web.current import find_current_person
from webapp.web.own_here import catalogue_with
from webapp.web.routine_cards import LEVELS, RoutineCard, card_of, cards, compiled, safety_of

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
    highest = highest_level(known.effects)
    level = min(level_asked(), highest)
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
        cautions=_cautions(catalogue, routine),
        hard_rules=[rule.rule for rule in catalogue.hard_rules],
        disclaimer=catalogue.disclaimer,
    )


def level_asked() -> int:
    """The level in the address, 1 when there is none or no such."""
    text = request.args.get("level", "1")
    return int(text) if text in map(str, LEVELS) else 1


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
